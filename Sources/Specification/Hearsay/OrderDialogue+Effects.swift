import Reconciliation
import Trading

extension OrderDialogue {
  /// The wake-up of an order is set or taken back.
  mutating func note(wakeUpOf order: ClientOrderID, at instant: Instant?, _ model: Model) {
    guard let slot = model.slot(of: order) else { return }
    orders[slot].timer = instant
    if instant != nil { orders[slot].timerTurn = turn }
    list(slot)
  }

  /// An operator asks about an order.
  mutating func noteQuestion(_ order: ClientOrderID, _ model: Model) {
    guard let slot = model.slot(of: order), orders[slot].lookUp == 0 else { return }
    switch model.orders[slot].status {
    case .unknown, .open, .partial:
      orders[slot].wantsLookUp = true
      list(slot)
    case .pending, .submitted, .filled, .cancelled, .rejected, .expired: break
    }
  }

  /// Takes a request that is sent, after all that is said about it.
  mutating func note(_ request: Request, at now: Instant, _ model: Model, _ configuration: EngineConfiguration) {
    guard let order = request.content.order else {
      if request.cursor == nil { passAwaits += 1 }
      return
    }
    guard request.content.stranger == nil, let slot = model.slot(of: order) else { return }
    list(slot)
    let number = request.id.number
    switch request.content {
    case .place:
      orders[slot].place = number
      orders[slot].attemptRecord = 0
      orders[slot].isIdRefused = false
      orders[slot].lapsesAt = request.deadline + (configuration.readsLag ?? .zero)
      orders[slot].isUnsent = false
    case .cancel:
      orders[slot].cancel = number
      orders[slot].cancels += 1
      orders[slot].lastIntent = (now, orders[slot].cancels)
    case .replace:
      orders[slot].replace = number
      orders[slot].replaces += 1
      orders[slot].lastIntent = (now, orders[slot].replaces)
    case .query:
      orders[slot].lookUp = number
      orders[slot].lookUpTurn = turn
      orders[slot].knownWhenAsked = model.orders[slot].sequence
      orders[slot].isHeardOf = hasStreamReturned && orders[slot].toldTurn == turn
      orders[slot].isHeldBack = false
      orders[slot].isQueued = false
      // What had waited for the stream is asked for before the report that brings it back is read: that report tells
      // all there is to ask, and what comes of the question changes nothing.
      guard !hasStreamReturned || orders[slot].toldTurn != turn else { return }
      orders[slot].lookUps += 1
      orders[slot].wantsLookUp = true
    case .cancelStranger, .queryStranger, .orders, .changedOrders, .executions, .account: break
    }
  }

  /// Takes a line of the log; the hearsay knows it already.
  mutating func note(_ event: Event, _ hearsay: Hearsay, _ model: Model) {
    switch event.kind {
    case .reconcileStarted:
      passNumber += 1
      passAwaits = 0
      isPassWhole = true
      passOrders = nil
      isPassLook = hearsay.pass?.isLook ?? false
      isPassOfChanges = hearsay.pass?.kind.asksChangesOnly ?? false
      // What brings the stream back comes after the pass that its return calls for.
      if event.reason == .reconnect, telling.source == .stream, let report = telling.report,
        let slot = model.slot(of: report.order), orders[slot].seenTurn == turn
      {
        orders[slot].seenInPass = passNumber
      }
    case .orderQueued:
      if let slot = model.slot(of: ClientOrderID(index: event.order)) { orders[slot].isQueued = true }
    case .streamRestored:
      hasStreamReturned = true
      for slot in orders.indices where !model.orders[slot].status.isTerminal {
        // The report that brings the stream back is read after that, and answers what was asked.
        orders[slot].lookUps = orders[slot].lookUp == 0 || orders[slot].toldTurn == turn ? 0 : 1
        orders[slot].endDistance()
      }
    case .engineRecovered, .engineDegraded:
      if event.kind == .engineRecovered, conditionBefore == .degraded { hasHoldEnded = true }
      guard hearsay.condition != .halted, conditionBefore == .halted else { return }
      hasHaltEnded = true
      for slot in orders.indices { orders[slot].endDistance() }
    default: break
    }
  }

  /// Takes a record; the model knows it already.
  mutating func note(_ entry: JournalEntry, _ model: Model, _ configuration: EngineConfiguration) {
    noteWork(entry.record, model)
    switch entry.record {
    case .order(.accepted): break
    case .order(.attempt(let order, _, _)):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].attemptRecord = entry.sequence
      orders[slot].isStopped = false
      if !orders[slot].isUnsent { unsent.append(slot) }
      orders[slot].isUnsent = true
    case .order(.cancelIntent(let order)):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].cancels = 0
      orders[slot].unseenCancels = 0
      orders[slot].lastIntent = nil
    case .order(.stale(let order, policy: .lookUp)), .order(.adopted(let order, _, _, _)): noteQuestion(order, model)
    case .order(.replaceIntent(let order, _)):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].replaceRecord = entry.sequence
      orders[slot].replaces = 0
      orders[slot].unseenReplaces = 0
      orders[slot].lastIntent = nil
    case .execution(.counted(let execution, _, _)): noteExecution(execution, model, configuration)
    case .order, .position, .cash, .discrepancy, .ticket, .control: break
    }
  }

  /// An execution of the same turn can show that a report was too old after all, that an order is not missing, or that
  /// one is that had ended and works again.
  private mutating func noteExecution(_ execution: Execution, _ model: Model, _ configuration: EngineConfiguration) {
    guard let slot = model.slot(of: execution.order) else { return }
    if orders[slot].toldTurn == turn, execution.sequence > orders[slot].toldAsOf { orders[slot].isVague = true }
    // What is inferred from an answer is so after it was counted what the answer lacks.
    guard let asOf = telling.rowsAsOf, !execution.isInferred else { return }
    let order = model.orders[slot]
    guard orders[slot].missedTurn == turn else {
      if lacks(slot, asOf, model) { miss(slot, configuration) }
      return
    }
    guard order.status.isTerminal || order.sequence > asOf else { return }
    orders[slot].missing -= 1
    orders[slot].wantsLookUp = orders[slot].wantedBefore
    orders[slot].missedTurn = -1
  }

  /// Keeps the list of the orders that have not ended.
  private mutating func noteWork(_ record: JournalRecord, _ model: Model) {
    let order: ClientOrderID
    switch record {
    case .order(let record): order = record.order
    case .execution(.counted(let execution, _, _)): order = execution.order
    case .position, .cash, .discrepancy, .ticket, .control: return
    }
    guard let slot = model.slot(of: order) else { return }
    let isNew = orders.count < model.orders.count
    while orders.count < model.orders.count {
      orders.append(OrderHearsay())
      // While the rest is vague, what is new is not.
      if areVague { clear.append(orders.count - 1) }
    }
    let isWorking = !model.orders[slot].status.isTerminal
    if isWorking { list(slot) }
    guard isWorking != orders[slot].isWorking else { return }
    if isWorking {
      if !isNew { dropEnded() }
      working.append(slot)
    } else {
      endedCount += 1
    }
    orders[slot].isWorking = isWorking
  }

  /// Drops the orders that have ended from the list of those that work.
  mutating func dropEnded() {
    guard endedCount > 0 else { return }
    working.removeAll { !orders[$0].isWorking }
    endedCount = 0
  }

  /// Looks at an order until nothing is open about it.
  mutating func list(_ slot: Int) {
    guard !orders[slot].isListed else { return }
    orders[slot].isListed = true
    unsettled.append(slot)
  }

  /// Drops what is settled.
  mutating func settle(_ model: Model) {
    unsettled.removeAll { slot in
      guard !OrderDialogue.isOpen(orders[slot], slot, model) else { return false }
      orders[slot].isListed = false
      return true
    }
  }

  private static func isOpen(_ heard: OrderHearsay, _ slot: Int, _ model: Model) -> Bool {
    if heard.wantsLookUp || heard.lookUp != 0 || heard.timer != nil { return true }
    switch model.orders[slot].status {
    case .pending, .unknown: return true
    case .submitted: return heard.place == 0
    case .open, .partial: return model.orders[slot].hasCancelIntent || model.orders[slot].replaceIntent != nil
    case .filled, .cancelled, .rejected, .expired: return false
    }
  }
}

extension OrderHearsay {
  /// Nothing has to keep its distance from the last cancel or replace any more.
  mutating func endDistance() {
    formerIntent = lastIntent ?? formerIntent
    lastIntent = nil
  }
}
