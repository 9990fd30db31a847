import Trading

/// What has become of an order of somebody else that a person wants cancelled.
struct StrangerVerdict: Hashable, Sendable {
  /// The number of the discrepancy.
  var discrepancy: UInt32
  /// Why the person has to decide again; nil if the order is gone and has left nothing.
  var reason: Word?
  /// How much it has executed.
  var executed = Decimal.zero
}

extension StrangerDesk {
  /// The broker tells of an order otherwise than in an answer about it: an end is an end, whoever tells of it.
  ///
  /// - Returns: What has become of the order, if a person wants it cancelled and it has ended.
  mutating func noteTold(_ report: OrderReport, _ core: inout Core) -> StrangerVerdict? {
    guard let place = place(of: report.brokerOrder), tracking[place].isWanted else { return nil }
    tracking[place].absences = 0
    return report.status.isTerminal ? end(place, report, &core) : nil
  }

  private mutating func end(_ place: Int, _ report: OrderReport, _ core: inout Core) -> StrangerVerdict {
    StrangerVerdict(
      discrepancy: tracking[place].discrepancy, reason: report.filled.isPositive ? .terminal : nil,
      executed: report.filled)
  }

  /// The place of an order that a person wants cancelled still.
  func wanted(_ number: BrokerOrderID) -> Int? {
    tracking.firstIndex { $0.number == number && $0.isWanted }
  }

  /// A request about an order has ended.
  ///
  /// - Returns: The place of the order, if a person wants it cancelled still.
  mutating func settle(_ number: BrokerOrderID) -> Int? {
    guard let place = place(of: number) else { return nil }
    tracking[place].request = nil
    guard tracking[place].isWanted || tracking[place].isSending else {
      tracking.remove(at: place)
      return nil
    }
    return tracking[place].isWanted ? place : nil
  }

  /// The broker answers that the order works still: its cancel is sent again, so many times.
  mutating func noteWorking(_ place: Int, _ core: inout Core) -> StrangerVerdict? {
    tracking[place].needsLookUp = false
    tracking[place].lookUps = 0
    tracking[place].absences = 0
    let one = tracking[place]
    guard one.cancels - one.limitedCancels <= core.configuration.maximumRetries else {
      return StrangerVerdict(discrepancy: one.discrepancy, reason: .exhausted)
    }
    advance(place, &core)
    return nil
  }

  /// The broker answers that there is no such order: believed once it has said so time and again.
  mutating func noteAbsence(_ place: Int, _ core: inout Core) -> StrangerVerdict? {
    tracking[place].absences += 1
    let one = tracking[place]
    guard one.absences >= core.configuration.missingConfirmations else {
      waitForRepeat(place, &core)
      return nil
    }
    let hasExecuted = core.books.ticket(ofDiscrepancy: one.discrepancy)?.broker.isPositive ?? false
    return StrangerVerdict(discrepancy: one.discrepancy, reason: hasExecuted ? .absent : nil)
  }

  private mutating func waitForRepeat(_ place: Int, _ core: inout Core) {
    let one = tracking[place]
    wait(place, until: core.now + core.backoff(attempt: one.lookUps, salt: one.order.index), &core)
  }

  /// A request has brought nothing: whatever has become of a cancel, the broker is asked before another one is sent.
  mutating func noteFailure(
    of pending: PendingRequest, _ place: Int, _ meaning: TransportFailure.Meaning, reason: Word, _ core: inout Core
  ) -> StrangerVerdict? {
    var event = event(.strangerFailed, of: tracking[place], attempt: pending.attempt)
    event.subject = pending.kind
    event.reason = reason
    core.log(event)
    let isCancel = pending.kind == .cancel
    switch meaning {
    case .stopped(let pause):
      tracking[place].limitedUntil = core.now + pause
      if isCancel { tracking[place].limitedCancels += 1 }
      advance(place, &core)
    case .refused where isCancel:
      // A gateway has refused it for good: a repeat would fare no better.
      return StrangerVerdict(discrepancy: tracking[place].discrepancy, reason: reason)
    case .unknown, .refused:
      guard isCancel else {
        waitForRepeat(place, &core)
        return nil
      }
      tracking[place].needsLookUp = true
      advance(place, &core)
    }
    return nil
  }
}
