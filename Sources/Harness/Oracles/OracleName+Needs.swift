public import Reconciliation
public import Simulation

/// What an oracle or a relation has to see of an engine before it can say anything about it.
public struct JudgeNeeds: Hashable, Sendable {
  /// The events that it reads.
  public var events: Set<EventKind> = []
  /// The kinds of record that it reads.
  public var records: Set<Word> = []
  /// What it looks at in the engine's statement.
  public var figures: Set<EngineAbilities.Figure> = []
  /// Whether it reads our journal.
  public var needsOurJournal = false

  /// Makes needs.
  public init(
    events: Set<EventKind> = [], records: Set<Word> = [], figures: Set<EngineAbilities.Figure> = [],
    needsOurJournal: Bool = false
  ) {
    self.events = events
    self.records = records
    self.figures = figures
    self.needsOurJournal = needsOurJournal
  }

  /// What an engine lacks of it, as the end of a sentence; nil if it has all.
  public func lack(of abilities: EngineAbilities) -> String? {
    if needsOurJournal, !abilities.hasOurJournal { return "the journal of TrueUp" }
    let events = self.events.subtracting(abilities.events).map { "the event `\($0.name)`" }.sorted()
    let records = self.records.subtracting(abilities.records).map { "the record `\($0.text)`" }.sorted()
    let figures = self.figures.subtracting(abilities.figures).map { "the figures `\($0.rawValue)`" }.sorted()
    let all = figures + records + events
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }
}

extension OracleName {
  /// What the oracle has to see of an engine.
  public var needs: JudgeNeeds {
    switch self {
    case .execOnce: JudgeNeeds(events: [.fillApplied], figures: [.orders, .executions])
    case .fillsSumToPosition: JudgeNeeds(events: [.fillApplied], figures: [.orders, .executions, .positions])
    case .cashFollowsFills: JudgeNeeds(events: [.fillApplied], figures: [.orders, .executions, .cash])
    case .basisFollowsFills: JudgeNeeds(events: [.fillApplied], figures: [.orders, .executions, .positions, .costs])
    case .legalTransitions: JudgeNeeds(records: [.status], figures: [.orders])
    case .noFalseTerminal:
      JudgeNeeds(events: [.orderCancelled, .orderRejected, .orderExpired], figures: [.orders])
    case .oneOrderPerIntent: JudgeNeeds(events: [.orderSent, .orderResent, .orderLookup, .orderAbsent])
    case .olderNeverOverwritesNewer:
      JudgeNeeds(events: [.fillApplied], records: [.status, .execution], figures: [.orders, .executions])
    case .durableBeforeVisible: JudgeNeeds(events: [.orderSent], records: [.attempt])
    case .noUnapprovedCorrection:
      JudgeNeeds(events: [.positionSynced, .cashSynced], records: [.position, .cash], figures: [.positions, .cash])
    case .noFalseMatch: JudgeNeeds(events: [.reconcileStarted, .reconcileFinished], figures: [.orders, .differences])
    case .noFalseDiscrepancy:
      JudgeNeeds(events: [.fillQuarantined, .reconcileFinished], figures: [.orders, .differences])
    case .correctionAtomic:
      JudgeNeeds(events: [.engineStarted, .reconcileFinished], records: [.position], figures: [.positions])
    case .restartEquivalence: JudgeNeeds(events: [.engineStarted], figures: [.orders, .executions, .positions, .cash])
    case .secondPassIsEmpty: JudgeNeeds(events: [.reconcileStarted, .reconcileFinished], figures: [.differences])
    // What an engine does not tell its requests do.
    case .boundedWork, .noUnaskedOrder: JudgeNeeds()
    case .converges: JudgeNeeds(figures: [.orders, .positions, .cash])
    case .everyOrderResolves: JudgeNeeds(figures: [.orders])
    case .noLostCommand: JudgeNeeds(events: [.orderRefused], figures: [.orders])
    case .noLostEvent, .publishedOnce:
      JudgeNeeds(
        events: [.orderUpdated, .orderFilled, .orderCancelled, .orderRejected, .orderExpired],
        records: [.status, .execution])
    case .quietAtEnd: JudgeNeeds(figures: [.requestTimers])
    case .noLostTicket, .toldOnce:
      JudgeNeeds(
        events: [.ticketOpened, .ticketUpdated, .ticketResolved], records: [.ticket], figures: [.tickets, .differences])
    case .passReport, .monitoring: JudgeNeeds(events: [.reconcileStarted, .reconcileFinished], figures: [.passes])
    case .positionFeatures: JudgeNeeds(events: [.reconcileFinished], figures: [.passes], needsOurJournal: true)
    }
  }
}

/// Who judges an engine, and what those who do not would have to see of it.
public struct Judges: Sendable {
  /// The oracles and relations that judge the engine.
  public let present: [String]
  /// Those that do not, and why, as the end of a sentence: what the engine lacks for them, or what its author says.
  public let absent: [(name: String, reason: String)]
  /// Whether the clauses of the specification judge it.
  public let includeClauses: Bool

  /// Why an invariant of a name cannot judge the engine, as the end of a sentence; nil if it can.
  public func reason(against name: String) -> String? {
    if let reason = absent.first(where: { $0.name == name })?.reason { return reason }
    return present.contains(name) || includeClauses ? nil : "lacks the journal of TrueUp"
  }

  /// Finds out who can judge an engine.
  public init(of abilities: EngineAbilities) {
    let all =
      OracleName.allCases.map { ($0.rawValue, $0.needs) }
      + Relation.all.map { ($0.name, $0.needs) }
    func reason(_ name: String, _ needs: JudgeNeeds) -> String? {
      if let lack = needs.lack(of: abilities) { return "lacks \(lack)" }
      return abilities.notJudgedBy[name].map { "does not apply: \($0)" }
    }
    present = all.filter { reason($0.0, $0.1) == nil }.map(\.0)
    absent = all.compactMap { name, needs in reason(name, needs).map { (name, $0) } }
    includeClauses = abilities.hasOurJournal
  }
}
