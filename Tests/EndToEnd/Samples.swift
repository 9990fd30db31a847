/// Scenario files that the tests write.
enum Samples {
  /// A scenario that passes, or fails if another position is expected.
  static func fill(_ header: [String] = ["tags   smoke"], position: Int = 100) -> String {
    """
    scenario "A fill arrives"
    \(header.map { "  \($0)\n" }.joined())  ends   15s

    setup
      both   cash USD 100000.00
      market AAPL 149.99 150.01

    timeline
      0s     trader place A buy 100 AAPL limit 150.01
      2s     broker fill A 100 at 150.01 exec E1

    finally
      expect position AAPL = \(position)

    """
  }

  /// A scenario with two cases, told apart by a first column.
  static let twoCases = """
    scenario "A fill arrives or is lost"
      tags   smoke, slow
      ends   15s

    setup
      both   cash USD 100000.00
      market AAPL 149.99 150.01

    timeline
      0s     trader place A buy 100 AAPL limit 150.01
      1s     net drop stream fill of A next 1 may-miss
      2s     broker fill A <size> at 150.01 exec E1

    finally
      expect position AAPL = <size>

    examples
      | case      | size |
      | all of it | 100  |
      | some      | 40   |

    """

  /// A file with a word that nobody knows.
  static let misspelt = fill().replacing("broker fill", with: "broker fil")

  /// A scenario that runs for a while even in real time.
  static let long = fill(["tags   slow"]).replacing("ends   15s", with: "ends   30m").replacing(
    "setup", with: "engine\n  order-interval 1s\n\nsetup")
}

extension String {
  /// The text with everything that depends on the machine's speed replaced.
  var withoutTimes: String {
    replacing(/in [0-9.]+ (?:ms|s)/, with: "in TIME").replacing(#/ {3}[0-9,]+ events/s/#, with: "   RATE")
      .replacing(#/[0-9.]+ (?:ms|s) to /#, with: "TIME to ")
  }
}
