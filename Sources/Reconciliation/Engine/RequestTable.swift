import Trading

/// The requests without an answer so far; forgotten by a restart.
struct RequestTable: Sendable {
  /// In the order of their numbers.
  private var pending: [PendingRequest] = []
  /// The numbers of those that were given up and whose answer may still come, the last ones of them.
  private var givenUp: [RequestID] = []
  private static let givenUpLimit = 64
  private var last: UInt32 = 0

  /// How many requests are without an answer.
  var count: Int { pending.count }

  /// Adds a request under the next number.
  mutating func add(
    _ content: Request.Content, of account: AccountID = .default, attempt: Int = 0, cursor: PageCursor? = nil,
    endsWithPass: Bool = false
  ) -> RequestID {
    last += 1
    let id = RequestID(last)
    pending.append(
      PendingRequest(
        id: id, kind: content.kind, order: content.order, stranger: content.stranger, attempt: attempt,
        cursor: cursor, account: account, endsWithPass: endsWithPass))
    return id
  }

  /// The account for which a request was made; nil if it was given up or answered before.
  func account(of request: RequestID) -> AccountID? {
    let index = pending.firstIndex(from: request.number, by: { $0.id.number })
    return index < pending.count && pending[index].id == request ? pending[index].account : nil
  }

  /// Takes a request off the list since it will not be waited for any longer.
  mutating func giveUp(_ request: RequestID) -> PendingRequest? {
    guard let pending = settle(request) else { return nil }
    if givenUp.count == Self.givenUpLimit { givenUp.removeFirst() }
    givenUp.append(request)
    return pending
  }

  /// Whether an answer is the first one to a request that was given up; one that comes twice says nothing new.
  mutating func takesLate(_ request: RequestID) -> Bool {
    guard let index = givenUp.firstIndex(of: request) else { return false }
    givenUp.remove(at: index)
    return true
  }

  /// Takes a request off the list; nil if it was given up or answered before.
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
  /// The broker's number of the order, where that is somebody else's.
  var stranger: BrokerOrderID?
  /// Which one of its kind it is for what was wanted when it was sent; of a query of a pass how many pages came before.
  var attempt: Int
  /// From where the page of a list begins that it asks for; nil for the first one.
  var cursor: PageCursor?
  /// The account for which it was made.
  var account: AccountID
  /// Whether its deadline is the end of its pass, before it would be given up by itself.
  var endsWithPass = false
}
