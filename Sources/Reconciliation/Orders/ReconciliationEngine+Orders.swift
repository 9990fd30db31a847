import Trading

extension ReconciliationEngine {
  /// Takes the next step for an order, if one is due: the only place that decides what is done about an order.
  ///
  /// A status that is not certain is first made certain; an intent of the trader is carried out only on an
  /// order that is known to work. Safe to call at any time: what is in flight is not started twice.
  mutating func advance(_ slot: Int) {
    guard condition != .starting else { return }
    let order = books.orders[slot]
    switch order.status {
    case .pending:
      if condition != .halted { attempt(slot) }
    case .unknown, .open, .partial:
      guard tracking[slot].lookup == nil, !tracking[slot].waits else { return }
      if order.status == .unknown || tracking[slot].needsLookUp {
        sendLookUp(slot)
      } else if tracking[slot].isDoneAtBroker {
        // "Too late" was the answer to the intent; only the executions are missing (reference, edge cases 58 and 59).
      } else if order.hasCancelIntent {
        if tracking[slot].cancel == nil { attemptCancel(slot) }
      } else if order.replaceIntent != nil, tracking[slot].replace == nil {
        attemptReplace(slot)
      }
    case .submitted, .filled, .cancelled, .rejected, .expired: break
    }
  }

  /// Sends the order, for the first time or again, once the attempt is durable.
  mutating func attempt(_ slot: Int) {
    let order = books.orders[slot]
    commit(.attempt(order.id, number: order.attempts + 1))
    outbox.append(.place(order.id), after: journal.last)
  }

  /// Hands a place request to the network; called when its attempt is durable.
  mutating func sendPlace(_ id: ClientOrderID) {
    guard let slot = books.slot(of: id), books.orders[slot].status == .submitted else { return }
    let order = books.orders[slot]
    // An attempt never leaves without the broker being known to lack the order, so that it can still be dropped.
    if order.hasCancelIntent {
      setStatus(slot, to: .cancelled, source: .trader, reason: .unsent)
      return
    }
    var event = Event(order.attempts > 1 ? .orderResent : .orderSent)
    event.order = id.index
    event.number = Int64(order.attempts)
    event.sequence = journal.durable
    effects.append(.log(event))
    tracking[slot].placeLapses = now + configuration.requestTimeout
    tracking[slot].place = send(.place(id, order.terms))
  }

  private mutating func attemptCancel(_ slot: Int) {
    let order = books.orders[slot].id
    guard tracking[slot].cancels <= configuration.maximumRetries else {
      commit(.intentEnd(order, .cancel, reason: .exhausted))
      return raiseAlert(.statusInconsistency, order: order.index, reason: .exhausted)
    }
    tracking[slot].cancels += 1
    // The request exists from here on, so that a second call cannot start another one.
    tracking[slot].cancel = RequestID(0)
    outbox.append(.cancel(order), after: journal.last)
  }

  /// Hands a cancel request to the network; called when the intent is durable.
  mutating func sendCancel(_ id: ClientOrderID) {
    guard let slot = books.slot(of: id) else { return }
    tracking[slot].cancel = nil
    guard books.orders[slot].hasCancelIntent else { return }
    logSending(.cancelSent, slot, attempt: tracking[slot].cancels)
    tracking[slot].cancel = send(.cancel(id))
  }

  private mutating func attemptReplace(_ slot: Int) {
    let order = books.orders[slot].id
    guard tracking[slot].replaces <= configuration.maximumRetries else {
      commit(.intentEnd(order, .replace, reason: .exhausted))
      return raiseAlert(.statusInconsistency, order: order.index, reason: .exhausted)
    }
    tracking[slot].replaces += 1
    tracking[slot].replace = RequestID(0)
    outbox.append(.replace(order), after: journal.last)
  }

  /// Hands a replace request to the network; called when the intent is durable.
  mutating func sendReplace(_ id: ClientOrderID) {
    guard let slot = books.slot(of: id) else { return }
    tracking[slot].replace = nil
    guard let amendment = books.orders[slot].replaceIntent else { return }
    logSending(.replaceSent, slot, attempt: tracking[slot].replaces)
    tracking[slot].replace = send(.replace(id, amendment))
  }

  private mutating func logSending(_ kind: EventKind, _ slot: Int, attempt: Int) {
    var event = Event(kind)
    event.order = books.orders[slot].id.index
    event.number = Int64(attempt)
    event.sequence = journal.durable
    effects.append(.log(event))
  }

  /// Changes the status of an order without an execution, if that is a legal step.
  ///
  /// - Returns: Whether the status changed.
  @discardableResult
  mutating func setStatus(
    _ slot: Int, to status: OrderStatus, brokerOrder: BrokerOrderID? = nil, source: Word, reason: Word? = nil,
    note: UInt32 = Event.none, sequence: BrokerSequence = .zero
  ) -> Bool {
    let order = books.orders[slot]
    guard order.status.canBecome(status) else { return false }
    commit(
      .status(
        StatusChange(
          order: order.id, from: order.status, to: status, brokerOrder: brokerOrder, source: source, reason: reason,
          note: note, sequence: sequence)))
    return true
  }

  /// The wait before the n-th repeat: doubling from the retry delay up to the limit, with up to 10 % of jitter
  /// that depends on seed, subject and attempt alone.
  func backoff(attempt: Int, salt: UInt32) -> TimeSpan {
    var delay = configuration.retryDelay
    for _ in 1..<max(1, min(attempt, 32)) where delay < configuration.retryLimit { delay = delay * 2 }
    delay = min(delay, configuration.retryLimit)
    guard attempt > 1 else { return delay }
    var hash = configuration.seed ^ (UInt64(salt) << 32) ^ UInt64(attempt)
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    let share = Int64((hash ^ (hash >> 31)) % 101)
    return delay + TimeSpan(nanoseconds: delay.nanoseconds / 1000 * share)
  }

  /// Wakes an order up after a backoff.
  mutating func wait(_ slot: Int, attempt: Int) {
    tracking[slot].waits = true
    let order = books.orders[slot].id
    effects.append(.setTimer(.order(order), at: now + backoff(attempt: attempt, salt: order.index)))
  }

  /// Ends the wait of an order before its retry timer fires.
  mutating func stopWaiting(_ slot: Int) {
    tracking[slot].waits = false
    effects.append(.cancelTimer(.order(books.orders[slot].id)))
  }

  /// The retry timer of an order fired.
  mutating func retry(_ order: ClientOrderID) {
    guard let slot = books.slot(of: order) else { return }
    tracking[slot].waits = false
    advance(slot)
  }
}
