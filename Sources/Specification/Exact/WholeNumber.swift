public import Trading

/// A whole number of any size: the arithmetic of specification and oracles, which shares nothing with the engine's.
///
/// Nearly all figures fit in 128 bits, and stay there; what does not is held as limbs.
public struct WholeNumber: Hashable, Sendable {
  private enum Storage: Hashable, Sendable {
    case small(Int128)
    /// 64-bit limbs of the magnitude, least significant first, without zeros at the end; never what fits in `small`.
    case large(isNegative: Bool, [UInt64])
  }

  private var storage: Storage

  /// Nothing.
  public static let zero = WholeNumber(0)

  /// Makes a number.
  public init(_ value: Int128) { storage = .small(value) }

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
      storage = .small(isNegative ? -Int128(magnitude) : Int128(magnitude))
    } else {
      storage = .large(isNegative: isNegative, limbs)
    }
  }

  /// The number, if it fits in 128 bits.
  public var small: Int128? { if case .small(let value) = storage { value } else { nil } }

  /// Whether the number is below zero.
  public var isNegative: Bool {
    switch storage {
    case .small(let value): value < 0
    case .large(let isNegative, _): isNegative
    }
  }

  /// The number without its sign.
  public var magnitude: WholeNumber { isNegative ? .zero - self : self }

  private var limbs: [UInt64] {
    switch storage {
    case .small(let value):
      [UInt64(truncatingIfNeeded: value.magnitude), UInt64(truncatingIfNeeded: value.magnitude >> 64)]
    case .large(_, let limbs): limbs
    }
  }

  /// The sum.
  public static func + (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    if case .small(let a) = left.storage, case .small(let b) = right.storage {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return WholeNumber(sum) }
    }
    return add(left, right, isRightNegative: right.isNegative)
  }

  /// The difference.
  public static func - (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    if case .small(let a) = left.storage, case .small(let b) = right.storage {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if !overflow { return WholeNumber(difference) }
    }
    return add(left, right, isRightNegative: !right.isNegative)
  }

  /// The product.
  public static func * (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    if case .small(let a) = left.storage, case .small(let b) = right.storage {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow { return WholeNumber(product) }
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

extension WholeNumber: Comparable {
  /// Orders by value.
  public static func < (left: WholeNumber, right: WholeNumber) -> Bool {
    if case .small(let a) = left.storage, case .small(let b) = right.storage { return a < b }
    return (left - right).isNegative
  }
}
