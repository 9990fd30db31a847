import Reconciliation
import Trading

extension OrderDialogue {
  /// Takes in what the input of the turn says, as the rules have it: reports first, then what came of the request.
  mutating func fold(
    at now: Instant, _ hearsay: Hearsay, _ model: Model, _ configuration: EngineConfiguration
  ) {
    if let order = telling.request?.request.content.order, let slot = model.slot(of: order) {
      telling.slot = slot
      telling.before = model.orders[slot]
      orders[slot].answeredLookUps = orders[slot].lookUps
      if telling.outcome == .found, isAnothers(slot, hearsay, model, configuration) { telling.outcome = .absent }
      endRequest(slot)
    }
    if let report = telling.report { hear(report, telling.source, model) }
    for row in telling.rows.indices { hear(telling.rows[row], .poll, model) }
    if telling.endsPass { countMissing(model, configuration) }
    if let slot = telling.slot { take(telling.outcome, slot, at: now, hearsay, model, configuration) }
    if hearsay.isStoreFailing, telling.outcome != .none || telling.report != nil || telling.endsPass {
      // What the engine makes of it now is recorded when the store works again.
      becomeVague()
    }
  }

  /// Whether the order that was found under the id of one of unknown outcome cannot be that one: then that one is not
  /// there, if the broker gives an id to one order at a time.
  private func isAnothers(
    _ slot: Int, _ hearsay: Hearsay, _ model: Model, _ configuration: EngineConfiguration
  ) -> Bool {
    let order = model.orders[slot]
    guard let report = telling.report, order.brokerOrder == nil, !order.isIdTaken,
      isOutcomeUnknown(slot, hearsay, model)
    else { return false }
    let isLike =
      report.side == order.terms.side && report.instrument == order.terms.instrument && order.isPlaced(by: report)
    return !isLike && configuration.guarantees.identityScope != .never
  }

  /// Whether nothing but that it was sent is known of an order whose place request is over.
  ///
  /// What was heard while the store fails is recorded when that works again, and counts all the same.
  private func isOutcomeUnknown(_ slot: Int, _ hearsay: Hearsay, _ model: Model) -> Bool {
    let (heard, status) = (orders[slot], model.orders[slot].status)
    guard hearsay.isStoreFailing else { return status == .unknown }
    guard heard.toldAsOf == .zero, !heard.isIdRefused else { return false }
    return status == .unknown || status == .submitted && heard.place == 0 && !heard.isStopped
  }

  private mutating func becomeVague() {
    if areVague {
      for slot in clear { orders[slot].isVague = true }
    } else {
      for slot in orders.indices { orders[slot].isVague = true }
    }
    areVague = true
    clear.removeAll(keepingCapacity: true)
  }

  private mutating func endRequest(_ slot: Int) {
    list(slot)
    switch telling.kind {
    case .place?: orders[slot].place = 0
    case .cancel?: orders[slot].cancel = 0
    case .replace?: orders[slot].replace = 0
    default: orders[slot].lookUp = 0
    }
  }

  /// A report is news of its order, wherever it comes from: nothing is left to ask (design, section 3, rule 1).
  ///
  /// The stream tells of each change once: what it tells again, or after another channel, is no news. A report whose
  /// figures no order can have tells nothing but that the order is there.
  private mutating func hear(_ report: OrderReport, _ source: Word, _ model: Model) {
    guard let slot = model.slot(of: report.order), model.orders[slot].isPlaced(by: report) else { return }
    guard source != .stream || report.sequence > model.orders[slot].sequence else { return }
    orders[slot].seenInPass = passNumber
    orders[slot].seenTurn = turn
    orders[slot].missing = 0
    guard report.isNews(to: model.orders[slot]) else { return }
    orders[slot].isDone = report.status.isTerminal
    orders[slot].toldFilled = report.filled
    orders[slot].wantsLookUp = false
    orders[slot].isHeardOf = true
    orders[slot].lookUps = 0
    orders[slot].absences = 0
    orders[slot].toldTurn = turn
    orders[slot].toldAsOf = report.sequence
    guard orders[slot].isVague else { return }
    orders[slot].isVague = false
    if areVague { clear.append(slot) }
    list(slot)
  }

  /// Counts the orders that a complete answer ought to have had (setting `missing-confirmations`).
  private mutating func countMissing(_ model: Model, _ configuration: EngineConfiguration) {
    guard let asOf = telling.rowsAsOf else { return }
    dropEnded()
    for slot in working where lacks(slot, asOf, model) { miss(slot, configuration) }
  }

  /// Whether an answer that holds as of a change at the broker ought to have had an order and lacks it: not one that the
  /// broker is done with and that waits here for its executions.
  func lacks(_ slot: Int, _ asOf: BrokerSequence, _ model: Model) -> Bool {
    guard orders[slot].seenInPass != passNumber, model.orders[slot].sequence <= asOf else { return false }
    if orders[slot].isDone, model.orders[slot].lacks(orders[slot].toldFilled) { return false }
    return [.unknown, .open, .partial].contains(model.orders[slot].status)
  }

  /// Counts that an answer lacks an order.
  mutating func miss(_ slot: Int, _ configuration: EngineConfiguration) {
    orders[slot].missing += 1
    orders[slot].missedTurn = turn
    orders[slot].wantedBefore = orders[slot].wantsLookUp
    if orders[slot].missing >= configuration.missingConfirmations {
      orders[slot].wantsLookUp = true
      list(slot)
    }
  }

  private mutating func take(
    _ outcome: OrderTelling.Outcome, _ slot: Int, at now: Instant, _ hearsay: Hearsay, _ model: Model,
    _ configuration: EngineConfiguration
  ) {
    let isOfIntent = telling.kind == .cancel || telling.kind == .replace
    switch outcome {
    case .found:
      orders[slot].lookUps = 0
      orders[slot].absences = 0
      orders[slot].wantsLookUp = false
      // What has the id that was refused as taken, and is not what was sent, is another's order.
      let order = model.orders[slot]
      if order.isIdTaken, order.status == .unknown, let report = telling.report, !order.isPlaced(by: report) {
        telling.absence = .taken
      }
    case .absent:
      orders[slot].lookUps = 0
      guard !isOutdated(slot, model) else {
        telling.absence = .outdated
        break
      }
      countAbsence(slot, at: now, configuration)
      telling.absence = verdict(slot, at: now, hearsay, model, configuration)
    // A refused cancel says neither that the order lives nor that it is gone (reference, edge cases 58 and 59).
    case .refused(let refusal):
      if isOfIntent { orders[slot].wantsLookUp = true }
      if telling.kind == .place, refusal.reason == .duplicateKey { orders[slot].isIdRefused = true }
    case .unknown, .stopped:
      if isOfIntent, !model.orders[slot].status.isTerminal { orders[slot].wantsLookUp = true }
    case .limited(let pause):
      orders[slot].limitedUntil = now + pause
      switch telling.kind {
      case .place?:
        if let before = telling.before, before.status == .submitted {
          orders[slot].isStopped = before.outlastsLimits(configuration)
        }
      // What was sent for a wish before the present one counts for neither.
      case .cancel?: if orders[slot].cancels > 0 { orders[slot].unseenCancels += 1 }
      case .replace?: if orders[slot].replaces > 0 { orders[slot].unseenReplaces += 1 }
      default: break
      }
    case .none, .done: break
    }
  }

  /// Two questions within `retry-delay` are one: nothing but time makes a second answer say more than the first.
  private mutating func countAbsence(_ slot: Int, at now: Instant, _ configuration: EngineConfiguration) {
    let asked = telling.request?.sentAt ?? now
    if orders[slot].absences > 0, asked < orders[slot].absentSince + configuration.retryDelay { return }
    orders[slot].absences += 1
    orders[slot].absentSince = asked
    if orders[slot].lapsesAt <= asked { orders[slot].sureAbsences += 1 }
  }

  /// Whether something was heard of an order since the look-up that found none was sent: older evidence overrules no
  /// newer one (design, section 3, rule 4).
  private func isOutdated(_ slot: Int, _ model: Model) -> Bool {
    orders[slot].isHeardOf || model.orders[slot].sequence > orders[slot].knownWhenAsked
  }

  /// What it proves that the broker does not know an order (reference, brokers, section 6.1; settings `on-timeout`,
  /// `max-retries` and `missing-confirmations`).
  private func verdict(
    _ slot: Int, at now: Instant, _ hearsay: Hearsay, _ model: Model, _ configuration: EngineConfiguration
  ) -> AbsenceVerdict {
    let (heard, order) = (orders[slot], model.orders[slot])
    let needed = configuration.missingConfirmations
    if order.status == .open || order.status == .partial {
      let isSeenEnough = heard.absences >= needed || heard.missing >= needed
      let isConfirmed = isSeenEnough && model.doubt(of: order, apart: positionsApart, configuration) != .open
      return isConfirmed && !hearsay.isStoreFailing ? .gone : .askAgain(repeats: heard.absences)
    }
    guard order.status == .unknown else {
      // That its place request came to nothing may be recorded later; the answers count from now on all the same.
      let isSeenLater = hearsay.isStoreFailing && order.status == .submitted
      return isSeenLater ? .askAgain(repeats: heard.absences) : .pointless
    }
    let promises = configuration.guarantees
    let maySendTwice = promises.honoursDeadlines || promises.identityScope == .forever
    let doubt = model.doubt(of: order, apart: positionsApart, configuration)
    let isToRepeat =
      maySendTwice && doubt == nil && !order.hasCancelIntent
      && order.isRepeatable(configuration)
      && !order.isOutOfDate(at: now, configuration)
    // Only a question that was asked when nothing could arrive any more, and what had arrived was shown.
    let isLate = telling.request.map { $0.sentAt >= heard.lapsesAt } ?? true
    let isProven: Bool
    if doubt == .open || promises.identityScope == .forever && order.isIdTaken {
      // The broker itself says otherwise: no look-up is believed against that.
      isProven = false
    } else if doubt == .closed {
      isProven = heard.sureAbsences - needed >= configuration.maximumRetries
    } else if promises.honoursDeadlines || isToRepeat {
      // Only a question that was asked when nothing could arrive any more gets an answer that holds; or, where what is
      // late arrives all the same, a second request would be refused. Where it would be taken, one answer is too few.
      let isHarmless = !isToRepeat || promises.identityScope == .forever
      isProven = isLate && (isHarmless || heard.sureAbsences >= needed)
    } else {
      // What is late may arrive at any time: nothing but repetition helps, and the order is not sent again.
      isProven = heard.absences >= needed && (isLate || configuration.readsLag == nil)
    }
    if !isProven {
      guard maySendTwice else { return .askAgain(repeats: heard.absences) }
      return heard.lapsesAt > now ? .arrivesUntil(heard.lapsesAt) : .askAgain(repeats: max(heard.sureAbsences, 1))
    }
    if hearsay.isStoreFailing { return .askAgain(repeats: heard.absences) }
    if order.hasCancelIntent { return .cancel }
    guard isToRepeat else { return .giveUp }
    let maySend = OrderDialogue.maySend(slot, hearsay.condition, model, configuration)
    return maySend ? .resend : .resendLater(repeats: heard.absences)
  }

  /// Whether the end of a turn is anything to it.
  var hasOpenEnds: Bool { hasHoldEnded || !unsent.isEmpty || !unsettled.isEmpty || telling.slot != nil }

  /// Ends a turn, when all that looks at it has looked.
  mutating func finish(_ hearsay: Hearsay, _ model: Model) {
    if hasHoldEnded { for slot in unsettled { orders[slot].isHeldBack = false } }
    if !unsent.isEmpty { dropSent(hearsay, model) }
    defer { if !unsettled.isEmpty { settle(model) } }
    guard let slot = telling.slot else { return }
    switch telling.absence {
    case .pointless, .resend, .cancel, .giveUp, .gone, .taken:
      orders[slot].absences = 0
      orders[slot].missing = 0
      orders[slot].wantsLookUp = false
    case .resendLater: orders[slot].isHeldBack = true
    case .askAgain, .arrivesUntil, .outdated, nil: break
    }
    // A report that cannot be believed answers nothing.
    if telling.outcome == .found, model.orders[slot].status == .unknown {
      orders[slot].lookUps = orders[slot].answeredLookUps
    }
  }
}

extension OrderDialogue {
  /// Drops the attempts that were sent or that came to nothing; all of them have been recorded before the first that is
  /// not durable.
  private mutating func dropSent(_ hearsay: Hearsay, _ model: Model) {
    guard let first = unsent.first, orders[first].attemptRecord <= hearsay.durable else { return }
    unsent.removeAll { slot in
      if orders[slot].isUnsent, orders[slot].attemptRecord > hearsay.durable || model.orders[slot].status == .submitted
      {
        return false
      }
      orders[slot].isUnsent = false
      return true
    }
  }
}

extension ModelOrder {
  /// Whether less has been counted than the broker has told.
  func lacks(_ told: Decimal) -> Bool { !hasFilled(told) && !hasFilled(moreThan: told) }

  /// Whether an order that the broker does not have is to be sent once more: what the trader wants cancelled is not
  /// given up, and anything else as often as `max-retries` says (setting `on-timeout`), apart from requests that the
  /// broker never saw.
  func isRepeatable(_ configuration: EngineConfiguration) -> Bool {
    hasCancelIntent
      || configuration.timeoutPolicy == .resend && attempts - stoppedAttempts - 1 < configuration.maximumRetries
  }

  /// Whether the instant, or the day, is over that an order was given for (settings `resend-within` and
  /// `resend-day-within`).
  func isOutOfDate(at now: Instant, _ configuration: EngineConfiguration) -> Bool {
    let isForDays = terms.timeInForce == .goodTilCancelled
    let isForInstant = [.immediateOrCancel, .fillOrKill].contains(terms.timeInForce) || terms.pricing == .market
    if isForDays && !isForInstant { return false }
    guard let age = isForInstant ? configuration.resendWithin : configuration.resendDayWithin else { return false }
    return acceptedAt + age < now
  }

  /// Whether an order that a rate limit has stopped is to be sent when that is over, however often it was stopped.
  func outlastsLimits(_ configuration: EngineConfiguration) -> Bool {
    hasCancelIntent || configuration.timeoutPolicy == .resend
  }
}
