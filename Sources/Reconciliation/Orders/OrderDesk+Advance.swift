import Trading

extension OrderDesk {
  /// Takes the next step for an order, if one is due: the only place that decides what is done about an order.
  ///
  /// A status that is not certain is first made certain; an intent of the trader is carried out only on an
  /// order that is known to work. Safe to call at any time: what is in flight is not started twice.
  mutating func advance(_ slot: Int, _ core: inout Core) {
    guard core.condition != .starting else { return advanceAtStart(slot, &core) }
    let order = core.books.orders[slot]
    switch order.status {
    case .pending:
      if RiskGate.allowsOrder(slot, core) { attempt(slot, &core) }
    case .unknown, .open, .partial:
      guard tracking[slot].lookup == nil, !tracking[slot].waits else { return }
      if order.status == .unknown || tracking[slot].needsLookUp {
        guard isDue(slot, from: tracking[slot].limitedUntil, &core), hasTurn(slot, &core) else { return }
        ask(slot, &core)
      } else {
        advanceWish(slot, &core)
      }
    case .submitted where tracking[slot].isStopped: advanceStopped(slot, &core)
    case .submitted, .filled, .cancelled, .rejected, .expired: break
    }
  }

  /// Asks the broker how an order stands, and for its cancel beside that where nobody knows when an answer will come.
  mutating func ask(_ slot: Int, _ core: inout Core) {
    sendLookUp(slot, &core)
    if tracking[slot].lookups > 1, mayCancelUnseen(slot, core) { attemptCancel(slot, &core) }
  }

  /// Carries out what the trader wants of an order that works, if that is due.
  private mutating func advanceWish(_ slot: Int, _ core: inout Core) {
    // "Too late" was the answer to the intent; only the executions are missing (reference, edge cases 58 and 59).
    guard !tracking[slot].isDoneAtBroker else { return }
    if core.books.orders[slot].hasCancelIntent {
      guard tracking[slot].cancel == nil else { return }
      if tracking[slot].isCancelExhausted(core) { return giveUp(.cancel, slot, &core) }
      if isIntentDue(slot, &core) { attemptCancel(slot, &core) }
    } else if mayReplace(slot, core), tracking[slot].replace == nil {
      if tracking[slot].isReplaceExhausted(core) { return giveUp(.replace, slot, &core) }
      if isIntentDue(slot, &core) { attemptReplace(slot, &core) }
    }
  }

  /// What was tried as often as it may be is given up at once: to wait for nothing keeps the person, and the trader's next
  /// wish, waiting.
  private func giveUp(_ intent: Word, _ slot: Int, _ core: inout Core) {
    let order = core.books.orders[slot].id
    core.commit(.order(.intentEnd(order, intent, reason: .exhausted)))
    core.notify(.statusInconsistency, order: order.index, reason: .exhausted)
  }

  /// While the engine starts no order is sent and none asked for, but what lowers the risk of one that is known to work
  /// does not wait for the rest: a start may lack an answer for hours.
  private mutating func advanceAtStart(_ slot: Int, _ core: inout Core) {
    guard core.books.orders[slot].status.isWorking, tracking[slot].lookup == nil, !tracking[slot].waits,
      !tracking[slot].needsLookUp
    else { return }
    advanceWish(slot, &core)
  }

  /// Whether the cancel of an order goes out though nobody knows how the order stands, where the question before was not
  /// answered, so that nobody knows when one will be.
  ///
  /// Its last repeat is kept for when the order is known; where an id can be another's too it has to be known first.
  private func mayCancelUnseen(_ slot: Int, _ core: Core) -> Bool {
    let (order, heard) = (core.books.orders[slot], tracking[slot])
    guard order.status == .unknown, order.hasCancelIntent, heard.cancel == nil else { return false }
    return max(heard.repeatsAt, heard.limitedUntil) <= core.now
      && heard.cancels - heard.limitedCancels < core.configuration.maximumRetries
      && (order.brokerOrder != nil || core.configuration.guarantees.identityScope != .never)
  }

  /// A pass of the start lacks an answer: nobody knows for how long it will, and nothing is asked for before.
  private mutating func cancelUnseen(_ core: inout Core) {
    for slot in core.books.working.slots where mayCancelUnseen(slot, core) { attemptCancel(slot, &core) }
  }

  /// Sends the order, for the first time or again, once the attempt is durable.
  mutating func attempt(_ slot: Int, _ core: inout Core) {
    let order = core.books.orders[slot]
    tracking[slot].isStopped = false
    tracking[slot].isHeld = false
    core.commit(.order(.attempt(order.id, number: order.attempts + 1, after: listedUpTo)))
    core.outbox.append(.place(order.id), after: core.journal.last)
  }

  /// Hands a place request to the network; called when its attempt is durable.
  mutating func sendPlace(_ id: ClientOrderID, _ core: inout Core) {
    guard let slot = core.books.slot(of: id), core.books.orders[slot].status == .submitted else { return }
    let order = core.books.orders[slot]
    // An attempt never leaves without the broker being known to lack the order, so that it can still be dropped.
    if order.hasCancelIntent {
      setStatus(slot, to: .cancelled, source: .trader, reason: .unsent, &core)
      return
    }
    // What forbids orders may have come while the attempt waited for the store.
    guard RiskGate.allowsOrder(slot, core) else {
      tracking[slot].isStopped = true
      tracking[slot].isHeld = true
      return
    }
    // Whatever it has waited for: a pause of the broker, a halt, a block, the stream, the start or the store.
    guard isTimely(order, core) else {
      setStatus(slot, to: .rejected, source: .policy, reason: .late, &core)
      return core.notify(.missingOrder, order: id.index, reason: .late)
    }
    var event = Event(order.attempts > 1 ? .orderResent : .orderSent)
    event.order = id.index
    event.number = Int64(order.attempts)
    event.sequence = core.journal.durable
    core.log(event)
    tracking[slot].placeLapses = core.now + core.configuration.placeDoubt
    tracking[slot].place = core.send(.place(id, order.terms), attempt: order.attempts)
  }

  /// Whether a cancel or replace that came to nothing has waited long enough.
  private mutating func isIntentDue(_ slot: Int, _ core: inout Core) -> Bool {
    isDue(slot, from: max(tracking[slot].repeatsAt, tracking[slot].limitedUntil), &core)
  }

  /// Whether an instant has come; if not, the order is woken up then.
  mutating func isDue(_ slot: Int, from instant: Instant, _ core: inout Core) -> Bool {
    guard instant > core.now else { return true }
    tracking[slot].waits = true
    core.setTimer(.order(core.books.orders[slot].id), at: instant)
    return false
  }

  private mutating func attemptCancel(_ slot: Int, _ core: inout Core) {
    tracking[slot].cancels += 1
    // The request exists from here on, so that a second call cannot start another one.
    tracking[slot].cancel = RequestID(0)
    core.outbox.append(.cancel(core.books.orders[slot].id), after: core.journal.last)
  }

  /// Hands a cancel request to the network; called when the intent is durable.
  mutating func sendCancel(_ id: ClientOrderID, _ core: inout Core) {
    guard let slot = core.books.slot(of: id) else { return }
    tracking[slot].cancel = nil
    guard core.books.orders[slot].hasCancelIntent else { return }
    logSending(.cancelSent, slot, attempt: tracking[slot].cancels, &core)
    delayRepeat(slot, attempt: tracking[slot].cancels, core)
    tracking[slot].cancel = core.send(.cancel(id), attempt: tracking[slot].cancels)
  }

  /// Whether the terms that the trader wants may be asked for: more than was ordered, or sooner, only where an order may be
  /// sent.
  private func mayReplace(_ slot: Int, _ core: Core) -> Bool {
    let order = core.books.orders[slot]
    guard let amendment = order.replaceIntent else { return false }
    return !RiskGate.asksForMore(amendment, than: order.terms) || RiskGate.allowsOrder(slot, core)
  }

  private mutating func attemptReplace(_ slot: Int, _ core: inout Core) {
    tracking[slot].replaces += 1
    tracking[slot].replace = RequestID(0)
    core.outbox.append(.replace(core.books.orders[slot].id), after: core.journal.last)
  }

  /// Hands a replace request to the network; called when the intent is durable.
  mutating func sendReplace(_ id: ClientOrderID, _ core: inout Core) {
    guard let slot = core.books.slot(of: id) else { return }
    // What is wanted now may have been said after it was decided.
    guard tracking[slot].replaceWish <= core.journal.durable else {
      return core.outbox.append(.replace(id), after: tracking[slot].replaceWish)
    }
    tracking[slot].replace = nil
    guard let amendment = core.books.orders[slot].replaceIntent else { return }
    // What forbids it may have come since it was decided: a halt while its record waited for the store, or a look-up, such
    // as a pass calls for of an order that is stale; after the answer it is decided again.
    guard mayReplace(slot, core), tracking[slot].lookup == nil, !tracking[slot].needsLookUp else {
      tracking[slot].replaces -= 1
      return
    }
    logSending(.replaceSent, slot, attempt: tracking[slot].replaces, &core)
    delayRepeat(slot, attempt: tracking[slot].replaces, core)
    tracking[slot].replacement = amendment
    tracking[slot].replace = core.send(.replace(id, amendment), attempt: tracking[slot].replaces)
  }

  private mutating func delayRepeat(_ slot: Int, attempt: Int, _ core: Core) {
    tracking[slot].repeatsAt = core.now + core.backoff(attempt: attempt, salt: core.books.orders[slot].id.index)
  }

  private mutating func logSending(_ kind: EventKind, _ slot: Int, attempt: Int, _ core: inout Core) {
    var event = Event(kind)
    event.order = core.books.orders[slot].id.index
    event.number = Int64(attempt)
    event.sequence = core.journal.durable
    core.log(event)
  }

  /// Changes the status of an order without an execution, if that is a legal step.
  mutating func setStatus(
    _ slot: Int, to status: OrderStatus, brokerOrder: BrokerOrderID? = nil, source: Word, reason: Word? = nil,
    note: UInt32 = Event.none, sequence: BrokerSequence = .zero, _ core: inout Core
  ) {
    let order = core.books.orders[slot]
    guard order.status.canBecome(status) else { return }
    core.commit(
      .order(
        .status(
          StatusChange(
            order: order.id, from: order.status, to: status, brokerOrder: brokerOrder, source: source, reason: reason,
            note: note, sequence: sequence))))
  }

  /// Wakes an order up after a backoff.
  mutating func wait(_ slot: Int, attempt: Int, _ core: inout Core) {
    tracking[slot].waits = true
    let order = core.books.orders[slot].id
    core.setTimer(.order(order), at: core.now + core.backoff(attempt: attempt, salt: order.index))
  }

  /// Ends the wait of an order before its retry timer fires.
  mutating func stopWaiting(_ slot: Int, _ core: inout Core) {
    tracking[slot].waits = false
    core.cancelTimer(.order(core.books.orders[slot].id))
  }

  /// The retry timer of an order fired.
  mutating func retry(_ order: ClientOrderID, _ core: inout Core) {
    guard let slot = core.books.slot(of: order) else { return }
    tracking[slot].waits = false
    advance(slot, &core)
  }

  /// Takes the next step for every order that has not ended.
  mutating func advanceAll(_ core: inout Core) {
    for slot in core.books.working.slots { advance(slot, &core) }
  }

  /// Takes up at once, not when its backoff ends, what a halt has held up.
  mutating func resume(_ core: inout Core) {
    for slot in core.books.working.slots {
      tracking[slot].repeatsAt = .origin
      if tracking[slot].waits { stopWaiting(slot, &core) }
      advance(slot, &core)
    }
  }

  /// Orders may be sent again: those that the broker turned out to lack meanwhile are asked for at once, and sent if it
  /// lacks them still.
  mutating func takeUpHeldBack(_ core: inout Core) {
    for slot in core.books.working.slots where tracking[slot].isHeldBack {
      tracking[slot].isHeldBack = false
      guard tracking[slot].waits else { continue }
      stopWaiting(slot, &core)
    }
    advanceAll(&core)
  }

  /// A ticket has changed, or what is there for certain: what a block or a hold has kept back may go, if none does any more.
  mutating func takeUpBlocked(_ core: inout Core) {
    guard core.condition != .starting else { return }
    for slot in core.books.working.slots {
      let order = core.books.orders[slot]
      if order.status == .pending || tracking[slot].isStopped || order.replaceIntent != nil { advance(slot, &core) }
    }
  }

  /// What failed while the line was down need not wait out its backoff; a look-up that is on its way counts as the first.
  mutating func endWaits(_ core: inout Core) {
    for slot in core.books.working.slots {
      tracking[slot].lookups = tracking[slot].lookup == nil ? 0 : 1
      tracking[slot].repeatsAt = .origin
      guard tracking[slot].waits else { continue }
      stopWaiting(slot, &core)
      advance(slot, &core)
    }
  }

  /// Takes the next step for every order that is not done, after a pass.
  mutating func advanceAfterPass(hasFailed: Bool, _ core: inout Core) {
    for slot in core.books.working.slots {
      // The broker evidently answers again: what waited for that is asked for now.
      if !hasFailed, tracking[slot].waits, tracking[slot].lookups > 0 { stopWaiting(slot, &core) }
      advance(slot, &core)
    }
    if hasFailed, core.condition == .starting { cancelUnseen(&core) }
  }
}
