import Trading

/// The requests without an answer so far; forgotten by a restart.
struct RequestTable: Sendable {
  /// In the order of their numbers.
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
    let index = pending.firstIndex(from: request.number, by: { $0.id.number })
    guard index < pending.count, pending[index].id == request else { return nil }
    return pending.remove(at: index)
  }
}

/// A request without an answer so far.
struct PendingRequest: Sendable {
  var id: RequestID
  var kind: Word
  var order: ClientOrderID?
}
