import Trading

extension OrderDesk {
  /// A rate limit has stopped a request about an order: the broker never saw it, so there is nothing to ask, and it is
  /// repeated once the pause is over, however often: nothing has failed that repeats could be counted of.
  ///
  /// That is known to this process alone until the next attempt is on record. After a restart in the pause the order is one
  /// that was sent without an answer, like any other: the journal cannot tell what has become of the last attempt.
  mutating func noteRateLimit(of request: PendingRequest, _ slot: Int, pause: TimeSpan, _ core: inout Core) {
    let kind = request.kind
    tracking[slot].limitedUntil = core.now + pause
    let order = core.books.orders[slot]
    var event = Event(.orderLimited)
    event.order = order.id.index
    event.subject = kind
    event.number = Int64(request.attempt)
    core.log(event)
    countLimit(of: kind, slot)
    switch kind {
    case .query: noteLookUpFailure(slot, &core)
    case .place where order.status == .submitted:
      if order.hasCancelIntent || core.configuration.timeoutPolicy == .resend {
        tracking[slot].isStopped = true
        advance(slot, &core)
      } else {
        reject(slot, reason: .rateLimited, source: .response, &core)
      }
    default: advance(slot, &core)
    }
  }

  /// Goes on with an order whose place request was stopped by a rate limit, or held back on its way.
  mutating func advanceStopped(_ slot: Int, _ core: inout Core) {
    if core.books.orders[slot].hasCancelIntent {
      if tracking[slot].waits { stopWaiting(slot, &core) }
      setStatus(slot, to: .cancelled, source: .trader, reason: .unsent, &core)
    } else if RiskGate.allowsOrder(slot, core), !tracking[slot].waits,
      isDue(slot, from: tracking[slot].limitedUntil, &core)
    {
      guard tracking[slot].isHeld else { return attempt(slot, &core) }
      // The attempt is on record and was never made.
      tracking[slot].isStopped = false
      tracking[slot].isHeld = false
      core.outbox.append(.place(core.books.orders[slot].id), after: core.journal.last)
    }
  }

  /// Counts that a request never reached the broker; one that was sent for a wish before the present one is none of it.
  private mutating func countLimit(of kind: Word, _ slot: Int) {
    switch kind {
    case .cancel: tracking[slot].limitedCancels = min(tracking[slot].limitedCancels + 1, tracking[slot].cancels)
    case .replace: tracking[slot].limitedReplaces = min(tracking[slot].limitedReplaces + 1, tracking[slot].replaces)
    // Of a place request the attempt that follows says it.
    default: break
    }
  }
}
