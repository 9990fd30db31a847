public import Reconciliation
public import Trading

/// The broker refuses requests of some kinds, such as while the market is closed.
private struct RefusedRequest: RequestFault {
  let kinds: [Word]
  let order: ClientOrderID?
  let note: UInt32

  func refusal(of request: Request, under promises: BrokerGuarantees, at now: Instant) -> Refusal? {
    guard kinds.contains(request.content.kind), order == nil || request.content.order == order else { return nil }
    return Refusal(.refusedByBroker, note: note)
  }
}

extension WorldAction {
  /// The broker refuses requests of these kinds, of one order or of all; the note is the index of a text.
  public static func refuse(
    _ kinds: [Word], of order: ClientOrderID?, note: UInt32, _ extent: FaultExtent
  ) -> WorldAction {
    WorldAction(HitRequests(effect: RefusedRequest(kinds: kinds, order: order, note: note), extent: extent))
  }
}
