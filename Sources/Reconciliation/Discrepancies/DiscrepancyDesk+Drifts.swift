import Trading

extension DiscrepancyDesk {
  /// Whether a drift was seen, but not often enough to be acted on.
  func isConfirming(_ configuration: EngineConfiguration) -> Bool {
    drifts.values.contains { $0.count < configuration.driftConfirmations }
  }

  /// Whether a start waits for a drift to be seen again: not for one that a person was told of, which may be another in each
  /// account for hours.
  func holdsUpStart(_ core: Core) -> Bool {
    drifts.contains { drift, sights in
      sights.count < core.configuration.driftConfirmations && core.books.ticket(of: drift) == nil
    }
  }

  /// Whether what a person was told of has not been seen in the last account, but in too few of them to be gone.
  func isConfirmingEnd(_ core: Core) -> Bool {
    !absences.isEmpty
      && core.books.discrepancies.contains { discrepancy in
        discrepancy.isAboutAccount
          && absences[discrepancy.id].map { $0 < core.configuration.driftConfirmations } ?? false
      }
  }

  /// The account was compared: a drift that was not seen again is gone.
  mutating func keepDrifts(of findings: [Finding]) {
    if !runs.isEmpty { runs = runs.filter { drift, _ in findings.contains { $0.drift == drift } } }
    guard !drifts.isEmpty else { return }
    drifts = drifts.filter { drift, _ in findings.contains { $0.drift == drift } }
  }

  /// The account was compared: what a person was told of is gone only once as many in a row have not shown it as it took
  /// to tell it, since one answer that is wrong would cost what the person has decided and tell it anew.
  ///
  /// A drift that nobody was told of ends at once: nothing goes with it, and it counts from one again.
  mutating func keepTold(notIn findings: [Finding], _ core: Core) {
    for discrepancy in core.books.discrepancies where discrepancy.isAboutAccount {
      guard core.books.ticket(ofDiscrepancy: discrepancy.id) != nil,
        !findings.contains(where: { $0.key.subject == discrepancy.key.subject })
      else {
        absences[discrepancy.id] = nil
        continue
      }
      let count = absences[discrepancy.id, default: 0] + 1
      absences[discrepancy.id] = count
      if count < core.configuration.driftConfirmations { stillOpen.insert(discrepancy.id) }
    }
  }

  /// Counts that a drift was seen in one more pass; another difference is another drift.
  ///
  /// Two looks within a tenth of a second are one: what a session shows that is not up yet would be confirmed by itself.
  /// What the engine itself may have to do with, since it has just been active there, lacks one sight until the grace has
  /// passed, or has been granted for long enough.
  ///
  /// - Parameter isOtherHalf: whether the positions are taken over that go with it, which have been granted their time.
  /// - Returns: How many passes in a row saw it.
  mutating func countSight(of finding: Finding, isOtherHalf: Bool = false, _ core: Core) -> Int {
    guard let drift = finding.drift else { return 0 }
    let fresh = DriftSights(difference: finding.difference, since: core.now)
    var sights = drifts[drift] ?? fresh
    if sights.difference != finding.difference { sights = fresh }
    if sights.count == 0 || passStart - sights.seen >= core.configuration.retryDelay {
      sights.count += 1
      sights.seen = passStart
    }
    if !isOtherHalf, isGranted(drift, since: sights.since, core) {
      sights.count = min(sights.count, core.configuration.driftConfirmations - 1)
    }
    drifts[drift] = sights
    return sights.count
  }

  /// Counts that a drift was there in one more pass, on the same side as before but not the same: whoever waits for it to
  /// stand still may wait for ever.
  ///
  /// - Returns: Whether it has gone on for so long that a person has to know.
  mutating func countRun(of finding: Finding, _ core: Core) -> Bool {
    guard let drift = finding.drift else { return false }
    let isUp = finding.difference.isPositive
    var run = runs[drift].flatMap { $0.isUp == isUp ? $0 : nil } ?? DriftRun(isUp: isUp, since: core.now)
    let configuration = core.configuration
    if run.count == 0 || passStart - run.seen >= configuration.retryDelay {
      run.count += 1
      run.seen = passStart
    }
    let needed = configuration.driftConfirmations + configuration.maximumRetries
    if isGranted(drift, since: run.since, core) { run.count = min(run.count, needed - 1) }
    runs[drift] = run
    return run.count >= needed
  }

  /// Whether the engine itself may have to do with a drift: it has been active there for less than the grace.
  ///
  /// That is granted for ten times as long at most. At a start nothing is recent: nothing was sent yet.
  private func isGranted(_ drift: Finding.Drift, since: Instant, _ core: Core) -> Bool {
    guard let grace = core.configuration.activityGrace, core.condition != .starting,
      core.now - since < grace * ActivityMarks.longestGrace
    else { return false }
    return core.activity.isRecent(drift, at: core.now, core.configuration)
  }

  /// Whether orders of the engine execute still where a drift is, though it was granted its time.
  func hasOutlastedGrace(_ finding: Finding, _ core: Core) -> Bool {
    guard let drift = finding.drift, core.condition != .starting else { return false }
    return core.activity.hasExecuted(drift, at: core.now, core.configuration)
  }

  /// A finding with what it is worth at the dearer of the last two accounts that have shown it: one answer with a wrong
  /// price makes nothing small enough for a policy.
  static func dearest(_ finding: Finding, _ core: Core) -> Finding {
    guard core.configuration.driftConfirmations > 1, let drift = finding.drift,
      let former = core.seen.differences[drift],
      former.difference == finding.difference, let impact = finding.impact, let other = former.impact, other > impact
    else { return finding }
    var finding = finding
    finding.impact = other
    return finding
  }

  /// A drift is settled.
  mutating func forget(_ finding: Finding) {
    if let drift = finding.drift { drifts[drift] = nil }
  }

  /// Leaves a drift to a person, for good, since a limit of automatic corrections is spent.
  mutating func hold(_ finding: Finding, _ id: UInt32, limit: Word, _ core: inout Core) {
    core.commit(.discrepancy(.held(id: id, limit: limit)))
    core.tell(of: finding, id, reason: limit)
  }
}

extension Books {
  /// What a person was told of a figure of the account, if that is open.
  fileprivate func ticket(of drift: Finding.Drift) -> Ticket? {
    let key =
      switch drift {
      case .position(let instrument): Finding.Key(kind: .quantityMismatch, instrument: instrument.index)
      case .price(let instrument): Finding.Key(kind: .priceDiscrepancy, instrument: instrument.index)
      case .cash(let currency): Finding.Key(kind: .cashMismatch, currency: currency.index)
      }
    return openDiscrepancy(key).flatMap { ticket(ofDiscrepancy: $0.id) }
  }
}

/// How often a drift was seen.
struct DriftSights {
  var difference: Decimal
  /// Since when it was seen without a break.
  var since = Instant.origin
  /// How many passes in a row saw this very difference.
  var count = 0
  /// When the last pass began that counts as having seen it.
  var seen = Instant.origin
}

/// How long a figure of the account has differed on one side.
struct DriftRun {
  /// Whether the broker has more.
  var isUp: Bool
  var since: Instant
  /// In how many passes in a row.
  var count = 0
  /// When the last of them began.
  var seen = Instant.origin
}
