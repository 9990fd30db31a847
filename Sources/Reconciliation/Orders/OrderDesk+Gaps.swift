import Trading

/// An executed quantity that a report outside of passes has told, and that the books lacked then.
struct ToldGap: Sendable {
  var slot: Int
  var gap: FillGap
  /// The last pass that had started by then.
  var pass: Int
  /// What the passes since then have said of it.
  var sights = GapSights()
  /// Whether its discrepancy was opened, which lasts as long as the gap does.
  var isOpen = false

  /// How much is executed in all.
  var filled: Decimal { gap.filled }
  /// The change at the broker that the report told of.
  var asOf: BrokerSequence { gap.asOf }
}

/// How many passes with all their answers have left a gap open, and how many of those have shown that no channel tells
/// the executions that it lacks.
struct GapSights: Sendable {
  private(set) var looks = 0
  private(set) var proofs = 0

  /// One more pass has left it open.
  ///
  /// - Parameter isProof: whether its answers were as new as what has told of the gap.
  mutating func note(isProof: Bool) {
    looks += 1
    if isProof { proofs += 1 }
  }

  /// Why a person is told: the executions are missing, or nobody can say, since as many answers as prove it, and as many
  /// repeats, were never new enough; nil before that.
  func reason(_ configuration: EngineConfiguration) -> Word? {
    if proofs >= configuration.missingConfirmations { return .mismatch }
    return looks >= configuration.missingConfirmations + configuration.maximumRetries ? .incomplete : nil
  }
}

extension OrderDesk {
  /// A gap seen outside a pass does not wait for the next one: only a pass can tell which executions are missing.
  ///
  /// Once for each gap: an answer that hides the executions would else be asked for in a loop (rule 10).
  mutating func noteGap(_ report: OrderReport, _ slot: Int, source: Word, _ core: inout Core) {
    guard report.filled > core.books.orders[slot].filled, source != .poll, tracking[slot].askedFor != report.filled
    else { return }
    tracking[slot].askedFor = report.filled
    let isOpen = toldGaps.contains { $0.slot == slot && $0.isOpen }
    toldGaps.removeAll { $0.slot == slot }
    toldGaps.append(ToldGap(slot: slot, gap: gap(told: report, slot), pass: passCount, isOpen: isOpen))
    core.followUps.append(.startPass(.mismatch))
  }

  /// What a report tells to be executed of an order, with what is known of its executions.
  func gap(told report: OrderReport, _ slot: Int) -> FillGap {
    FillGap(report, knownUpTo: tracking[slot].knownUpTo)
  }

  /// Takes up the gaps that recovery found open: an answer that has nothing of the order does not end them.
  mutating func restoreGaps(_ core: Core) {
    for discrepancy in core.books.discrepancies where discrepancy.kind == .quantityMismatch {
      guard let slot = core.books.slot(of: ClientOrderID(index: discrepancy.order)) else { continue }
      let told = core.books.ticket(ofDiscrepancy: discrepancy.id)?.broker ?? discrepancy.broker
      guard told > core.books.orders[slot].filled else { continue }
      toldGaps.append(ToldGap(slot: slot, gap: FillGap(filled: told), pass: passCount, isOpen: true))
    }
  }

  /// Takes from the gaps those that a pass has settled: the executions have come, or an answer tells of the order as of
  /// the report or later, so that what differs still the pass itself has found.
  ///
  /// What a report tells while a pass runs, the next one asks for.
  ///
  /// - Parameter cursor: up to which change at the broker all executions are known.
  /// - Returns: The newest change at the broker that a report told of before the pass had started and whose executions
  ///   the pass has not brought; nil if there is none.
  mutating func settleGaps(
    after pass: ReconciliationPass, executionsKnownUpTo cursor: BrokerSequence, _ core: Core
  ) -> BrokerSequence? {
    guard !toldGaps.isEmpty else { return nil }
    toldGaps.removeAll { core.books.orders[$0.slot].filled >= $0.filled }
    let asked = toldGaps.filter { $0.pass < passCount }
    toldGaps.removeAll { gap in
      gap.pass < passCount && pass.orders.map { OrderDesk.tells($0, of: gap, core.books.orders[gap.slot]) } ?? false
    }
    for index in toldGaps.indices where toldGaps[index].pass < passCount {
      let asOf = toldGaps[index].asOf
      let isProof = asOf <= cursor && pass.orders.map { SnapshotRule.isWhole($0, since: asOf) } ?? false
      toldGaps[index].sights.note(isProof: isProof)
      toldGaps[index].isOpen =
        toldGaps[index].isOpen || isProof || toldGaps[index].sights.reason(core.configuration) != nil
    }
    return asked.map(\.asOf).max()
  }

  /// The gaps that have outlasted a pass and of which its answers have told nothing.
  var lastingGaps: [ToldGap] { toldGaps.filter(\.isOpen) }

  /// A report tells how much of an order is executed: if all that is in the books, so is what came before.
  mutating func noteKnown(_ report: OrderReport, _ slot: Int, _ core: Core) {
    if report.filled == core.books.orders[slot].filled { tracking[slot].knownUpTo = report.sequence }
  }

  /// Whether gaps are left that are still to be asked for: neither is it sure that nobody tells the executions, nor were
  /// they given up.
  func asksForGaps(_ configuration: EngineConfiguration) -> Bool {
    toldGaps.contains { $0.pass < passCount && $0.sights.reason(configuration) == nil }
  }

  private static func tells(_ snapshot: Snapshot<OrderReport>, of gap: ToldGap, _ order: ManagedOrder) -> Bool {
    snapshot.answer.contains { report in
      report.order == order.id && report.sequence >= gap.asOf && !OrderDetector.isOther(report, than: order)
        && StatusRule.isBelievable(report, order)
    }
  }
}
