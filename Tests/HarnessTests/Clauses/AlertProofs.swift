import Reconciliation
import Trading

extension ClauseTests {
  private static let rejection = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      order-interval off
      missing-confirmations 2
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 10 AAPL limit 150.00
      1s trader place B buy 10 AAPL limit 150.00
      2s broker reject A "margin call"
      3s broker fill B 12 overfill at 150.00 exec E2
    """

  /// An order whose execution no answer ever has.
  private static let gap = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      missing-confirmations 2
    setup
      both cash USD 100000.00
      both order A buy 10 AAPL limit 150.00 accepted
      market AAPL 149.99 150.01
    timeline
      1s net drop stream fill of A next 1
      1s broker snapshot omits A of executions for 18s
      1.5s broker fill A 3 at 150.00 exec E1
    """

  static let alertProofs: [ClauseProof] = [
    ClauseProof(
      "alert", rejection, says: "risk.alert kind=status-inconsistency of record 7 is due, and was not told",
      effects: Falsification.without { $0.told(.statusInconsistency) != nil }),
    ClauseProof(
      "alert", rejection,
      says: "risk.alert kind=status-inconsistency reason=rejected was told, and nothing calls for it",
      effects: Falsification.twice { $0.told(.statusInconsistency) != nil }),
    ClauseProof(
      "alert", rejection,
      says: "risk.alert kind=status-inconsistency reason=absent was told, and reason=rejected is due",
      effects: Falsification.told(.statusInconsistency) { $0.reason = .absent }),
    ClauseProof(
      "alert", rejection,
      says: "risk.alert kind=status-inconsistency reason=rejected was told, and nothing calls for it",
      effects: Falsification.told(.statusInconsistency) { $0.order = 1 }),
    ClauseProof(
      "alert", rejection, says: "risk.alert kind=overfill id=D1 was told, and nothing calls for it",
      effects: Falsification.told(.overfill) { $0.execution = Event.none }),
    ClauseProof(
      "alert", rejection, says: "risk.alert kind=overfill id=D2 was told, and nothing calls for it",
      effects: Falsification.told(.overfill) { $0.discrepancy = 2 }),
    ClauseProof("alert", rejection, says: "risk.alert kind=overfill id=D1 was told before record 10 was durable") {
      turns in
      guard let alert = turns.lazy.flatMap(\.effects).first(where: { $0.told(.overfill) != nil }) else { return }
      turns.append([alert]) { $0.effects.contains { $0.ticket != nil } }
    },
    ClauseProof(
      "alert", rejection, says: "risk.alert kind=overfill id=D1 of record 10 is due, and was not told",
      effects: Falsification.without { $0.told(.overfill) != nil }),
    ClauseProof(
      "gap-alert", gap, says: "a ticket about the gap of A is due, and there is none",
      effects: Falsification.without { $0.ticket != nil }),
    ClauseProof(
      "gap-alert", gap, says: "the ticket about the gap of A says otherwise than is due",
      effects: Falsification.ticketed { $0.reason = nil }),
    ClauseProof(
      "gap-alert", gap, says: "the ticket about the gap of A says otherwise than is due",
      effects: Falsification.ticketed { $0.level = .emergency }),
    ClauseProof(
      "gap-alert", gap, says: "the ticket about the gap of A says otherwise than is due",
      effects: Falsification.ticketed { $0.broker = .one }),
    ClauseProof("gap-alert", gap, says: "a ticket about the gap of A is not due") { $0.openTicketEarly() },
    ClauseProof(
      "ticket-life", rejection,
      says:
        "a ticket: D1 overfill for nothing, warning, 10 here and 12 there, opened +00:00:03.025, told +00:00:03.025 "
        + "is due, and was not done",
      effects: Falsification.without { $0.ticket != nil }),
    ClauseProof(
      "ticket-life", rejection, says: "T2 came after T0", effects: Falsification.ticketed { $0.id += 1 }),
    ClauseProof(
      "ticket-life", rejection,
      says:
        "a ticket: D1 overfill for nothing, critical, 10 here and 12 there, opened +00:00:03.025, told +00:00:03.025 "
        + "is not due: a ticket: D1 overfill for nothing, warning, 10 here and 12 there, opened +00:00:03.025, told "
        + "+00:00:03.025 is",
      effects: Falsification.ticketed { $0.level = .critical }),
  ]
}

extension Falsification {
  /// Changes the tickets that people are told of.
  static func ticketed(_ change: @escaping @Sendable (inout Ticket) -> Void) -> Change {
    recorded { entry in
      switch entry.record {
      case .ticket(.opened(var ticket)):
        change(&ticket)
        entry.record = .ticket(.opened(ticket))
      case .ticket(.updated(var ticket)):
        change(&ticket)
        entry.record = .ticket(.updated(ticket))
      default: break
      }
      return true
    }
  }
}

extension EngineEffect {
  /// The entry of a ticket that opens, if it is one.
  var ticket: JournalEntry? {
    if case .persist(let entry) = self, case .ticket(.opened) = entry.record { entry } else { nil }
  }
}

extension [EngineTurn] {
  /// Opens a ticket already where its discrepancy is found.
  mutating func openTicketEarly() {
    guard var entry = lazy.flatMap(\.effects).lazy.compactMap(\.ticket).first,
      let early = firstIndex(where: { $0.effects.contains(where: \.isOfDiscrepancy) }),
      let last = self[early].effects.lastIndex(where: \.isOfDiscrepancy),
      case .persist(let before) = self[early].effects[last]
    else { return }
    entry.sequence = before.sequence + 1
    var effects = self[early].effects
    effects.insert(.persist(entry), at: last + 1)
    self[early] = self[early].with(effects)
  }
}
