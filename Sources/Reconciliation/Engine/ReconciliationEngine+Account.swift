import Trading

extension ReconciliationEngine {
  /// Compares positions and cash, in live mode (order reconciliation document, section 2).
  ///
  /// The books are compared with the account only when every execution up to the account's watermark is known:
  /// before that a difference is explained by what is still on its way.
  ///
  /// - Returns: How many positions were compared.
  mutating func compare(_ account: AccountReport) -> Int {
    if let reason = SnapshotRule.doubt(isComplete: account.isComplete, asOf: account.asOf) {
      desks.passes.noteIncomplete(.account, reason: reason, &core)
      desks.discrepancies.keepAccountDiscrepancies(core)
      return 0
    }
    // An account must not be compared with what the books have learnt behind it.
    let isOutdated = desks.discrepancies.isOutdated(account, core.books)
    guard account.asOf <= desks.executions.cursor, !isOutdated, let here = core.books.figures(asOf: account.asOf) else {
      desks.passes.noteIncomplete(.account, reason: .stale, &core)
      desks.discrepancies.noteSetAside(reason: isOutdated ? .older : .stale, &core)
      desks.discrepancies.keepAccountDiscrepancies(core)
      return 0
    }
    desks.discrepancies.noteCompared(asOf: account.asOf)
    var findings =
      PositionDetector.findings(in: account, here, core.configuration)
      + CashDetector.findings(in: account, here, core.configuration)
    for index in findings.indices where !findings[index].isUnexplained {
      findings[index].isUnexplained =
        SnapshotRule.listsNothing(account)
        || LaggingAccount.isBehind(findings[index], among: findings, in: account, here, core.books, core.configuration)
    }
    core.seen.note(account, findings, at: core.now)
    // While all agrees an older account shows nothing that a newer one has not shown as well.
    if !findings.isEmpty || core.books.hasDifferenceOfAccount, account.asOf != core.books.accountAsOf {
      core.commit(.control(.accountSeen(asOf: account.asOf)))
    }
    desks.discrepancies.keepDrifts(of: findings)
    desks.discrepancies.keepTold(notIn: findings, core)
    desks.discrepancies.keepWhatIsLeftOut(core)
    desks.corrections.startPass()
    let isNewer = account.asOf > here.newestChange
    core.beginTransaction()
    desks.corrections.verify(findings, account, &core)
    let reversals = core.books.reversals(in: findings)
    var halves = TradeHalves()
    for finding in findings.map({ DiscrepancyDesk.dearest($0, core) }) {
      let id = desks.discrepancies.note(finding, &core)
      let decision = decide(finding, id, halves, reversals, isNewer: isNewer)
      if let currency = currency(ofQuantity: finding) { halves.note(decision, in: currency) }
      switch decision {
      case .wait, .keep: break
      case .tellPerson: core.tell(of: finding, id, reason: .mismatch)
      case .tellOfRun: tellOfRun(finding, id)
      case .takeOver(let policy):
        if let limit = desks.corrections.limit(on: finding, policy: policy, core) {
          desks.discrepancies.hold(finding, id, limit: limit, &core)
          if let currency = currency(ofQuantity: finding) { halves.note(.tellPerson, in: currency) }
          continue
        }
        let figure = policy == .operator ? core.books.ticket(ofDiscrepancy: id)?.decision(on: finding)?.figure : nil
        guard desks.corrections.takeOver(finding, from: account, here, policy: policy, figure: figure, &core) else {
          // A figure that leaves the range of a decimal is for a person.
          core.tell(of: finding, id, reason: .mismatch)
          if let currency = currency(ofQuantity: finding) { halves.note(.tellPerson, in: currency) }
          continue
        }
        desks.discrepancies.forget(finding)
        if isToBeTold(finding, policy, halves) { core.tell(of: finding, id, reason: policy) }
        // What was weighed differs from both sides still.
        if policy == .weightedAverage, core.books.differs(from: finding) { continue }
        desks.discrepancies.resolve(id, of: finding, by: policy == .operator ? .operator : .auto, &core)
        if let currency = currency(ofQuantity: finding) { halves.settled.append(currency) }
      }
    }
    core.endTransaction()
    core.seen.noteDifferences(findings)
    desks.corrections.notePrices(of: findings, in: account, here)
    return account.positions.indices.count { core.configuration.compares(InstrumentID(index: UInt32($0))) }
  }

  /// Counts one more sight of a drift and decides about it.
  ///
  /// A balance whose positions were just taken over needs no other explanation, but as many sights as they: what one
  /// answer alone shows may be a glitch. One of which any is left is left with it: position and cash are two halves of
  /// one unknown trade, and one half alone would never meet the execution when it comes. An order that lacks executions
  /// explains a drift; after a few passes that did not bring them it counts all the same.
  private mutating func decide(
    _ finding: Finding, _ id: UInt32, _ halves: TradeHalves, _ reversals: [CurrencyID], isNewer: Bool
  ) -> ResolutionPolicy.Decision {
    if let ticket = core.books.ticket(ofDiscrepancy: id) {
      // A price that the broker does not tell was no secret to the person who has decided.
      if ticket.decision(on: finding) != nil { return .takeOver(.operator) }
      // Whatever the policy says by now, and whatever it is worth: a person has decided, and no further sight is awaited.
      if ticket.leaves(finding) {
        desks.discrepancies.forget(finding)
        return .keep
      }
    }
    // What a limit has left to a person is not taken over behind that person's back once there is room again; that it
    // lies elsewhere apart is believed as slowly as at first.
    if core.books.isHeld(id) {
      let sights = desks.discrepancies.countSight(of: finding, core)
      return sights < core.configuration.driftConfirmations ? .wait : .tellPerson
    }
    let evidence = ResolutionPolicy.Evidence(
      correction: core.books.unverifiedCorrection(of: finding.drift),
      isReversed: currency(of: finding).map(reversals.contains) ?? false, isNewer: isNewer,
      isOfEmptyStore: core.books.opening != nil)
    if case .cash(let currency) = finding.drift, halves.settled.contains(currency), halves.left[currency] == nil {
      return ResolutionPolicy.decide(
        finding, sights: desks.discrepancies.countSight(of: finding, isOtherHalf: true, core), evidence,
        core.configuration)
    }
    // What the pass itself has just read explains nothing any more.
    if ResolutionPolicy.isExplained(
      finding, by: core.books, where: { desks.discrepancies.mayExplain($0, core.configuration) })
    {
      return .wait
    }
    let decision = ResolutionPolicy.decide(
      finding, sights: desks.discrepancies.countSight(of: finding, core), evidence, core.configuration)
    if decision == .wait, desks.discrepancies.countRun(of: finding, core),
      ResolutionPolicy.decide(finding, evidence, core.configuration) != .keep
    {
      return .tellOfRun
    }
    // Whatever lies apart for as long as the engine trades there may be how the account lags behind that.
    if case .takeOver(let policy) = decision, policy != .undone, desks.discrepancies.hasOutlastedGrace(finding, core) {
      return .tellPerson
    }
    guard case .takeOver = decision, case .cash(let currency) = finding.drift else { return decision }
    return halves.left[currency] ?? decision
  }

  /// Tells a person of what differs by another figure in each pass: once, and again when it has become worse by a level.
  private mutating func tellOfRun(_ finding: Finding, _ id: UInt32) {
    let level = Level.level(
      of: finding.key.kind, worth: finding.impact,
      in: ImpactAssessment.currency(of: finding, nil, core.configuration), core.configuration)
    if let ticket = core.books.ticket(ofDiscrepancy: id) {
      guard let level, ticket.level.map({ $0 < level }) ?? true else { return }
    }
    core.tell(of: finding, id, reason: .moving)
  }

  /// Whether a person hears of what a policy takes over: the policy may do it at any worth, and not in silence.
  ///
  /// What goes back to where it was before needs no telling, nor does what the person has decided, nor the money of
  /// positions that are taken over with it: their worth has told of it.
  private func isToBeTold(_ finding: Finding, _ policy: Word, _ halves: TradeHalves) -> Bool {
    guard policy == .adoptBroker || policy == .latestTimestamp || policy == .withinLimit else { return false }
    if case .cash(let balance) = finding.drift, halves.settled.contains(balance) { return false }
    guard let impact = finding.impact, let currency = ImpactAssessment.currency(of: finding, nil, core.configuration),
      let critical = core.configuration.threshold(.critical, in: currency)
    else { return true }
    return impact >= critical
  }

  private func currency(of finding: Finding) -> CurrencyID? {
    if case .cash(let currency) = finding.drift { currency } else { currency(ofQuantity: finding) }
  }

  private func currency(ofQuantity finding: Finding) -> CurrencyID? {
    guard case .position(let instrument) = finding.drift else { return nil }
    return core.configuration.instruments[Int(instrument.index)].currency
  }
}

/// What has become of the positions of each currency in a pass, for the balance that is their other half.
private struct TradeHalves {
  /// The currencies of the positions that were taken over.
  var settled: [CurrencyID] = []
  /// What was decided about those that were not: what a person has to decide outweighs what only waits.
  var left: [CurrencyID: ResolutionPolicy.Decision] = [:]

  mutating func note(_ decision: ResolutionPolicy.Decision, in currency: CurrencyID) {
    switch decision {
    case .wait, .tellOfRun: if left[currency] == nil { left[currency] = .wait }
    case .tellPerson: left[currency] = .tellPerson
    case .takeOver, .keep: break
    }
  }
}
