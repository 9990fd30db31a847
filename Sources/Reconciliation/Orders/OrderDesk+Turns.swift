import Trading

extension OrderDesk {
  /// Whether an order may be asked for now; if not, it waits for its turn.
  mutating func hasTurn(_ slot: Int, _ core: inout Core) -> Bool {
    guard core.configuration.maximumLookUps > 0 else { return true }
    guard !tracking[slot].isQueued else { return false }
    dropSettled(core)
    let opens = opensAt(core)
    if queue.first == nil {
      if opens <= core.now { return true }
      core.setTimer(.lookUps, at: opens)
    }
    tracking[slot].isQueued = true
    let since = tracking[slot].waitsSince ?? core.now
    tracking[slot].waitsSince = since
    queue.insert(slot) { tracking[$0].waitsSince ?? .origin <= since }
    var event = Event(.orderQueued)
    event.order = core.books.orders[slot].id.index
    core.log(event)
    return false
  }

  /// Asks for the orders whose turn has come.
  mutating func takeUpLookUps(_ core: inout Core) {
    dropSettled(core)
    while let slot = queue.first {
      let opens = opensAt(core)
      guard opens <= core.now else { return core.setTimer(.lookUps, at: opens) }
      removeFirst()
      ask(slot, &core)
      dropSettled(core)
    }
  }

  /// Drops from the front what needs no answer any more, or waits for something else.
  private mutating func dropSettled(_ core: Core) {
    while let slot = queue.first, !isToBeAsked(slot, core) { removeFirst() }
  }

  private mutating func removeFirst() {
    if let slot = queue.first { tracking[slot].isQueued = false }
    queue.removeFirst()
  }

  private func isToBeAsked(_ slot: Int, _ core: Core) -> Bool {
    guard tracking[slot].lookup == nil, !tracking[slot].waits else { return false }
    let status = core.books.orders[slot].status
    return status == .unknown || status.isWorking && tracking[slot].needsLookUp
  }

  private func opensAt(_ core: Core) -> Instant {
    queue.opens(limit: core.configuration.maximumLookUps, every: core.configuration.lookUpCycle)
  }
}
