public import Trading

/// Numbers as people read them, made without formatters: those would cost more than a run.
public enum Quantities {
  /// A whole number with commas: `1,234,567`.
  public static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A number of things: `1 case`, `2 cases`.
  public static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? "\(noun)s")"
  }

  /// A stretch of real time with three digits that matter: `0.42 ms`, `12.3 ms`, `1.24 s`, `3m 5s`.
  public static func elapsed(_ duration: Duration) -> String {
    let nanoseconds = max(0, duration.wholeNanoseconds)
    switch nanoseconds {
    case ..<10_000_000: return fixed(nanoseconds / 10_000, places: 2) + " ms"
    case ..<100_000_000: return fixed(nanoseconds / 100_000, places: 1) + " ms"
    case ..<100_000_000_000: return fixed(nanoseconds / 10_000_000, places: 2) + " s"
    default: return simulated(TimeSpan(nanoseconds: nanoseconds))
    }
  }

  /// A stretch of virtual time in its two largest units: `13h 12m`, `1m 30s`, `250ms`.
  public static func simulated(_ span: TimeSpan) -> String {
    var rest = span.nanoseconds.magnitude
    var parts: [String] = []
    for unit in TimeSpan.Unit.allCases where parts.count < 2 {
      let length = UInt64(unit.length)
      if rest >= length {
        parts.append("\(rest / length)\(unit.rawValue)")
        rest %= length
      } else if !parts.isEmpty {
        break
      }
    }
    return parts.isEmpty ? "0s" : parts.joined(separator: " ")
  }

  /// A digest in sixteen hexadecimal digits.
  public static func digest(_ digest: UInt64) -> String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A whole number read as one with so many decimals.
  private static func fixed(_ number: Int64, places: Int) -> String {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return "\(padded.dropLast(places)).\(padded.suffix(places))"
  }
}

extension Duration {
  /// The length in nanoseconds; saturates.
  var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return Int64(clamping: Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000))
  }
}
