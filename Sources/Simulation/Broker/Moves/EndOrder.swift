import Reconciliation
import Trading

/// The broker ends an order: it rejects, expires or cancels it.
private struct EndOrder: BrokerMove {
  let order: NamedOrder
  let status: OrderStatus
  let note: UInt32

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    guard let slot = broker.slot(of: order) else { throw .noSuchOrder }
    guard broker.orders[slot].status.isWorking else { throw .notWorking(broker.orders[slot].status) }
    broker.end(slot, as: status, note: note, into: &outputs)
  }
}

extension BrokerCommand {
  /// Reject an order, working ones included; the note is the index of a text.
  public static func reject(_ order: NamedOrder, note: UInt32) -> BrokerCommand {
    BrokerCommand(EndOrder(order: order, status: .rejected, note: note))
  }

  /// End an order by its time in force.
  public static func expire(_ order: NamedOrder) -> BrokerCommand {
    BrokerCommand(EndOrder(order: order, status: .expired, note: Event.none))
  }

  /// Cancel an order unasked.
  public static func cancel(_ order: NamedOrder, note: UInt32) -> BrokerCommand {
    BrokerCommand(EndOrder(order: order, status: .cancelled, note: note))
  }
}
