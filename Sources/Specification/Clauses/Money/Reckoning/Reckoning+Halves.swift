import Reconciliation
import Trading

/// Which differences are one half of a trade alone: shares without money, or money without shares.
extension Reckoning {
  /// Whether a position has gone, or has turned round, and the balance does not show what that brings or costs.
  func isEndedForNothing(
    _ one: AccountDifference, among found: [AccountDifference], _ account: AccountReport
  ) -> Bool {
    guard one.isOfQuantity, !one.discrepancy.local.isZero else { return false }
    let (here, there) = (Fraction(one.discrepancy.local), Fraction(one.discrepancy.broker))
    guard there.isZero || there.isNegative != here.isNegative else { return false }
    return !isPaid(one, among: found, account)
  }

  /// Whether the money of a currency differs by what all its positions that differ are worth in the market, but for at
  /// most half of what this one is worth.
  private func isPaid(_ one: AccountDifference, among found: [AccountDifference], _ account: AccountReport) -> Bool {
    var rest = found.first { $0.isOfCash && $0.currency == one.currency }?.difference ?? .zero
    for other in found where other.isOfQuantity && other.currency == one.currency {
      guard let price = marketPrice(of: other, account), let worth = worth(of: other, price) else { return false }
      rest = other.difference.isNegative ? rest - Fraction(worth) : rest + Fraction(worth)
    }
    guard let price = marketPrice(of: one, account), let worth = worth(of: one, price) else { return false }
    return !(Fraction(worth) - rest.magnitude - rest.magnitude).isNegative
  }

  private func worth(of one: AccountDifference, _ price: Decimal) -> Decimal? {
    guard case .quantity(let instrument) = one.figure else { return nil }
    let terms = configuration.instruments[Int(instrument.index)]
    return (one.difference.magnitude * Fraction(price) * Fraction(terms.multiplier)).figure
  }

  /// The market's price of a position, else the broker's average, else the one here.
  private func marketPrice(of one: AccountDifference, _ account: AccountReport) -> Decimal? {
    guard case .quantity(let instrument) = one.figure else { return nil }
    let report = account.positions[Int(instrument.index)]
    let prices = [report.mark, report.averagePrice].filter { !$0.isZero }
    guard let price = prices.first ?? one.held?.averagePrice?.figure, price.isPositive else { return nil }
    return price
  }

  /// Whether the account shows one half of the newest executions undone: a position is as it was before them though the
  /// money has moved, or the money alone is.
  func isBehindOwnTrades(
    _ one: AccountDifference, among found: [AccountDifference], _ account: AccountReport, _ sheet: Model
  ) -> Bool {
    let baseline: BrokerSequence
    switch one.figure {
    case .price: return false
    case .quantity(let instrument):
      baseline = sheet.instruments[Int(instrument.index)].adoptedAsOf
    case .cash(let currency):
      if found.contains(where: { $0.isOfQuantity && $0.currency == currency }) { return false }
      baseline = sheet.balances[Int(currency.index)].adoptedAsOf
    }
    let amended = Set(sheet.executions.values.compactMap(\.execution.subject))
    let trades = sheet.executions.values.filter { counted in
      let execution = counted.execution
      return counted.origin == .reported && execution.reference == nil && execution.sequence > baseline
        && execution.sequence <= account.asOf
        && !amended.contains(ExecutionKey(order: execution.order, id: execution.id))
    }
    var sum = Fraction.zero
    let newestFirst = trades.sorted {
      ($1.execution.sequence, $1.record) < ($0.execution.sequence, $0.record)
    }
    for trade in newestFirst.lazy.compactMap({ self.change(of: one.figure, undoing: $0.execution) }).prefix(20) {
      sum = sum + trade
      if sum == one.difference { return !one.isOfQuantity || !isPaid(one, among: found, account) }
    }
    return false
  }

  /// By what a figure changes when an execution is undone; nil if it does not.
  private func change(of figure: DriftSight.Figure, undoing execution: Execution) -> Fraction? {
    let terms = configuration.instruments[Int(execution.instrument.index)]
    switch figure {
    case .quantity(let instrument):
      guard instrument == execution.instrument else { return nil }
      return execution.side == .buy ? -Fraction(execution.quantity) : Fraction(execution.quantity)
    case .cash(let currency):
      guard currency == terms.currency,
        let money = (Fraction(execution.quantity) * Fraction(execution.price) * Fraction(terms.multiplier)).figure
      else { return nil }
      return (execution.side == .buy ? Fraction(money) : -Fraction(money)) + Fraction(execution.fee)
    case .price: return nil
    }
  }
}

extension Execution {
  /// What it takes back or amends.
  fileprivate var subject: ExecutionKey? { reference.map { ExecutionKey(order: order, id: $0) } }
}
