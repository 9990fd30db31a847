import Trading

/// Reads times of a command line.
enum TimeText {
  /// A time as scenario files write it (`2.5s`, `1h30m`) or as the log prints it (`+00:00:02.500`).
  static func span(_ text: String) -> TimeSpan? {
    text.contains(":") ? clock(text) : units(text)
  }

  private static func units(_ text: String) -> TimeSpan? {
    var rest = text[...]
    var total = TimeSpan.zero
    while !rest.isEmpty {
      let number = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest.dropFirst(number.count)
      let name = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(name.count)
      guard let unit = TimeSpan.Unit(rawValue: String(name)), let span = span(number, of: unit) else { return nil }
      total = total + span
    }
    return text.isEmpty ? nil : total
  }

  private static func clock(_ text: String) -> TimeSpan? {
    let parts = text.drop { $0 == "+" }.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hours = span(parts[0], of: .hours), let minutes = span(parts[1], of: .minutes),
      let seconds = span(parts[2], of: .seconds)
    else { return nil }
    return hours + minutes + seconds
  }

  private static func span(_ number: Substring, of unit: TimeSpan.Unit) -> TimeSpan? {
    guard let value = try? Decimal(number), let product = try? value * Decimal(Int(unit.length)) else { return nil }
    return TimeSpan(nanoseconds: Int64(clamping: product.units / Decimal.scale))
  }
}
