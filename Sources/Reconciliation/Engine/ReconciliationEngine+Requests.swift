import Trading

extension ReconciliationEngine {
  /// Hands a request to the network and watches its deadline.
  mutating func send(_ content: Request.Content) -> RequestID {
    lastRequest += 1
    let id = RequestID(lastRequest)
    let deadline = now + configuration.requestTimeout
    requests.append(PendingRequest(id: id, kind: content.kind, order: content.order))
    effects.append(.send(Request(id: id, content: content, deadline: deadline)))
    effects.append(.setTimer(.request(id), at: deadline))
    return id
  }

  /// Takes a request off the list; nil if it was given up before, so that its answer comes too late.
  private mutating func settle(_ request: RequestID) -> PendingRequest? {
    guard let index = requests.firstIndex(where: { $0.id == request }) else { return nil }
    return requests.remove(at: index)
  }

  mutating func receive(_ response: Response, to request: RequestID) {
    guard let pending = settle(request) else { return receiveLate(response) }
    effects.append(.cancelTimer(.request(request)))
    guard response.answers(pending.kind, of: pending.order) else {
      receiveLate(response)
      return noteFailure(of: pending, reason: .invalid)
    }
    switch response {
    case .orders(let snapshot): noteOrders(snapshot)
    case .executions(let snapshot): noteExecutions(snapshot)
    case .account(let report): noteAccount(report)
    case .order(let report):
      guard let order = pending.order, let slot = books.slot(of: order) else { return }
      receiveLookUp(slot, report)
    case .done(let report):
      guard let order = pending.order, let slot = books.slot(of: order) else { return }
      forget(request, slot)
      observe(report, source: .response)
      if pending.kind == .place, books.orders[slot].status == .submitted {
        // The report could not be believed, and no other answer will come.
        setStatus(slot, to: .unknown, source: .response, reason: .invalid)
      }
      advance(slot)
    case .refused(let refusal):
      guard let order = pending.order, let slot = books.slot(of: order) else { return }
      forget(request, slot)
      receiveRefusal(refusal, of: pending.kind, slot)
    }
  }

  /// An answer to a request that was given up still carries evidence about its order.
  private mutating func receiveLate(_ response: Response) {
    switch response {
    case .done(let report), .order(let report?):
      observe(report, source: .response)
      if let slot = books.slot(of: report.order) { advance(slot) }
    case .order, .refused, .orders, .executions, .account: break
    }
  }

  private mutating func receiveRefusal(_ refusal: Refusal, of kind: Word, _ slot: Int) {
    let order = books.orders[slot]
    refuse(kind, of: order.id, reason: refusal.reason)
    switch kind {
    case .place:
      guard order.status == .submitted || order.status == .unknown else { return }
      if refusal.reason == .duplicateKey || refusal.reason == .late {
        // The id is taken, so the order may be there; or the request came too late: asking tells.
        setStatus(slot, to: .unknown, source: .response, reason: refusal.reason)
        advance(slot)
      } else {
        reject(slot, reason: refusal.reason, note: refusal.note, source: .response)
      }
    case .cancel:
      // A refused cancel says neither "alive" nor "gone" (reference, edge cases 58 and 59): asking tells.
      lookUp(slot)
    default:
      if refusal.reason == .late { return lookUp(slot) }
      commit(.intentEnd(order.id, .replace, reason: refusal.reason))
      lookUp(slot)
    }
  }

  mutating func receive(_ failure: TransportFailure, of request: RequestID) {
    guard let pending = settle(request) else { return }
    effects.append(.cancelTimer(.request(request)))
    if pending.kind == .place, !failure.isAmbiguous, let order = pending.order, let slot = books.slot(of: order) {
      forget(request, slot)
      if books.orders[slot].status == .submitted { reject(slot, reason: failure.reason, source: .response) }
      return
    }
    noteFailure(of: pending, reason: failure.reason)
  }

  mutating func noteTimeout(of request: RequestID) {
    guard let pending = settle(request) else { return }
    noteFailure(of: pending, reason: .timeout)
  }

  /// A request got no usable answer: its outcome is unknown, whatever it was.
  private mutating func noteFailure(of pending: PendingRequest, reason: Word) {
    guard let order = pending.order, let slot = books.slot(of: order) else {
      return notePassFailure(pending.kind, reason: reason)
    }
    forget(pending.id, slot)
    var event = Event(.orderTimeout)
    event.order = order.index
    event.subject = pending.kind
    event.reason = reason
    event.number = Int64(books.orders[slot].attempts)
    effects.append(.log(event))
    switch pending.kind {
    case .query: noteLookUpFailure(slot)
    case .place:
      if books.orders[slot].status == .submitted {
        setStatus(slot, to: .unknown, source: .policy, reason: reason)
      }
      advance(slot)
    default:
      if !books.orders[slot].status.isTerminal { lookUp(slot) }
    }
  }

  private mutating func forget(_ request: RequestID, _ slot: Int) {
    if tracking[slot].place == request { tracking[slot].place = nil }
    if tracking[slot].cancel == request { tracking[slot].cancel = nil }
    if tracking[slot].replace == request { tracking[slot].replace = nil }
    if tracking[slot].lookup == request { tracking[slot].lookup = nil }
  }
}

extension Response {
  /// Whether the response is one to a request of this kind and about this order.
  fileprivate func answers(_ kind: Word, of order: ClientOrderID?) -> Bool {
    switch self {
    case .orders: kind == .orders
    case .executions: kind == .executions
    case .account: kind == .account
    case .order(let report): kind == .query && (report == nil || report?.order == order)
    case .done(let report): [.place, .cancel, .replace].contains(kind) && report.order == order
    case .refused: [.place, .cancel, .replace].contains(kind)
    }
  }
}
