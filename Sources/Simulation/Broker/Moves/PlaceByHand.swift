import Reconciliation
public import Trading

/// Somebody places an order at the broker beside the engine.
private struct PlaceByHand: BrokerMove {
  let order: ClientOrderID
  let terms: OrderTerms

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    broker.work(order, terms, isAnswering: false, into: &outputs)
  }
}

extension BrokerCommand {
  /// Work an order that is none of the engine's.
  public static func place(_ order: ClientOrderID, _ terms: OrderTerms) -> BrokerCommand {
    BrokerCommand(PlaceByHand(order: order, terms: terms))
  }
}
