import Trading

extension OrderDesk {
  /// Does what `stale-orders` says about orders that work and of which nothing new was heard for too long, and that nobody
  /// wants cancelled already.
  ///
  /// A stop that waits is silent by nature: it is asked for at most.
  ///
  /// The record names the policy, and is news itself: the same is done again only when as much time has passed again.
  mutating func cleanUp(_ core: inout Core) {
    let (policy, span) = (core.configuration.staleOrders, core.configuration.staleAfter)
    guard let word = policy.word, core.condition != .starting, !core.journal.isFailing else { return }
    for slot in slotsByLastLookUp(core) {
      let order = core.books.orders[slot]
      guard order.status.isWorking, !order.hasCancelIntent, core.news.isStale(order.id, after: span, at: core.now)
      else { continue }
      if policy != .lookUp, order.terms.pricing.stop != nil, order.filled.isZero { continue }
      // Who is asked already need not be asked for that.
      if policy == .lookUp, tracking[slot].needsLookUp || tracking[slot].lookup != nil { continue }
      core.beginTransaction()
      core.commit(.order(.stale(order.id, policy: word)))
      if policy == .cancel { wantCancel(slot, &core) }
      core.endTransaction()
      switch policy {
      case .off: break
      case .lookUp: lookUp(slot, &core)
      case .report, .cancel:
        core.notify(.staleOrder, order: order.id.index, reason: .stale)
        advance(slot, &core)
      }
    }
  }

  /// The orders that work, where each look-up waits for its turn: who was asked for last comes last, or those before him
  /// would take the turn of all others each time they become stale together.
  private func slotsByLastLookUp(_ core: Core) -> [Int] {
    let slots = Array(core.books.working.slots)
    guard core.configuration.maximumLookUps > 0, core.configuration.staleOrders == .lookUp else { return slots }
    return slots.sorted { (tracking[$0].lookupSentAt, $0) < (tracking[$1].lookupSentAt, $1) }
  }

  /// The order is to be cancelled from now on.
  mutating func wantCancel(_ slot: Int, _ core: inout Core) {
    core.commit(.order(.cancelIntent(core.books.orders[slot].id)))
    tracking[slot].cancels = 0
    tracking[slot].limitedCancels = 0
    tracking[slot].repeatsAt = .origin
  }
}
