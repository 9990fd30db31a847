public import Trading

/// One currency.
public struct ModelBalance: Sendable {
  /// The exact amount.
  public internal(set) var amount = Fraction.zero
  /// The amount as the books show it, each payment rounded once to the twelfth decimal, half to even; nil if that takes
  /// more than a decimal.
  public internal(set) var figure: Decimal? = .zero
  /// How many amounts of it were rounded on their way into the books.
  public internal(set) var roundings = 0
  /// Up to which change at the broker it was taken over.
  public internal(set) var adoptedAsOf = BrokerSequence.zero

  /// Whether the books may show this figure.
  public func allows(_ figure: Decimal) -> Bool { amount.isRounded(to: figure, times: roundings) }
}

extension ModelBalance {
  /// Pays for an execution and its fee, or undoes that; what is paid for the execution is rounded by itself, a fee is
  /// exact.
  mutating func pay(for execution: Execution, _ multiplier: Decimal, isUndone: Bool = false) {
    let worth = Fraction(execution.quantity) * Fraction(execution.price) * Fraction(multiplier)
    let money = (execution.side == .buy) == isUndone ? worth : -worth
    let fee = isUndone ? Fraction(execution.fee) : -Fraction(execution.fee)
    amount = amount + money + fee
    roundings += 1
    figure = figure.flatMap { figure in money.figure.flatMap { (Fraction(figure) + Fraction($0) + fee).figure } }
  }
}
