import Reconciliation
public import Trading

/// Somebody changes an order at the broker beside the engine.
private struct ReplaceByHand: BrokerMove {
  let order: NamedOrder
  let quantity: Decimal?
  let limit: Decimal?
  let stop: Decimal?

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    guard let slot = broker.slot(of: order) else { throw .noSuchOrder }
    let report = broker.orders[slot]
    guard report.status.isWorking else { throw .notWorking(report.status) }
    guard quantity.map({ $0 >= report.filled }) ?? true else { throw .notAboveFilled(report.filled) }
    guard let pricing = report.terms.pricing.with(limit: limit, stop: stop) else { throw .hasNoSuchPrice }
    broker.change(slot) { report in
      report.terms = Amendment(quantity: quantity ?? report.terms.quantity, pricing: pricing)
      // Nothing is left of it: it is done (FIX, order state changes).
      if report.filled.isPositive, report.filled >= report.terms.quantity { report.status = .filled }
    }
    let terms = broker.orders[slot].terms
    var event = Event(.brokerReplaced)
    event.order = order.id.index
    event.quantity = terms.quantity
    event.price = terms.pricing.limit ?? terms.pricing.stop ?? .zero
    outputs.append(.event(event))
    outputs.append(.stream(.order(broker.orders[slot], kind: .replace)))
  }
}

/// The market has reached the stop of an order.
private struct TriggerStop: BrokerMove {
  let order: NamedOrder

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    guard let slot = broker.slot(of: order) else { throw .noSuchOrder }
    guard broker.orders[slot].status.isWorking else { throw .notWorking(broker.orders[slot].status) }
    guard let stop = broker.orders[slot].terms.pricing.stop else { throw .hasNoSuchPrice }
    broker.change(slot) { _ in }
    var event = Event(.brokerTriggered)
    event.order = order.id.index
    event.price = stop
    outputs.append(.event(event))
    outputs.append(.stream(.order(broker.orders[slot], kind: .trigger)))
  }
}

extension BrokerCommand {
  /// Change an order beside the engine; what is nil stays.
  public static func replace(
    _ order: NamedOrder, quantity: Decimal?, limit: Decimal?, stop: Decimal?
  ) -> BrokerCommand {
    BrokerCommand(ReplaceByHand(order: order, quantity: quantity, limit: limit, stop: stop))
  }

  /// Let an order with a stop work on as one without.
  public static func trigger(_ order: NamedOrder) -> BrokerCommand { BrokerCommand(TriggerStop(order: order)) }
}

extension OrderPricing {
  /// The pricing with other prices; nil if it has no such price.
  fileprivate func with(limit: Decimal?, stop: Decimal?) -> OrderPricing? {
    switch self {
    case .market: limit == nil && stop == nil ? self : nil
    case .limit(let price): stop == nil ? .limit(limit ?? price) : nil
    case .stop(let price): limit == nil ? .stop(stop ?? price) : nil
    case .stopLimit(let trigger, let price): .stopLimit(stop: stop ?? trigger, limit: limit ?? price)
    }
  }
}
