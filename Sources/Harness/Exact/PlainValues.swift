import Specification
import Trading

/// Looks whether what `Trading` makes of figures is what fractions make of them.
///
/// Engine, broker and language all compute with the same plain values, so what is wrong in them is wrong everywhere
/// alike, and no two of them ever differ by it.
struct PlainValues {
  /// The first thing that is wrong.
  private(set) var wrong: Message?

  /// The largest decimal.
  static let most = Fraction(Decimal.largest)
  /// The last digit of a decimal.
  static let lastDigit = Fraction(Decimal.least)
  /// The last digit of an exact amount.
  static let lastExactDigit = lastDigit * lastDigit * lastDigit

  /// Notes what does not hold.
  mutating func expect(_ holds: Bool, _ message: @autoclosure () -> Message) {
    if wrong == nil, !holds { wrong = message() }
  }

  /// What is not said in a file is what the list of settings says.
  mutating func checkSettings() {
    guard let (setting, said, due) = UsualSettings.difference else { return }
    expect(false, "\(about: setting) is \(said), and the list says \(due)")
  }

  /// What a computation comes to; nil if it does not fit, which is the one reason it may give.
  mutating func value<Value>(_ work: @autoclosure () throws -> Value) -> Value? {
    do { return try work() } catch {
      expect(error as? DecimalError == .overflow, "what does not fit is refused as \("\(error)")")
      return nil
    }
  }

  /// Whether a result is a number brought to a step in the way told.
  ///
  /// - Parameters:
  ///   - result: what came of it, as a fraction; nil for an overflow.
  ///   - isOdd: whether it is an odd number of steps.
  ///   - most: the largest number that a result can be.
  static func isRounded(
    _ result: Fraction?, isOdd: Bool, of number: Fraction, to step: Fraction, _ rounding: Rounding,
    most: Fraction = PlainValues.most
  ) -> Bool {
    // Just below the largest number some ways of rounding overflow and others do not.
    guard let result else { return most - step < number.magnitude }
    let rest = number - result
    if rest.isZero { return true }
    guard rest.magnitude < step else { return false }
    let twice = rest.magnitude + rest.magnitude
    let isFarther = number.magnitude < result.magnitude
    switch rounding {
    case .halfEven: return twice < step || (twice == step && !isOdd)
    case .halfAwayFromZero: return twice < step || (twice == step && isFarther)
    case .towardZero: return !isFarther
    case .awayFromZero: return isFarther
    case .down: return rest.isPositive
    case .up: return rest.isNegative
    }
  }

  /// Whether a decimal is a number rounded at its last digit.
  static func isRounded(_ result: Decimal?, of number: Fraction, _ rounding: Rounding) -> Bool {
    isRounded(
      result.map { Fraction($0) }, isOdd: result.map { $0.units % 2 != 0 } ?? false, of: number, to: lastDigit, rounding
    )
  }

  /// Whether an amount is a number rounded at its last digit, half to even.
  static func isRounded(_ result: ExactAmount?, of number: Fraction) -> Bool {
    isRounded(
      result.map { Fraction($0) }, isOdd: result.map { $0.low % 2 != 0 } ?? false, of: number, to: lastExactDigit,
      .halfEven, most: mostExact)
  }

  /// The largest exact amount: half of what 256 bits can count.
  static let mostExact: Fraction = {
    guard let largest = try? ExactAmount(high: .max, low: .max) else { return most }
    return Fraction(largest)
  }()
}

extension Decimal {
  /// The largest decimal.
  static var largest: Decimal { (try? Decimal(units: .max)) ?? .zero }
  /// The smallest decimal above zero.
  static var least: Decimal { (try? Decimal(units: 1)) ?? .zero }
}
