import Trading

/// The requests without an answer so far; forgotten by a restart.
struct RequestTable: Sendable {
  private var pending: [PendingRequest] = []
  private var last: UInt32 = 0

  /// Adds a request under the next number.
  mutating func add(_ content: Request.Content) -> RequestID {
    last += 1
    let id = RequestID(last)
    pending.append(PendingRequest(id: id, kind: content.kind, order: content.order))
    return id
  }

  /// Takes a request off the list; nil if it was given up before, so that its answer comes too late.
  mutating func settle(_ request: RequestID) -> PendingRequest? {
    guard let index = pending.firstIndex(where: { $0.id == request }) else { return nil }
    return pending.remove(at: index)
  }
}

/// A request without an answer so far.
struct PendingRequest: Sendable {
  var id: RequestID
  var kind: Word
  var order: ClientOrderID?
}
