import Trading

extension ReconciliationEngine {
  /// Compares positions and cash, in live mode (order reconciliation document, section 2).
  ///
  /// The books are compared with the account only when every execution up to the account's watermark is known:
  /// before that a difference is explained by what is still on its way.
  mutating func compare(_ account: AccountReport) {
    if let reason = SnapshotRule.doubt(isComplete: account.isComplete, asOf: account.asOf) {
      passes.noteIncomplete(.account, reason: reason, &core)
      return discrepancies.keepAccountDiscrepancies(core)
    }
    // An account that is older than the newest execution in the books must not be compared with them.
    guard account.asOf <= executions.cursor, account.asOf >= core.books.newestExecution else {
      passes.noteIncomplete(.account, reason: .stale, &core)
      return discrepancies.keepAccountDiscrepancies(core)
    }
    let findings =
      PositionDetector.findings(in: account, core.books, core.configuration)
      + CashDetector.findings(in: account, core.books)
    discrepancies.keepDrifts(of: findings)
    corrections.startPass()
    // The currencies of the positions that were taken over.
    var settled: [CurrencyID] = []
    for finding in findings {
      let id = discrepancies.note(finding, &core)
      switch decide(finding, id, settled: settled) {
      case .wait: break
      case .tellPerson: core.tell(of: finding, id, reason: .mismatch)
      case .takeOver(let policy):
        if let limit = corrections.limit(on: finding, policy: policy, core) {
          discrepancies.hold(finding, id, limit: limit, &core)
          continue
        }
        guard corrections.takeOver(finding, from: account, policy: policy, &core) else {
          // A figure that leaves the range of a decimal is for a person.
          core.tell(of: finding, id, reason: .mismatch)
          continue
        }
        discrepancies.forget(finding)
        discrepancies.resolve(id, kind: finding.key.kind, &core)
        switch finding.drift {
        case .position(let instrument), .price(let instrument):
          settled.append(core.configuration.instruments[Int(instrument.index)].currency)
        case .cash, nil: break
        }
      }
    }
  }

  /// Counts one more sight of a drift and decides about it.
  ///
  /// A balance whose position was just taken over needs no further confirmation: position and cash are two halves of
  /// one unknown trade, and one half alone would never meet the execution when it comes. An order that lacks
  /// executions explains a drift; after a few passes that did not bring them it counts all the same.
  ///
  /// - Parameter settled: the currencies of the positions that were taken over before it in the same pass.
  private mutating func decide(
    _ finding: Finding, _ id: UInt32, settled: [CurrencyID]
  ) -> ResolutionPolicy.Decision {
    // What a limit has left to a person is not taken over behind that person's back once there is room again.
    if core.books.isHeld(id) {
      _ = discrepancies.countSight(of: finding)
      return .tellPerson
    }
    if case .cash(let currency) = finding.drift, settled.contains(currency) {
      return ResolutionPolicy.decide(finding, core.configuration)
    }
    // What the pass itself has just read explains nothing any more.
    if scheduler.failedPasses < core.configuration.maximumRetries,
      ResolutionPolicy.isExplained(finding, by: core.books, where: { discrepancies.isStillOpen($0) })
    {
      return .wait
    }
    return ResolutionPolicy.decide(finding, sights: discrepancies.countSight(of: finding), core.configuration)
  }
}
