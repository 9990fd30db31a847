/// A slow whole number of any size as decimal digits, least significant first: the yardstick for 128-bit arithmetic.
///
/// Written without any of the operations that it judges: sums, products and quotients are those of pencil and paper.
struct ReferenceInteger: Equatable {
  private var digits: [Int]

  init(_ value: UInt128) {
    digits = String(value).reversed().compactMap { $0.wholeNumberValue }
    trim()
  }

  private init(digits: [Int]) {
    self.digits = digits
    trim()
  }

  var isZero: Bool { digits.isEmpty }
  var isOdd: Bool { (digits.first ?? 0) % 2 == 1 }
  /// The number, if it fits.
  var value: UInt128? { isZero ? 0 : UInt128(digits.reversed().map(String.init).joined()) }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
  }

  static func < (left: Self, right: Self) -> Bool {
    if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
    for index in left.digits.indices.reversed() where left.digits[index] != right.digits[index] {
      return left.digits[index] < right.digits[index]
    }
    return false
  }

  static func + (left: Self, right: Self) -> Self {
    var sum: [Int] = []
    var carry = 0
    for index in 0..<max(left.digits.count, right.digits.count) + 1 {
      let column =
        (index < left.digits.count ? left.digits[index] : 0)
        + (index < right.digits.count ? right.digits[index] : 0) + carry
      sum.append(column % 10)
      carry = column / 10
    }
    return Self(digits: sum)
  }

  /// Subtracts a number that is not larger.
  static func - (left: Self, right: Self) -> Self {
    var difference: [Int] = []
    var borrow = 0
    for index in left.digits.indices {
      let column = left.digits[index] - borrow - (index < right.digits.count ? right.digits[index] : 0)
      difference.append(column < 0 ? column + 10 : column)
      borrow = column < 0 ? 1 : 0
    }
    return Self(digits: difference)
  }

  static func * (left: Self, right: Self) -> Self {
    var product = Array(repeating: 0, count: left.digits.count + right.digits.count + 1)
    for (i, a) in left.digits.enumerated() {
      for (j, b) in right.digits.enumerated() { product[i + j] += a * b }
    }
    for index in product.indices.dropLast() {
      product[index + 1] += product[index] / 10
      product[index] %= 10
    }
    return Self(digits: product)
  }

  /// Long division.
  func quotientAndRemainder(dividingBy divisor: Self) -> (quotient: Self, remainder: Self) {
    var quotient: [Int] = []
    var rest = Self(digits: [])
    for digit in digits.reversed() {
      rest = Self(digits: [digit] + rest.digits)
      var count = 0
      while !(rest < divisor) {
        rest = rest - divisor
        count += 1
      }
      quotient.append(count)
    }
    return (Self(digits: quotient.reversed()), rest)
  }
}
