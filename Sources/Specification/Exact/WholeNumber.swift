public import Trading

/// A whole number of any size: the arithmetic of specification and oracles, which shares nothing with the engine's.
///
/// Nearly all figures fit in 128 bits, and stay there; what does not is held as limbs.
public struct WholeNumber: Hashable, Sendable {
  private enum Storage: Hashable, Sendable {
    /// Two words, since a number of 128 bits would align all that holds one to 16 bytes, and memory of that alignment is
    /// got the slow way.
    case small(high: Int64, low: UInt64)
    /// 64-bit limbs of the magnitude, least significant first, without zeros at the end; never what fits in `small`.
    case large(isNegative: Bool, [UInt64])

    init(_ value: Int128) {
      self = .small(high: Int64(truncatingIfNeeded: value &>> 64), low: UInt64(truncatingIfNeeded: value))
    }
  }

  private var storage: Storage

  /// Nothing.
  public static let zero = WholeNumber(0)

  /// Makes a number.
  public init(_ value: Int128) { storage = Storage(value) }

  /// The units of an amount, in 10⁻³⁶.
  public init(_ amount: ExactAmount) {
    let low = [UInt64(truncatingIfNeeded: amount.low), UInt64(truncatingIfNeeded: amount.low >> 64)]
    let upper = WholeNumber(amount.high) * WholeNumber(isNegative: false, limbs: [0, 0, 1])
    self = upper + WholeNumber(isNegative: false, limbs: low)
  }

  private init(isNegative: Bool, limbs: [UInt64]) {
    var limbs = limbs
    while limbs.last == 0 { limbs.removeLast() }
    guard limbs.count <= 2 else {
      storage = .large(isNegative: isNegative, limbs)
      return
    }
    let magnitude = limbs.enumerated().reduce(UInt128(0)) { $0 | UInt128($1.element) << UInt128($1.offset * 64) }
    if magnitude <= UInt128(Int128.max) {
      storage = Storage(isNegative ? -Int128(magnitude) : Int128(magnitude))
    } else {
      storage = .large(isNegative: isNegative, limbs)
    }
  }

  /// The number, if it fits in 128 bits.
  public var small: Int128? {
    guard case .small(let high, let low) = storage else { return nil }
    return Int128(truncatingIfNeeded: high) &<< 64 | Int128(truncatingIfNeeded: low)
  }

  /// Whether the number is below zero.
  public var isNegative: Bool {
    switch storage {
    case .small(let high, _): high < 0
    case .large(let isNegative, _): isNegative
    }
  }

  /// The number without its sign.
  public var magnitude: WholeNumber { isNegative ? .zero - self : self }

  private var limbs: [UInt64] {
    if let magnitude = small?.magnitude {
      return [UInt64(truncatingIfNeeded: magnitude), UInt64(truncatingIfNeeded: magnitude >> 64)]
    }
    if case .large(_, let limbs) = storage { return limbs }
    return []
  }

  /// The sum.
  public static func + (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    if let a = left.small, let b = right.small {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return WholeNumber(sum) }
    }
    return add(left, right, isRightNegative: right.isNegative)
  }

  /// The difference.
  public static func - (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    if let a = left.small, let b = right.small {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if !overflow { return WholeNumber(difference) }
    }
    return add(left, right, isRightNegative: !right.isNegative)
  }

  /// The product.
  public static func * (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    if let a = left.small, let b = right.small {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow { return WholeNumber(product) }
      let (high, low) = a.magnitude.multipliedFullWidth(by: b.magnitude)
      return WholeNumber(
        isNegative: left.isNegative != right.isNegative,
        limbs: [
          UInt64(truncatingIfNeeded: low), UInt64(truncatingIfNeeded: low >> 64), UInt64(truncatingIfNeeded: high),
          UInt64(truncatingIfNeeded: high >> 64),
        ])
    }
    let (a, b) = (left.limbs, right.limbs)
    var product = [UInt64](repeating: 0, count: a.count + b.count)
    for (i, x) in a.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.enumerated() {
        // At most (2⁶⁴-1)² + 2 (2⁶⁴-1), which is just below 2¹²⁸.
        let sum = UInt128(x) * UInt128(y) + UInt128(product[i + j]) + UInt128(carry)
        product[i + j] = UInt64(truncatingIfNeeded: sum)
        carry = UInt64(truncatingIfNeeded: sum >> 64)
      }
      product[i + b.count] = carry
    }
    return WholeNumber(isNegative: left.isNegative != right.isNegative, limbs: product)
  }

  /// Adds magnitudes with signs.
  private static func add(_ left: WholeNumber, _ right: WholeNumber, isRightNegative: Bool) -> WholeNumber {
    var (a, b) = (left.limbs, right.limbs)
    if left.isNegative == isRightNegative {
      return WholeNumber(isNegative: left.isNegative, limbs: sum(a, b))
    }
    let isLess = precedes(a, b)
    if isLess { swap(&a, &b) }
    return WholeNumber(isNegative: isLess ? isRightNegative : left.isNegative, limbs: difference(a, b))
  }

  private static func sum(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    var carry: UInt128 = 0
    for index in 0..<max(a.count, b.count) {
      let column = UInt128(index < a.count ? a[index] : 0) + UInt128(index < b.count ? b[index] : 0) + carry
      result.append(UInt64(truncatingIfNeeded: column))
      carry = column >> 64
    }
    result.append(UInt64(carry))
    return result
  }

  /// Subtracts a magnitude that is not larger.
  private static func difference(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var result = a
    var borrow = false
    for index in result.indices {
      let subtrahend = index < b.count ? b[index] : 0
      let (first, isBelow) = result[index].subtractingReportingOverflow(subtrahend)
      let (second, isStillBelow) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      result[index] = second
      borrow = isBelow || isStillBelow
    }
    return result
  }

  private static func precedes(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    for index in stride(from: max(a.count, b.count) - 1, through: 0, by: -1) {
      let (x, y) = (index < a.count ? a[index] : 0, index < b.count ? b[index] : 0)
      if x != y { return x < y }
    }
    return false
  }
}

extension WholeNumber {
  /// Between which numbers the whole part of the quotient of two numbers above zero lies, as far as their first digits
  /// tell; no further apart than one part in 2⁶², or two.
  func quotientBounds(dividingBy divisor: WholeNumber) -> (low: Int128, high: Int128) {
    let (above, below) = (leading, divisor.leading)
    let firstDigits = below.bits >> 64
    let (least, most) = (above.bits / (firstDigits + 1), above.bits / firstDigits + 1)
    let shift = above.exponent - below.exponent - 64
    guard shift > 0 else {
      return (Int128(clamping: least >> UInt128(-shift)), Int128(clamping: (most >> UInt128(-shift)) + 1))
    }
    func moved(_ number: UInt128) -> Int128 {
      number.leadingZeroBitCount > shift ? Int128(clamping: number << UInt128(shift)) : .max
    }
    return (moved(least), moved(most))
  }

  /// The first 128 binary digits of the magnitude, and by which power of two they are to be multiplied.
  private var leading: (bits: UInt128, exponent: Int) {
    var limbs = limbs
    while limbs.last == 0 { limbs.removeLast() }
    func limb(_ place: Int) -> UInt64 { place < limbs.count ? limbs[limbs.count - 1 - place] : 0 }
    let gap = limb(0).leadingZeroBitCount
    let bits = UInt128(limb(0)) << 64 | UInt128(limb(1))
    return (bits << UInt128(gap) | UInt128(limb(2)) >> UInt128(64 - gap), 64 * (limbs.count - 2) - gap)
  }
}

extension WholeNumber: Comparable {
  /// Orders by value.
  public static func < (left: WholeNumber, right: WholeNumber) -> Bool {
    if let a = left.small, let b = right.small { return a < b }
    return (left - right).isNegative
  }
}
