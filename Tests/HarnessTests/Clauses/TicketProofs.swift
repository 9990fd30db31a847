import Reconciliation
import Trading

extension ClauseTests {
  /// A ticket that rises twice, one that is told again, and what persons do about both.
  private static let tickets = """
    scenario "test"
      mode live
      broker scripted
      ends 40s
    engine
      drift-policy review
      escalation-time 10s
      remind-every 8s
    setup
      both cash USD 100000.00
      operator ANNA is supervisor
      operator CARL is viewer
      market AAPL 149.99 150.01
    timeline
      1s broker adjust cash USD -20.00 note "fee"
      16s operator acknowledge T1 by CARL
      17s operator acknowledge T7 by ANNA
      18s operator acknowledge T1 by ANNA
      19s operator resolve T1 as ignore note "small" by ANNA
      20s operator stop by ANNA
      25s operator release by ANNA
    """

  /// A drift that the limit of the day holds back, and that is tried again.
  private static let retried = """
    scenario "test"
      mode live
      broker scripted
      ends 40s
    engine
      max-auto-correction-per-day 1
      ticket-retries 1
      ticket-retry-interval 10s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s broker adjust cash USD -20.00 note "fee"
    """

  /// A person wants the broker's figure.
  private static let accepted = tickets.replacing(
    "resolve T1 as ignore note \"small\"", with: "resolve T1 as accept-broker")

  /// A fee within the limit, which the second answer about the account confirms.
  private static let charged = """
    scenario "test"
      mode live
      broker scripted
      ends 40s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s broker adjust cash USD -20.00 note "fee"
    """

  /// The first answer that tells of the fee has told of none.
  private static func shownOnce(_ turns: inout [EngineTurn]) {
    for index in turns.indices {
      guard case .response(let id, .account(var report)) = turns[index].input, report.cash != [Decimal(100_000)] else {
        continue
      }
      report.cash = [Decimal(100_000)]
      turns[index] = EngineTurn(
        instant: turns[index].instant, input: .response(id, .account(report)), effects: turns[index].effects,
        checkpoint: turns[index].checkpoint)
      return
    }
  }

  static let ticketProofs: [ClauseProof] = [
    ClauseProof(
      "sight-confirmed", charged,
      says: "the balance in USD was taken over as 99980, and differed so in 1 of 2 answers", falsify: shownOnce),
    ClauseProof(
      "decision-kept", accepted, says: "T1 is decided as ignore, and its figure was taken over",
      effects: Falsification.stepped(.decided) { $0.decision = .ignore }),
    ClauseProof(
      "decision-kept", accepted, says: "T1 is decided as accept-local, and its figure was taken over",
      effects: Falsification.stepped(.decided) { $0.decision = .acceptLocal }),
    ClauseProof(
      "ticket-steps", retried, says: "T1 is to be retried, and was not",
      effects: Falsification.recorded { !$0.isStep(.retried) }),
    ClauseProof(
      "ticket-steps", retried, says: "T1 was retried, and that is not due",
      effects: Falsification.stepped(.retried) { $0.attempts = 2 }),
    ClauseProof(
      "ticket-steps", tickets, says: "T1 is to be reminded, and was not",
      effects: Falsification.recorded { !$0.isStep(.reminded) }),
    ClauseProof(
      "ticket-steps", tickets, says: "T1 is to be escalated, and was not",
      effects: Falsification.recorded { !$0.isStep(.escalated) }),
    ClauseProof(
      "ticket-steps", tickets, says: "T1 is to be acknowledged, and was not",
      effects: Falsification.recorded { !$0.isStep(.acknowledged) }),
    ClauseProof(
      "ticket-steps", tickets, says: "T1 was decided, and that is not due",
      effects: Falsification.stepped(.decided) { $0.note = Event.none }),
    ClauseProof(
      "ticket-steps", tickets, says: "T1 was escalated, and that is not due",
      effects: Falsification.stepped(.escalated) { $0.level = .emergency }),
    ClauseProof(
      "ticket-steps", tickets, says: "acknowledge was refused as invalid, and no-such-ticket is due",
      effects: Falsification.logged(.operatorRefused) { if $0.reason == .noSuchTicket { $0.reason = .invalid } }),
    ClauseProof(
      "ticket-steps", tickets, says: "what a person wants is no-such-ticket, and was not refused",
      effects: Falsification.without { $0.logged(.operatorRefused)?.reason == .noSuchTicket }),
    ClauseProof(
      "ticket-steps", tickets, says: "tickets are looked at at +00:00:12.051, and one is due at +00:00:12.050",
      effects: Falsification.moved(by: .milliseconds(1)) { $0 == .tickets }),
    ClauseProof(
      "operator-orders", tickets, says: "acknowledge is to be refused as role, and was not",
      effects: Falsification.without { $0.logged(.operatorRefused)?.reason == .role }),
    ClauseProof(
      "operator-orders", tickets, says: "operator.refused request=acknowledge reason=role is not due",
      effects: Falsification.logged(.operatorRefused) { if $0.reason == .role { $0.person = Event.none } }),
    ClauseProof(
      "operator-orders", tickets, says: "record 8 says stop on, and no operator has said so",
      effects: Falsification.recorded { entry in
        if case .control(.stop(true, _)) = entry.record { entry.record = .control(.stop(true, by: Event.none)) }
        return true
      }),
    ClauseProof(
      "condition", tickets, says: "engine.halted says reason=operator, and stopped is due",
      effects: Falsification.logged(.engineHalted) { $0.reason = .operator }),
  ]
}

extension Falsification {
  /// Changes the tickets of a step.
  fileprivate static func stepped(
    _ wanted: TicketStep, _ change: @escaping @Sendable (inout Ticket) -> Void
  ) -> Change {
    recorded { entry in
      guard case .ticket(.stepped(var ticket, wanted)) = entry.record else { return true }
      change(&ticket)
      entry.record = .ticket(.stepped(ticket, wanted))
      return true
    }
  }
}

extension JournalEntry {
  fileprivate func isStep(_ wanted: TicketStep) -> Bool {
    if case .ticket(.stepped(_, wanted)) = record { true } else { false }
  }
}
