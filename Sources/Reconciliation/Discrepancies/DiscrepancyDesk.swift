import Trading

/// Which differences are seen, and how often in a row.
///
/// What is open, and what of it a person was told, is in the books; here is what a restart may forget.
struct DiscrepancyDesk: Sendable {
  /// How many discrepancies were opened since the last pass started.
  private(set) var found = 0
  /// How many discrepancies were closed since the last pass started.
  private(set) var resolved = 0
  /// Figures of the account that were seen to differ without being acted on.
  var drifts: [Finding.Drift: DriftSights] = [:]
  /// In how many accounts in a row what a person was told did not differ, or in how many lists in a row the order lacked
  /// that it is about, by discrepancy.
  var absences: [UInt32: Int] = [:]
  /// When the first of the accounts came that were set aside in a row; nil if the last one was compared.
  var setAsideSince: Instant?
  /// As of which change the account was that was compared last.
  var newestAccount = BrokerSequence.zero
  /// For how long figures of the account have differed in one direction, by whatever they did.
  var runs: [Finding.Drift: DriftRun] = [:]
  /// How many passes with all their answers an order has been known to lack executions, by discrepancy.
  private var awaited: [UInt32: Int] = [:]
  /// Orders that were seen to lack executions after those of a pass were booked, by index.
  var gaps: [UInt32: (difference: Decimal, sights: GapSights)] = [:]
  /// Whether the answers of a pass are being compared: what differs now is a finding, not a race with the stream.
  private var isComparing = false
  var countsGaps = false
  /// When the pass began that runs, or ran last.
  var passStart = Instant.origin
  /// The open discrepancies of which a pass that changes nothing has told a person.
  private var sighted: Set<UInt32> = []
  /// The discrepancies that the pass has seen to be there still.
  var stillOpen: Set<UInt32> = []

  /// A pass starts.
  mutating func notePassStart(at instant: Instant) {
    passStart = instant
    found = 0
    resolved = 0
  }

  /// The executions of a pass are booked: what differs from here on is not explained by them.
  ///
  /// - Parameter isConclusive: whether every answer came: only then is a gap seen once more.
  mutating func startComparing(isConclusive: Bool) {
    isComparing = true
    countsGaps = isConclusive
    stillOpen.removeAll(keepingCapacity: true)
  }

  /// The pass has compared everything.
  ///
  /// - Parameters:
  ///   - isConclusive: whether what was not seen again is gone.
  ///   - listed: the orders that the pass was told of.
  mutating func finishComparing(isConclusive: Bool, listed: Snapshot<OrderReport>?, _ core: inout Core) {
    if isConclusive {
      resolveWhatIsGone(listed: listed, &core)
      countAwaited(core)
    }
    isComparing = false
    guard !gaps.isEmpty else { return }
    gaps = gaps.filter { order, _ in
      core.books.openDiscrepancy(Finding.Key(kind: .quantityMismatch, order: order)) != nil
    }
  }

  /// Opens a discrepancy, or notes that a known one is still there: the second sight of a fact does nothing
  /// (design, section 3, rule 8).
  ///
  /// - Returns: The number of the discrepancy.
  @discardableResult
  mutating func note(_ finding: Finding, reason: Word? = nil, _ core: inout Core) -> UInt32 {
    if let known = core.books.openDiscrepancy(finding.key) {
      if isComparing { stillOpen.insert(known.id) }
      if known.order != Event.none { absences[known.id] = nil }
      return known.id
    }
    let id = core.books.discrepancyCount + 1
    var discrepancy = Discrepancy(finding, id: id)
    let order = core.books.order(ClientOrderID(index: finding.key.order))
    discrepancy.impact = ImpactAssessment.impact(of: finding, order, core.configuration)
    discrepancy.level = Level.level(
      of: finding.key.kind, worth: discrepancy.impact,
      in: ImpactAssessment.currency(of: finding, order, core.configuration), core.configuration)
    discrepancy.reason = reason
    discrepancy.found = core.now
    core.commit(.discrepancy(.found(discrepancy)))
    found += 1
    if isComparing { stillOpen.insert(id) }
    return id
  }

  /// Opens a discrepancy, and tells a person if it was not open before: of an order of somebody else, or of one that was
  /// said to have ended, again when it has executed, and of what was thrown away never again.
  ///
  /// - Parameter newest: what the broker has told last of an order of somebody else, if the finding is from there.
  mutating func report(_ finding: Finding, reason: Word? = nil, newest: OrderReport? = nil, _ core: inout Core) {
    guard !core.books.isDiscarded(finding, reason: reason) else { return }
    let isNew = core.books.openDiscrepancy(finding.key) == nil
    let id = note(finding, reason: reason, &core)
    if isNew || finding.key.kind == .unknownOrder || finding.key.kind == .contradiction {
      core.tell(of: finding, id, reason: reason, newest: newest)
    }
  }

  /// Opens what a pass has seen that changes nothing, and tells a person at once: nobody looks again by himself.
  ///
  /// What is open already is news if it lies elsewhere apart: then it is another difference than the one that was told;
  /// or if a poll has seen it, and nobody was told so far. A ticket stays whoever's it is.
  mutating func sight(_ finding: Finding, _ core: inout Core) {
    let key = finding.key
    var id: UInt32
    if let known = core.books.openDiscrepancy(key) {
      id = known.id
      stillOpen.insert(id)
      if let ticket = core.books.ticket(ofDiscrepancy: id) {
        guard known.isAboutAccount, !finding.isApart(by: ticket.local, ticket.broker) else { return }
      } else if !known.isSame(as: finding) {
        resolve(id, kind: known.kind, &core)
        id = note(finding, &core)
        stillOpen.insert(id)
      } else if sighted.contains(id) {
        return
      }
    } else {
      id = note(finding, &core)
      stillOpen.insert(id)
    }
    sighted.insert(id)
    core.notify(
      key.kind, order: key.order, execution: key.execution, instrument: key.instrument, currency: key.currency,
      reason: .unconfirmed, discrepancy: id)
  }

  /// A pass that changes nothing is about to look.
  mutating func startLook() { stillOpen.removeAll(keepingCapacity: true) }

  /// A pass that changes nothing has seen all of the account that it looks at: what it told of before and does not see
  /// again is gone, or the same would be told no more if it came back.
  ///
  /// What a person has a ticket of is not ended by a look.
  mutating func endLook(at plan: PassPlan, _ core: inout Core) {
    for discrepancy in core.books.discrepancies
    where discrepancy.isAboutAccount && discrepancy.isRechecked && !stillOpen.contains(discrepancy.id)
      && core.books.ticket(ofDiscrepancy: discrepancy.id) == nil && plan.covers(discrepancy, core.configuration)
    {
      resolve(discrepancy.id, kind: discrepancy.kind, &core)
    }
  }

  /// Closes a discrepancy under the kind that it was found as.
  mutating func resolve(_ id: UInt32, of finding: Finding, by: Word, _ core: inout Core) {
    resolve(id, kind: core.books.openDiscrepancy(finding.key)?.kind ?? finding.key.kind, by: by, &core)
  }

  /// Closes a discrepancy.
  mutating func resolve(_ id: UInt32, kind: Word, by: Word = .auto, _ core: inout Core) {
    core.resolveTicket(ofDiscrepancy: id, by: by)
    core.commit(.discrepancy(.resolved(id: id, kind: kind, by: by)))
    resolved += 1
    stillOpen.remove(id)
    sighted.remove(id)
    absences[id] = nil
    awaited[id] = nil
  }

  /// Whether the pass that is compared has seen a discrepancy to be there still.
  func isStillOpen(_ id: UInt32) -> Bool { stillOpen.contains(id) }

  /// Whether an order that is known to lack executions explains a drift: not for longer than the few passes that bring
  /// them, whatever else is open meanwhile.
  func mayExplain(_ id: UInt32, _ configuration: EngineConfiguration) -> Bool {
    isStillOpen(id) && awaited[id, default: 0] < configuration.maximumRetries
  }

  private mutating func countAwaited(_ core: Core) {
    for discrepancy in core.books.discrepancies
    where discrepancy.kind == .quantityMismatch && discrepancy.order != Event.none {
      awaited[discrepancy.id, default: 0] += 1
    }
  }

  /// Leaves open what an answer could not say anything about.
  mutating func keepAccountDiscrepancies(_ core: Core) {
    stillOpen.formUnion(core.books.discrepancies.lazy.filter { $0.order == Event.none }.map(\.id))
  }

  /// Leaves open what is about a figure that is not compared any more: nobody has seen that it is gone.
  mutating func keepWhatIsLeftOut(_ core: Core) {
    guard core.configuration.reconciledInstruments != nil else { return }
    for discrepancy in core.books.discrepancies where discrepancy.isAboutAccount {
      let isCompared =
        discrepancy.instrument == Event.none
        ? core.configuration.compares(CurrencyID(index: discrepancy.currency))
        : core.configuration.compares(InstrumentID(index: discrepancy.instrument))
      if !isCompared { stillOpen.insert(discrepancy.id) }
    }
  }

  /// Leaves open what is about orders of which an answer with missing rows could not say anything.
  mutating func keepDiscrepancies(ofOrdersNotIn snapshot: Snapshot<OrderReport>, _ core: Core) {
    guard !core.books.discrepancies.isEmpty else { return }
    let listed = ListedOrders(snapshot, askedFor: core.books.discrepancies.count)
    for discrepancy in core.books.discrepancies where discrepancy.order != Event.none && !listed.has(discrepancy) {
      stillOpen.insert(discrepancy.id)
    }
  }

  /// Closes what the pass looked for and did not find again, and overfills of which the broker has taken back, or amended
  /// away, what was too much.
  ///
  /// An execution that was put aside is not looked for: a poll reads only what is new, so not seeing it again
  /// says nothing.
  private mutating func resolveWhatIsGone(listed: Snapshot<OrderReport>?, _ core: inout Core) {
    guard !core.books.discrepancies.isEmpty else { return }
    let listed = listed.map { ListedOrders($0, askedFor: core.books.discrepancies.count) }
    for discrepancy in core.books.discrepancies where isNoMore(discrepancy, listed: listed, core) {
      resolve(discrepancy.id, kind: discrepancy.kind, &core)
    }
  }

  private mutating func isNoMore(_ discrepancy: Discrepancy, listed: ListedOrders?, _ core: Core) -> Bool {
    // The books say so, whatever an answer lacks.
    if discrepancy.kind == .overfill { return core.books.isNoOverfill(discrepancy) }
    guard !stillOpen.contains(discrepancy.id), discrepancy.execution == Event.none, discrepancy.isRechecked else {
      return false
    }
    return discrepancy.order == Event.none || isGone(discrepancy, listed: listed, core)
  }

  /// Whether what is about an order is gone: of what a person was told a list that lacks the order says nothing, until as
  /// many in a row lack it as it takes to miss one.
  ///
  /// What somebody else's order has executed it has executed, whether or not it is listed still.
  private mutating func isGone(_ discrepancy: Discrepancy, listed: ListedOrders?, _ core: Core) -> Bool {
    guard let listed, !listed.has(discrepancy),
      let ticket = core.books.ticket(ofDiscrepancy: discrepancy.id)
    else { return true }
    guard discrepancy.kind != .unknownOrder || !ticket.broker.isPositive else { return false }
    absences[discrepancy.id, default: 0] += 1
    return absences[discrepancy.id, default: 0] >= core.configuration.missingConfirmations
  }
}

extension Books {
  /// Whether the order of an overfill has executed no more than was ordered, with all that was taken back since.
  fileprivate func isNoOverfill(_ discrepancy: Discrepancy) -> Bool {
    order(ClientOrderID(index: discrepancy.order)).map { $0.filled <= $0.mostOrdered } ?? false
  }
}

extension Discrepancy {
  /// The kinds that a pass checks anew each time, and so can find gone.
  private static let recheckedKinds: [Word] = [
    .quantityMismatch, .priceDiscrepancy, .termsMismatch, .statusInconsistency, .missingOrder, .missingPosition,
    .unknownOrder, .cashMismatch, .timingConflict,
  ]

  /// Whether it is about a figure of the account.
  var isAboutAccount: Bool { order == Event.none && execution == Event.none }

  /// Whether a finding about the same is no other difference: as far apart, with the same status at the broker.
  ///
  /// An order that is missing is so whatever it has executed.
  fileprivate func isSame(as finding: Finding) -> Bool {
    kind == .missingOrder || finding.isApart(by: local, broker) && finding.brokerStatus == brokerStatus
  }

  /// Whether a pass checks for it anew each time, and so can find it gone.
  var isRechecked: Bool { Discrepancy.recheckedKinds.contains(kind) }
}

extension Finding {
  /// Whether its figures lie as far apart as two others; if that cannot be told, whether they are the same.
  fileprivate func isApart(by local: Decimal, _ broker: Decimal) -> Bool {
    guard let mine = try? self.broker - self.local, let theirs = try? broker - local else {
      return self.local == local && self.broker == broker
    }
    return mine == theirs
  }
}
