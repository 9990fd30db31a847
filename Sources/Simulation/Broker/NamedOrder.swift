import Reconciliation
public import Trading

/// Which order at the broker a line of a scenario means.
///
/// A client order id says it, unless another order at the broker bears the same one (Kite: one tag for all orders).
public struct NamedOrder: Hashable, Sendable {
  /// The client order id that it bears.
  public var id: ClientOrderID
  /// The number of its name, if somebody has placed it beside the engine under an id that other lines use as well; nil
  /// for what the engine has sent.
  public var hand: UInt32?

  /// Means the order that the engine has sent, or the only one that there is, under a client order id.
  public init(_ id: ClientOrderID, hand: UInt32? = nil) {
    self.id = id
    self.hand = hand
  }
}

extension SimulatedBroker {
  /// The slot of the order that a name means; nil if it never arrived.
  public func slot(of order: NamedOrder) -> Int? {
    if let hand = order.hand { return handSlots[hand] }
    guard !handSlots.isEmpty else { return slot(of: order.id) }
    let hands = Set(handSlots.values)
    let sent = orders.indices.filter { orders[$0].order == order.id && !hands.contains($0) }
    return sent.last { orders[$0].status.isWorking } ?? sent.last
  }

  /// Whether a row is about the order that a name means.
  public func isNamed(_ order: NamedOrder, _ row: BrokerOrderID, of id: ClientOrderID) -> Bool {
    guard id == order.id else { return false }
    if let hand = order.hand { return handSlots[hand] == Int(row.index) }
    return !handSlots.values.contains(Int(row.index))
  }
}
