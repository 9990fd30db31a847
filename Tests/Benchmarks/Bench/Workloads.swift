/// Scenarios of any size, as files say them.
enum Workload {
  private static func header(_ title: String, _ mode: String, ends: String, _ settings: String = "") -> String {
    """
    scenario "\(title)"
      mode      \(mode)
      ends      \(ends)
      max-steps 100000000
    \(settings)
    setup
      both   cash USD 100000000.00
      market AAPL 149.99 150.01

    timeline

    """
  }

  /// Orders over a minute, each of them filled.
  static func orders(_ count: Int) -> String {
    var text = header("Orders", "paper", ends: "75s")
    for number in 0..<count {
      let place = 60_000_000 / count * number
      text += "  \(place)us trader place A\(number) buy 1 AAPL limit 150.01\n"
      text += "  \(place + 100_000)us broker fill A\(number) rest at 150.01 exec E\(number)\n"
    }
    return text
  }

  /// Orders that are placed in the first second and work for a minute.
  static func working(_ count: Int) -> String {
    var text = header("Working orders", "live", ends: "60s")
    for number in 0..<count {
      text += "  \(1_000_000 / count * number)us trader place A\(number) buy 1 AAPL limit 150.01\n"
    }
    return text
  }

  /// Fills of one order over a minute.
  static func fills(_ count: Int) -> String {
    var text = header("Fills", "paper", ends: "75s")
    text += "  0s trader place A buy \(count) AAPL limit 150.01\n"
    for number in 0..<count {
      text += "  \(1_000_000 + 59_000_000 / count * number)us broker fill A 1 at 150.01 exec E\(number)\n"
    }
    return text
  }

  /// Three orders, one of them filled, and then nothing for a time.
  static func quiet(minutes: Int) -> String {
    header("Quiet", "live", ends: "\(minutes)m")
      + """
        0s trader place A buy 1 AAPL limit 150.01
        1s trader place B buy 2 AAPL limit 149.01
        2s trader place C sell 3 AAPL limit 151.01
        5s broker fill A rest at 150.01 exec E0

      """
  }

  /// Fills after a start, all of them checked.
  static func checked(_ count: Int) -> String {
    var text = orders(count)
    for number in 0..<count { text += "  74s expect local order A\(number) = filled\n" }
    return text
  }
}
