import Reconciliation
import Trading

extension ClauseTests {
  /// A halt, its end while the stream is down, and the stream's return.
  private static let halts = """
    scenario "test"
      mode paper
      broker scripted
      ends 30s
    engine
      stream-silence 6s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s operator halt
      2s net drop stream for 20s
      12s operator resume
    """

  private static let seenThrice = """
    scenario "test"
      mode live
      broker scripted
      ends 10s
    engine
      drift-confirmations 3
      drift-policy review
    setup
      both cash USD 100000.00
      both position AAPL 100 at 148.00
      broker cash USD 90000.00
      market AAPL 149.99 150.01
    timeline
      9s market AAPL 149.98 150.00
    """

  private static let unsent = """
    scenario "test"
      mode paper
      broker scripted
      ends 10s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s engine crash at send.before of A down 1s
      1s trader place A buy 10 AAPL limit 150.00
    """

  static let conditionProofs: [ClauseProof] = [
    ClauseProof(
      "condition", halts, says: "the engine says that it is ready, and halted is due",
      effects: Falsification.silent(.engineHalted)),
    ClauseProof(
      "condition", halts, says: "engine.halted says reason=nothing, and operator is due",
      effects: Falsification.logged(.engineHalted) { $0.reason = nil }),
    ClauseProof(
      "condition", halts, says: "engine.degraded says reason=failed, and silence is due",
      effects: Falsification.logged(.engineDegraded) { $0.reason = .failed }),
    ClauseProof(
      "condition", halts, says: "engine.recovered says reason=operator, and none is due",
      effects: Falsification.logged(.engineRecovered) { $0.reason = .operator }),
    ClauseProof("condition", halts, says: "engine.recovered was logged while the engine was halted, and halted is due")
    { turns in
      turns.append([.log(Event(.engineRecovered))]) {
        if case .operatorCommand(.halt, _) = $0.input { true } else { false }
      }
    },
    ClauseProof(
      "operator-orders", halts, says: "an operator said halt on, and that was not recorded",
      effects: Falsification.recorded { entry in if case .control = entry.record { false } else { true } }),
    ClauseProof("operator-orders", halts, says: "record 3 says halt on, and no operator has said so") { turns in
      let entry = JournalEntry(
        sequence: 3, instant: .origin + .seconds(12), cause: .operator, record: .control(.halt(true)))
      turns.append([.persist(entry)]) { if case .operatorCommand(.resume, _) = $0.input { true } else { false } }
    },
    ClauseProof(
      "stream-life", halts, says: "stream.lost is due, and was not logged", effects: Falsification.silent(.streamLost)),
    ClauseProof(
      "stream-life", halts, says: "stream.lost says reason=reset, and silence is due",
      effects: Falsification.logged(.streamLost) { $0.reason = .reset }),
    ClauseProof(
      "stream-life", halts, says: "stream.restored is due, and was not logged",
      effects: Falsification.silent(.streamRestored)),
    ClauseProof("stream-life", says: "stream.lost was logged, and nothing has changed about the stream") { turns in
      turns.append([.log(Event(.streamLost))]) { if case .streamUpdate(.execution) = $0.input { true } else { false } }
    },
    ClauseProof(
      "startup", seenThrice, says: "engine.ready was logged when a drift had been seen in 1 of 3 passes in a row"
    ) {
      turns in
      turns.append([.log(Event(.engineReady))]) { $0.effects.contains { $0.logged(.reconcileFinished) != nil } }
    },
    ClauseProof(
      "ready-takes-up", unsent, says: "the outcome of A is unknown, and it was not asked for",
      effects: Falsification.sent { $0.content.kind != .query }),
    ClauseProof(
      "drift-alert", seenThrice,
      says: "a ticket: D1 cash-mismatch for mismatch, emergency, 100000 here and 90000 there, "
        + "opened +00:00:03.100, told +00:00:03.100 is due, and was not done",
      effects: Falsification.without { $0.ticket != nil }),
    ClauseProof(
      "drift-alert", seenThrice,
      says: "a ticket: D1 cash-mismatch for day-limit, emergency, 100000 here and 90000 there, "
        + "opened +00:00:03.100, told +00:00:03.100 is not due: "
        + "a ticket: D1 cash-mismatch for mismatch, emergency, 100000 here and 90000 there, "
        + "opened +00:00:03.100, told +00:00:03.100 is",
      effects: Falsification.ticketed { $0.reason = .dayLimit }),
    ClauseProof(
      "drift-alert", seenThrice,
      says: "a ticket: D7 cash-mismatch for mismatch, emergency, 100000 here and 90000 there, "
        + "opened +00:00:03.100, told +00:00:03.100 is not due: "
        + "a ticket: D1 cash-mismatch for mismatch, emergency, 100000 here and 90000 there, "
        + "opened +00:00:03.100, told +00:00:03.100 is",
      effects: Falsification.ticketed { $0.discrepancy = 7 }),
    ClauseProof(
      "drift-alert", seenThrice,
      says: "a ticket: D1 cash-mismatch for mismatch, no level, 100000 here and 90000 there, "
        + "opened +00:00:03.100, told +00:00:03.100 is not due: "
        + "a ticket: D1 cash-mismatch for mismatch, emergency, 100000 here and 90000 there, "
        + "opened +00:00:03.100, told +00:00:03.100 is",
      effects: Falsification.ticketed { $0.level = nil }),
    // In the first pass that sees it.
    ClauseProof(
      "drift-alert", seenThrice,
      says: "a ticket: D1 cash-mismatch for mismatch, emergency, 100000 here and 90000 there, "
        + "opened +00:00:03.100, told +00:00:03.100 is not due"
    ) { $0.openTicketEarly() },
    ClauseProof(
      "alert", limited,
      says: "risk.alert kind=quantity-mismatch reason=pass-limit id=D2 was told before record 7 was durable"
    ) { turns in
      guard let alert = turns.lazy.flatMap(\.effects).first(where: { $0.told(.quantityMismatch) != nil }) else {
        return
      }
      turns.append([alert]) { $0.effects.contains { $0.ticket != nil } }
    },
    ClauseProof(
      "startup", seenThrice, says: "no drift waits, and the engine is not ready",
      effects: Falsification.silent(.engineReady)),
  ]
}
