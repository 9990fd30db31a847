import Trading

extension OrderDesk {
  /// A request for an order is over, whatever came of it.
  mutating func forget(_ request: RequestID, _ slot: Int) {
    if tracking[slot].place == request { tracking[slot].place = nil }
    if tracking[slot].cancel == request { tracking[slot].cancel = nil }
    if tracking[slot].replace == request { tracking[slot].replace = nil }
    if tracking[slot].lookup == request { tracking[slot].lookup = nil }
  }

  /// Goes on after a place, cancel or replace was carried out and the broker's report was taken in.
  mutating func settle(_ kind: Word, _ slot: Int, _ core: inout Core) {
    if kind == .place, core.books.orders[slot].status == .submitted {
      // The report could not be believed, and no other answer will come.
      setStatus(slot, to: .unknown, source: .response, reason: .invalid, &core)
    }
    advance(slot, &core)
  }

  /// The broker refused a place, cancel or replace for good.
  mutating func receiveRefusal(_ refusal: Refusal, of kind: Word, _ slot: Int, _ core: inout Core) {
    let order = core.books.orders[slot]
    refuse(kind, of: order.id, reason: refusal.reason, &core)
    switch kind {
    case .place:
      guard order.status == .submitted else { return }
      if refusal.reason == .duplicateKey || refusal.reason == .late {
        // The id is taken, so the order may be there; or the request came too late: asking tells.
        setStatus(slot, to: .unknown, source: .response, reason: refusal.reason, &core)
        advance(slot, &core)
      } else {
        reject(slot, reason: refusal.reason, note: refusal.note, source: .response, &core)
      }
    case .cancel:
      // A refused cancel says neither "alive" nor "gone" (reference, edge cases 58 and 59): asking tells.
      lookUp(slot, &core)
    default:
      if refusal.reason == .late {
        return lookUp(slot, &core)
      }
      if isWanted(kind, slot, order) { core.commit(.order(.intentEnd(order.id, .replace, reason: refusal.reason))) }
      lookUp(slot, &core)
    }
  }

  /// A gateway refused a request for good: the broker never saw it, and a repeat would fare no better.
  mutating func receiveFinalFailure(_ failure: TransportFailure, of kind: Word, _ slot: Int, _ core: inout Core) {
    let order = core.books.orders[slot]
    if kind == .place {
      if order.status == .submitted { reject(slot, reason: failure.reason, source: .response, &core) }
      return
    }
    refuse(kind, of: order.id, reason: failure.reason, &core)
    guard !order.status.isTerminal else { return }
    if isWanted(kind, slot, order) {
      core.commit(.order(.intentEnd(order.id, kind, reason: failure.reason)))
      // The trader takes an order that is being cancelled for as good as gone.
      if kind == .cancel { core.notify(.statusInconsistency, order: order.id.index, reason: failure.reason) }
    }
    lookUp(slot, &core)
  }

  /// Whether the trader still wants what the cancel or replace sent last has asked for: the wish may have come true
  /// meanwhile, and another one be there.
  private func isWanted(_ kind: Word, _ slot: Int, _ order: ManagedOrder) -> Bool {
    if kind == .cancel { return order.hasCancelIntent }
    return order.replaceIntent != nil && order.replaceIntent == tracking[slot].replacement
  }

  /// A request got no usable answer: its outcome is unknown, whatever it was.
  mutating func noteFailure(of request: PendingRequest, _ slot: Int, reason: Word, _ core: inout Core) {
    var event = Event(.orderTimeout)
    event.order = core.books.orders[slot].id.index
    event.subject = request.kind
    event.reason = reason
    event.number = Int64(request.attempt)
    core.log(event)
    switch request.kind {
    case .query: noteLookUpFailure(slot, &core)
    case .place:
      if core.books.orders[slot].status == .submitted {
        setStatus(slot, to: .unknown, source: .policy, reason: reason, &core)
      }
      advance(slot, &core)
    default:
      if !core.books.orders[slot].status.isTerminal { lookUp(slot, &core) }
    }
  }
}
