import Trading

extension ReconciliationEngine {
  /// Takes in the answer to a request about an order of somebody else.
  mutating func receive(_ response: Response, ofStranger pending: PendingRequest) {
    guard let number = pending.stranger else { return }
    guard response.answers(pending.kind, of: pending.order) else {
      receiveLate(response)
      return receive(.unknown, .invalid, ofStranger: pending)
    }
    switch response {
    case .done(let report), .order(let report?):
      _ = desks.strangers.settle(number)
      observe(report, source: pending.kind == .query ? .query : .response)
      // What it says may have settled it already.
      guard let place = desks.strangers.wanted(number) else { return }
      if report.brokerOrder != number {
        conclude(desks.strangers.noteFailure(of: pending, place, .unknown, reason: .invalid, &core))
      } else if !report.status.isTerminal {
        conclude(desks.strangers.noteWorking(place, &core))
      }
    case .order(nil):
      if let place = desks.strangers.settle(number) { conclude(desks.strangers.noteAbsence(place, &core)) }
    case .refused(let refusal):
      // A refused cancel says neither "alive" nor "gone": asking tells.
      receive(.unknown, refusal.reason, ofStranger: pending)
    case .orders, .executions, .account: break
    }
  }

  /// Takes in that a request about an order of somebody else has brought nothing.
  mutating func receive(_ meaning: TransportFailure.Meaning, _ reason: Word, ofStranger pending: PendingRequest) {
    guard let number = pending.stranger, let place = desks.strangers.settle(number) else { return }
    conclude(desks.strangers.noteFailure(of: pending, place, meaning, reason: reason, &core))
  }

  /// What a person wanted is done, or the person has to decide again.
  mutating func conclude(_ verdict: StrangerVerdict?) {
    guard let verdict else { return }
    if let reason = verdict.reason {
      core.reopenTicket(ofDiscrepancy: verdict.discrepancy, reason: reason, executed: verdict.executed)
    } else {
      desks.discrepancies.resolve(verdict.discrepancy, kind: .unknownOrder, by: .operator, &core)
    }
    desks.strangers.review(&core)
  }
}
