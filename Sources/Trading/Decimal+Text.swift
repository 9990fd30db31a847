extension Decimal {
  /// Reads a plain decimal number: an optional sign, digits with optional `_` between them, an optional
  /// fraction of at most twelve digits.
  ///
  /// - Throws: ``DecimalError/malformed``, ``DecimalError/tooPrecise`` or ``DecimalError/overflow``.
  public init(_ text: some StringProtocol) throws(DecimalError) {
    let reading =
      text.utf8.withContiguousStorageIfAvailable { Decimal.read($0) }
      ?? Array(text.utf8).withUnsafeBufferPointer { Decimal.read($0) }
    self = try reading.get()
  }

  private static func read(_ text: UnsafeBufferPointer<UInt8>) -> Result<Decimal, DecimalError> {
    var isNegative = false
    var start = 0
    if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      start = 1
    }
    var magnitude: Int128 = 0
    var places: Int?
    var previousIsDigit = false
    for byte in text[start...] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if let count = places {
          guard count < Decimal.fractionDigits else { return .failure(.tooPrecise) }
          places = count + 1
        }
        let (product, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, isStillTooLarge) = product.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
        guard !isTooLarge, !isStillTooLarge else { return .failure(.overflow) }
        magnitude = sum
        previousIsDigit = true
      case UInt8(ascii: "_") where previousIsDigit && places == nil:
        previousIsDigit = false
      case UInt8(ascii: ".") where previousIsDigit && places == nil:
        places = 0
        previousIsDigit = false
      default: return .failure(.malformed)
      }
    }
    guard previousIsDigit else { return .failure(.malformed) }
    // Ten to the power of twelve at most, so it fits a word.
    var unit: Int64 = 1
    for _ in (places ?? 0)..<Decimal.fractionDigits { unit *= 10 }
    let (units, isTooLarge) = magnitude.multipliedReportingOverflow(by: Int128(unit))
    guard !isTooLarge else { return .failure(.overflow) }
    return .success(Decimal(uncheckedUnits: isNegative ? -units : units))
  }
}

extension Decimal: CustomStringConvertible {
  /// The number in full, without exponent and without trailing zeros: `150.01`, `100`, `-0.5`.
  public var description: String {
    text(minimumPlaces: 0)
  }

  /// The number in full with at least so many decimals: `84999.00` for two.
  public func text(minimumPlaces: Int) -> String {
    let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: Decimal.scale.magnitude)
    var places = Decimal.fractionDigits
    var shown = fraction
    while places > minimumPlaces, places > 0, shown % 10 == 0 {
      shown /= 10
      places -= 1
    }
    let sign = isNegative ? "-" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    let digits = String(shown)
    return "\(sign)\(whole).\(String(repeating: "0", count: places - digits.count))\(digits)"
  }
}
