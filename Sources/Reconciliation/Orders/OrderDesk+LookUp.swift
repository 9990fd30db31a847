import Trading

extension OrderDesk {
  /// Wants the broker to be asked for one order by its client order id, now or when the retry timer fires.
  mutating func lookUp(_ slot: Int, _ core: inout Core) {
    tracking[slot].needsLookUp = true
    advance(slot, &core)
  }

  /// Asks the broker; called by ``ask(_:_:)`` alone.
  mutating func sendLookUp(_ slot: Int, _ core: inout Core) {
    let order = core.books.orders[slot].id
    tracking[slot].needsLookUp = true
    tracking[slot].lookups += 1
    tracking[slot].lookupSentAt = core.now
    tracking[slot].lookupKnows = core.books.orders[slot].sequence
    tracking[slot].isHeardOf = false
    tracking[slot].isHeldBack = false
    tracking[slot].waitsSince = nil
    queue.noteSent(at: core.now, limit: core.configuration.maximumLookUps)
    var event = Event(.orderLookup)
    event.order = order.index
    event.number = Int64(tracking[slot].lookups)
    core.log(event)
    tracking[slot].lookup = core.send(.query(order), attempt: tracking[slot].lookups)
  }

  /// The broker told the state of an order; what it says is taken in by the caller, then the look-up is settled.
  ///
  /// - Returns: How many look-ups it took.
  mutating func noteFound(_ slot: Int, _ report: OrderReport, _ core: inout Core) -> Int {
    let lookups = tracking[slot].lookups
    tracking[slot].lookup = nil
    tracking[slot].lookups = 0
    tracking[slot].needsLookUp = false
    forgetAbsences(slot)
    var event = Event(.orderFound)
    event.order = report.order.index
    event.state = Word(report.status)
    event.filled = report.filled
    core.log(event)
    return lookups
  }

  /// Goes on after a look-up whose answer was taken in.
  ///
  /// - Parameter isOther: whether it has told of another's order: one that was refused since its id is taken is not there
  ///   (reference, edge case 157).
  mutating func settleLookUp(_ slot: Int, after lookups: Int, isOther: Bool, _ core: inout Core) {
    if core.books.orders[slot].status == .unknown {
      if isOther, core.books.orders[slot].isKeyTaken {
        return reject(slot, reason: .duplicateKey, source: .query, &core)
      }
      // The report could not be believed: asking again at once would only bring it again.
      tracking[slot].lookups = lookups
      return wait(slot, attempt: lookups, &core)
    }
    advance(slot, &core)
  }

  /// A look-up failed; nothing is known, so it is repeated, ever less often.
  mutating func noteLookUpFailure(_ slot: Int, _ core: inout Core) {
    tracking[slot].lookup = nil
    guard tracking[slot].needsLookUp else { return advance(slot, &core) }
    wait(slot, attempt: tracking[slot].lookups, &core)
  }

  /// Evidence came from another channel, so there is nothing left to ask, and nothing has to wait for the answer
  /// (design, section 3, rule 1).
  mutating func forgoLookUp(_ slot: Int, _ core: inout Core) {
    tracking[slot].needsLookUp = false
    tracking[slot].isHeardOf = true
    tracking[slot].lookups = 0
    forgetAbsences(slot)
    guard tracking[slot].waits else { return }
    tracking[slot].waits = false
    core.cancelTimer(.order(core.books.orders[slot].id))
  }

  /// The broker does not know the order.
  ///
  /// What that proves depends on where the order stood and on what the broker guarantees: a place that may still
  /// be on its way is not disproved by it (reference, brokers, section 6.1). It proves nothing of an order that was
  /// heard of since the question was sent (design, section 3, rule 4).
  mutating func noteAbsence(_ slot: Int, _ core: inout Core) {
    tracking[slot].lookup = nil
    tracking[slot].lookups = 0
    let order = core.books.orders[slot]
    let isOutdated = tracking[slot].isHeardOf || order.sequence > tracking[slot].lookupKnows
    if !isOutdated { countAbsence(slot, core) }
    var event = Event(.orderAbsent)
    event.order = order.id.index
    event.number = Int64(tracking[slot].absences)
    core.log(event)
    if isOutdated {
      // Something may have called for another look-up meanwhile.
      return tracking[slot].needsLookUp ? wait(slot, attempt: 1, &core) : advance(slot, &core)
    }
    switch order.status {
    case .unknown:
      guard isAbsenceProven(slot, core) else { return waitForProof(slot, &core) }
      // What the engine decides by itself has to be durable, or a restart would decide otherwise.
      guard !core.journal.isFailing else { return wait(slot, attempt: tracking[slot].absences, &core) }
      // A halt or a block ends; until then nothing is sent, and nothing is given up either.
      guard !mayRepeat(slot, core) || RiskGate.allowsOrder(slot, core) else {
        tracking[slot].isHeldBack = true
        return wait(slot, attempt: tracking[slot].absences, &core)
      }
      forgetLookUps(slot)
      settleUnsent(slot, &core)
    case .open, .partial:
      // Known to have worked: it is gone only if the broker says so time and again.
      guard !core.journal.isFailing,
        max(tracking[slot].absences, tracking[slot].missing) >= core.configuration.missingConfirmations,
        accountWord(slot, core) != .differs
      else {
        return wait(slot, attempt: tracking[slot].absences, &core)
      }
      forgetLookUps(slot)
      setStatus(slot, to: .cancelled, source: .policy, reason: .absent, &core)
      core.notify(.missingOrder, order: order.id.index, reason: .absent)
    case .pending, .submitted, .filled, .cancelled, .rejected, .expired:
      forgetLookUps(slot)
    }
  }

  private mutating func forgetLookUps(_ slot: Int) {
    tracking[slot].needsLookUp = false
    forgetAbsences(slot)
    tracking[slot].missing = 0
  }

  private mutating func forgetAbsences(_ slot: Int) {
    tracking[slot].absences = 0
    tracking[slot].lateAbsences = 0
  }

  /// Counts an answer that lacks an order, unless it is no sight of its own: what a copy that lags by a moment has said
  /// it says again at once.
  private mutating func countAbsence(_ slot: Int, _ core: Core) {
    let sentAt = tracking[slot].lookupSentAt
    guard
      tracking[slot].absences == 0 || sentAt >= tracking[slot].absentAsOf + core.configuration.retryDelay
    else { return }
    tracking[slot].absences += 1
    tracking[slot].absentAsOf = sentAt
    if sentAt >= tracking[slot].placeLapses { tracking[slot].lateAbsences += 1 }
  }

  /// Asks again when the answer can prove something: once the place request has lapsed, or after a backoff.
  private mutating func waitForProof(_ slot: Int, _ core: inout Core) {
    let lapses = tracking[slot].placeLapses
    guard core.configuration.guarantees.allowsResend else {
      return wait(slot, attempt: tracking[slot].absences, &core)
    }
    // What was asked too early to prove anything makes the repeats no rarer.
    guard lapses > core.now else { return wait(slot, attempt: max(tracking[slot].lateAbsences, 1), &core) }
    tracking[slot].waits = true
    core.setTimer(.order(core.books.orders[slot].id), at: lapses)
  }

  /// Whether the broker's word that it does not know an order can be relied on.
  ///
  /// A broker that refuses late requests cannot receive the order any more once its deadline has passed. For any
  /// other one only repetition helps, and then the order is given up rather than sent twice; unless it can be sent
  /// again, since a second one under its id would be refused. Where it would not be, one answer is not enough to send
  /// an order twice: a copy that lags has told it (design, section 3, rule 2; reference, edge case 7).
  ///
  /// No number of answers outweighs what else the broker says: that the order's id is taken, where no id is ever free
  /// again, or an account that shows what the order explains. What is in the books by now, and may be the order's, takes
  /// as many answers more as there are repeats.
  private func isAbsenceProven(_ slot: Int, _ core: Core) -> Bool {
    let guarantees = core.configuration.guarantees
    let needed = core.configuration.missingConfirmations
    if guarantees.identityScope == .forever, core.books.orders[slot].isKeyTaken { return false }
    switch accountWord(slot, core) {
    case .silent: break
    case .differs: return false
    case .settled: return tracking[slot].lateAbsences >= needed + core.configuration.maximumRetries
    }
    let isToRepeat = mayRepeat(slot, core)
    let isLate = tracking[slot].lookupSentAt >= tracking[slot].placeLapses
    guard guarantees.honoursDeadlines || isToRepeat else {
      return tracking[slot].absences >= needed && (isLate || core.configuration.readsLag == nil)
    }
    guard isLate else { return false }
    return !isToRepeat || guarantees.identityScope == .forever || tracking[slot].lateAbsences >= needed
  }

  /// Whether an order that the broker lacks is one to send again.
  private func mayRepeat(_ slot: Int, _ core: Core) -> Bool {
    let order = core.books.orders[slot]
    return !order.hasCancelIntent && core.configuration.timeoutPolicy == .resend
      && core.configuration.guarantees.allowsResend
      && order.attempts - order.limitedAttempts <= core.configuration.maximumRetries && isTimely(order, core)
      && accountWord(slot, core) == .silent
  }

  private func accountWord(_ slot: Int, _ core: Core) -> AccountWord {
    core.books.accountWord(on: core.books.orders[slot], core.seen, core.configuration.driftPolicy)
  }

  /// Whether an order means still what it meant when it was given: one of an instant is not wanted long after that, nor
  /// one of a day on the next, be it sent for the first time or again.
  func isTimely(_ order: ManagedOrder, _ core: Core) -> Bool {
    let isAtMarket = order.terms.pricing == .market
    let limit: TimeSpan?
    switch order.terms.timeInForce {
    case .immediateOrCancel, .fillOrKill: limit = core.configuration.resendWithin
    case .day: limit = isAtMarket ? core.configuration.resendWithin : core.configuration.resendDayWithin
    case .goodTilCancelled: limit = isAtMarket ? core.configuration.resendWithin : nil
    }
    return limit.map { core.now <= order.acceptedAt + $0 } ?? true
  }

  /// Decides about an order that was sent without an answer and that the broker does not know.
  private mutating func settleUnsent(_ slot: Int, _ core: inout Core) {
    let order = core.books.orders[slot]
    if order.hasCancelIntent {
      setStatus(slot, to: .cancelled, source: .policy, reason: .absent, &core)
    } else if mayRepeat(slot, core) {
      attempt(slot, &core)
    } else {
      setStatus(slot, to: .rejected, source: .policy, reason: .absent, &core)
      core.notify(.missingOrder, order: order.id.index, reason: .absent)
    }
  }
}
