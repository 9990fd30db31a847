extension Decimal {
  /// Reads a plain decimal number: an optional sign, digits with optional `_` between them, an optional
  /// fraction of at most twelve digits.
  ///
  /// - Throws: ``DecimalError/malformed``, ``DecimalError/tooPrecise`` or ``DecimalError/overflow``.
  public init(_ text: some StringProtocol) throws(DecimalError) {
    var digits = Substring(text).utf8[...]
    var isNegative = false
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      digits = digits.dropFirst()
    }
    var magnitude: Int128 = 0
    var places: Int?
    var previousIsDigit = false
    for byte in digits {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if let count = places {
          guard count < Decimal.fractionDigits else { throw .tooPrecise }
          places = count + 1
        }
        let (product, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, isStillTooLarge) = product.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
        guard !isTooLarge, !isStillTooLarge else { throw .overflow }
        magnitude = sum
        previousIsDigit = true
      case UInt8(ascii: "_") where previousIsDigit && places == nil:
        previousIsDigit = false
      case UInt8(ascii: ".") where previousIsDigit && places == nil:
        places = 0
        previousIsDigit = false
      default:
        throw .malformed
      }
    }
    guard previousIsDigit else { throw .malformed }
    for _ in (places ?? 0)..<Decimal.fractionDigits {
      let (product, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
      guard !isTooLarge else { throw .overflow }
      magnitude = product
    }
    self.init(uncheckedUnits: isNegative ? -magnitude : magnitude)
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
