import Trading

extension ReconciliationEngine {
  /// Wants the broker to be asked for one order by its client order id, now or when the retry timer fires.
  mutating func lookUp(_ slot: Int) {
    tracking[slot].needsLookUp = true
    advance(slot)
  }

  /// Asks the broker; called by ``advance(_:)`` alone.
  mutating func sendLookUp(_ slot: Int) {
    let order = books.orders[slot].id
    tracking[slot].needsLookUp = true
    tracking[slot].lookups += 1
    tracking[slot].lookupSentAt = now
    var event = Event(.orderLookup)
    event.order = order.index
    event.number = Int64(tracking[slot].lookups)
    effects.append(.log(event))
    tracking[slot].lookup = send(.query(order))
  }

  /// The broker told the state of an order, or that it knows no such order.
  mutating func receiveLookUp(_ slot: Int, _ report: OrderReport?) {
    let lookups = tracking[slot].lookups
    tracking[slot].lookup = nil
    tracking[slot].lookups = 0
    guard let report else { return noteAbsence(slot) }
    tracking[slot].needsLookUp = false
    tracking[slot].absences = 0
    var event = Event(.orderFound)
    event.order = report.order.index
    event.state = Word(report.status)
    event.filled = report.filled
    effects.append(.log(event))
    observe(report, source: .query)
    if books.orders[slot].status == .unknown {
      // The report could not be believed: asking again at once would only bring it again.
      tracking[slot].lookups = lookups
      return wait(slot, attempt: lookups)
    }
    advance(slot)
  }

  /// A look-up failed; nothing is known, so it is repeated, ever less often.
  mutating func noteLookUpFailure(_ slot: Int) {
    tracking[slot].lookup = nil
    guard tracking[slot].needsLookUp else { return advance(slot) }
    wait(slot, attempt: tracking[slot].lookups)
  }

  /// Evidence came from another channel, so there is nothing left to ask, and nothing has to wait for the answer
  /// (design, section 3, rule 1).
  mutating func forgoLookUp(_ slot: Int) {
    tracking[slot].needsLookUp = false
    tracking[slot].lookups = 0
    tracking[slot].absences = 0
    guard tracking[slot].waits else { return }
    tracking[slot].waits = false
    effects.append(.cancelTimer(.order(books.orders[slot].id)))
  }

  /// The broker does not know the order.
  ///
  /// What that proves depends on where the order stood and on what the broker guarantees: a place that may still
  /// be on its way is not disproved by it (reference, brokers, section 6.1).
  private mutating func noteAbsence(_ slot: Int) {
    tracking[slot].absences += 1
    let order = books.orders[slot]
    var event = Event(.orderAbsent)
    event.order = order.id.index
    event.number = Int64(tracking[slot].absences)
    effects.append(.log(event))
    switch order.status {
    case .unknown:
      guard isAbsenceProven(slot) else { return waitForProof(slot) }
      // What the engine decides by itself has to be durable, or a restart would decide otherwise.
      guard !journal.isFailing else { return wait(slot, attempt: tracking[slot].absences) }
      forgetLookUps(slot)
      settleUnsent(slot)
    case .open, .partial:
      // Known to have worked: it is gone only if the broker says so time and again.
      guard !journal.isFailing,
        max(tracking[slot].absences, tracking[slot].missing) >= configuration.missingConfirmations
      else {
        return wait(slot, attempt: tracking[slot].absences)
      }
      forgetLookUps(slot)
      setStatus(slot, to: .cancelled, source: .policy, reason: .absent)
      raiseAlert(.missingOrder, order: order.id.index, reason: .absent)
    case .pending, .submitted, .filled, .cancelled, .rejected, .expired:
      forgetLookUps(slot)
    }
  }

  private mutating func forgetLookUps(_ slot: Int) {
    tracking[slot].needsLookUp = false
    tracking[slot].absences = 0
    tracking[slot].missing = 0
  }

  /// Asks again when the answer can prove something: once the place request has lapsed, or after a backoff.
  private mutating func waitForProof(_ slot: Int) {
    let lapses = tracking[slot].placeLapses
    guard configuration.guarantees.allowsResend, lapses > now else {
      return wait(slot, attempt: tracking[slot].absences)
    }
    tracking[slot].waits = true
    effects.append(.setTimer(.order(books.orders[slot].id), at: lapses))
  }

  /// Asks once more after a backoff.
  private mutating func lookUpLater(_ slot: Int) {
    tracking[slot].needsLookUp = true
    wait(slot, attempt: configuration.maximumRetries)
  }

  /// Whether the broker's word that it does not know an order can be relied on.
  ///
  /// A broker that refuses late requests cannot receive the order any more once its deadline has passed. For any
  /// other one only repetition helps, and then the order is given up rather than sent twice.
  private func isAbsenceProven(_ slot: Int) -> Bool {
    configuration.guarantees.allowsResend
      ? tracking[slot].lookupSentAt >= tracking[slot].placeLapses
      : tracking[slot].absences >= configuration.missingConfirmations
  }

  /// Decides about an order that was sent without an answer and that the broker does not know.
  private mutating func settleUnsent(_ slot: Int) {
    let order = books.orders[slot]
    if order.hasCancelIntent {
      setStatus(slot, to: .cancelled, source: .policy, reason: .absent)
    } else if configuration.timeoutPolicy == .resend, configuration.guarantees.allowsResend,
      order.attempts <= configuration.maximumRetries
    {
      // A halt ends; until then nothing is sent, and nothing is given up either.
      if condition == .halted { lookUpLater(slot) } else { attempt(slot) }
    } else {
      setStatus(slot, to: .rejected, source: .policy, reason: .absent)
      raiseAlert(.missingOrder, order: order.id.index, reason: .absent)
    }
  }
}
