import Reconciliation
import Trading

extension OrderDialogue {
  /// Takes one thing that the engine wanted done, after all that is said about it.
  mutating func take(
    _ effect: EngineEffect, of turn: EngineTurn, _ hearsay: Hearsay, _ model: Model,
    _ configuration: EngineConfiguration
  ) {
    switch effect {
    case .send(let request): send(request, at: turn.instant, model)
    case .setTimer(.order(let order), let instant):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].timer = instant
      orders[slot].timerTurn = self.turn
    case .cancelTimer(.order(let order)): if let slot = model.slot(of: order) { orders[slot].timer = nil }
    case .log(let event): note(event, hearsay, model)
    case .persist(let entry): note(entry, model, configuration)
    case .setTimer, .cancelTimer, .publish, .notify, .writeCheckpoint: break
    }
  }

  private mutating func send(_ request: Request, at now: Instant, _ model: Model) {
    guard let order = request.content.order else {
      passAwaits += 1
      return
    }
    guard let slot = model.slot(of: order) else { return }
    let number = request.id.number
    switch request.content {
    case .place:
      orders[slot].place = number
      orders[slot].attemptRecord = 0
      orders[slot].lapsesAt = request.deadline
      unsent.removeAll { $0 == slot }
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
      // What had waited for the stream is asked for before the report that brings it back is read: that report tells
      // all there is to ask, and what comes of the question changes nothing.
      guard !hasStreamReturned || orders[slot].toldTurn != turn else { return }
      orders[slot].lookUps += 1
      orders[slot].wantsLookUp = true
    case .orders, .executions, .account: break
    }
  }

  private mutating func note(_ event: Event, _ hearsay: Hearsay, _ model: Model) {
    lastLog = event
    switch event.kind {
    case .reconcileStarted:
      passNumber += 1
      passAwaits = 0
      isPassWhole = true
      passOrders = nil
      // What brings the stream back comes after the pass that its return calls for.
      if event.reason == .reconnect, telling.source == .stream, let report = telling.report,
        let slot = model.slot(of: report.order), orders[slot].seenTurn == turn
      {
        orders[slot].seenInPass = passNumber
      }
    case .streamRestored:
      hasStreamReturned = true
      for slot in orders.indices where !model.orders[slot].status.isTerminal {
        orders[slot].lookUps = 0
        orders[slot].endDistance()
      }
    case .engineRecovered, .engineDegraded:
      guard hearsay.condition != .halted, conditionBefore == .halted else { return }
      hasHaltEnded = true
      for slot in orders.indices { orders[slot].endDistance() }
    default: break
    }
  }

  private mutating func note(_ entry: JournalEntry, _ model: Model, _ configuration: EngineConfiguration) {
    noteWork(entry.record, model)
    switch entry.record {
    case .order(.accepted): if orders.count < model.orders.count { orders.append(OrderHearsay()) }
    case .order(.attempt(let order, _)):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].attemptRecord = entry.sequence
      orders[slot].isStopped = false
      if !unsent.contains(slot) { unsent.append(slot) }
    case .order(.cancelIntent(let order)):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].cancels = 0
      orders[slot].lastIntent = nil
    case .order(.replaceIntent(let order, _)):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].replaces = 0
      orders[slot].lastIntent = nil
    case .execution(.counted(let execution, _, _)): noteExecution(execution, model, configuration)
    case .order, .position, .cash, .discrepancy, .control: break
    }
  }

  /// An execution of the same turn can show that a report was too old after all, that an order is not missing, or that
  /// one is that had ended and works again.
  private mutating func noteExecution(_ execution: Execution, _ model: Model, _ configuration: EngineConfiguration) {
    guard let slot = model.slot(of: execution.order) else { return }
    if orders[slot].toldTurn == turn, execution.sequence > orders[slot].toldAsOf { orders[slot].isVague = true }
    guard let asOf = telling.rowsAsOf else { return }
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
    case .position, .cash, .discrepancy, .control: return
    }
    guard let slot = model.slot(of: order) else { return }
    let place = working.firstIndex(of: slot)
    if model.orders[slot].status.isTerminal {
      if let place { working.remove(at: place) }
    } else if place == nil {
      working.append(slot)
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
