import Reconciliation
public import Trading

/// Somebody places an order at the broker beside the engine.
private struct PlaceByHand: BrokerMove {
  let order: NamedOrder
  let terms: OrderTerms

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    let slot = broker.work(order.id, terms, isAnswering: false, into: &outputs)
    if let hand = order.hand { broker.handSlots[hand] = slot }
  }
}

extension BrokerCommand {
  /// Work an order that is none of the engine's.
  public static func place(_ order: NamedOrder, _ terms: OrderTerms) -> BrokerCommand {
    BrokerCommand(PlaceByHand(order: order, terms: terms))
  }
}
