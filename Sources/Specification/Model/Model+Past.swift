import Reconciliation
import Trading

/// The model without what has executed behind a change at the broker.
struct PastModel: Sendable {
  /// The model, whose positions and balances alone are to be looked at.
  var model: Model
  /// The newest change at the broker that is in it.
  var newest: BrokerSequence
  /// The instruments of which something was set aside.
  var changed: Set<InstrumentID> = []
}

extension Model {
  /// What was counted that lies behind a change at the broker; nil where it cannot be told from the rest, since a figure
  /// was taken over as of a later change, since something was taken back or amended, or since what has no place in the
  /// broker's order has come after it.
  func executions(behind change: BrokerSequence) -> [CountedExecution]? {
    guard change >= adoptedAsOf else { return nil }
    let behind = executions.values.filter { $0.execution.sequence > change }
    guard let first = behind.map(\.record).min() else { return [] }
    let names = Set(behind.map { ExecutionKey($0.execution) })
    for counted in executions.values {
      let execution = counted.execution
      if execution.sequence == .zero, counted.record > first { return nil }
      guard let reference = execution.reference else { continue }
      if execution.sequence > change || names.contains(ExecutionKey(order: execution.order, id: reference)) {
        return nil
      }
    }
    return behind
  }

  /// The model as of a change at the broker; nil if that cannot be told.
  func past(asOf change: BrokerSequence) -> PastModel? {
    guard let behind = executions(behind: change) else { return nil }
    let newest = executions.values.lazy.map(\.execution.sequence).filter { $0 <= change }.max() ?? .zero
    var past = PastModel(model: self, newest: max(newest, adoptedAsOf))
    for counted in behind {
      let execution = counted.execution
      past.changed.insert(execution.instrument)
      past.model.balances[Int(instruments[Int(execution.instrument.index)].terms.currency.index)].unpay(
        execution, multiplier: instruments[Int(execution.instrument.index)].terms.multiplier)
    }
    for instrument in past.changed { past.model.instruments[Int(instrument.index)].goBack(to: change) }
    return past
  }
}

extension ModelBalance {
  /// Takes back what an execution has paid, as it was rounded then.
  fileprivate mutating func unpay(_ execution: Execution, multiplier: Decimal) {
    let money = Fraction(execution.quantity) * Fraction(execution.price) * Fraction(multiplier)
    let isBuy = execution.side == .buy
    let fee = Fraction(execution.fee)
    amount = amount + (isBuy ? money : -money) + fee
    figure = figure.flatMap { figure in
      money.figure.flatMap { (Fraction(figure) + Fraction(isBuy ? $0 : -$0) + fee).figure }
    }
  }
}
