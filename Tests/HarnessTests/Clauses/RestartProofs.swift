import Reconciliation
import Trading

extension ClauseTests {
  /// Kills after a send, and after a rejection has become durable.
  private static let kills = """
    scenario "test"
      mode paper
      broker scripted-unique
      ends 20s
    engine
      checkpoint-every 100
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s engine crash at send.before of A down 1s
      1s trader place A buy 100 AAPL limit 150.00
      5s engine crash at persist.after down 1s
      6s broker reject A "margin call"
    """

  /// A kill after the end of a cancel that never got through has become durable.
  private static let intentKilled = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      checkpoint-every 100
      request-timeout 1s
      max-retries 0
      order-interval off
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 100 AAPL limit 150.00
      2s net drop requests cancel next 1
      2s trader cancel A
      2.5s engine crash at persist.after of A down 1s
    """

  static let restartProofs: [ClauseProof] = [
    ClauseProof(
      "alert", intentKilled, says: "risk.alert kind=status-inconsistency of record 5 is due, and was not told",
      effects: Falsification.without { $0.told(.statusInconsistency) != nil }),
    ClauseProof(
      "event-of-record", intentKilled, says: "order.unchanged of record 5 says request=replace, and cancel is due",
      effects: { effect in
        guard var event = effect.published(.orderUnchanged) else { return [effect] }
        event.subject = .replace
        return [.publish(event)]
      }),
    ClauseProof(
      "engine-start", kills, says: "engine.started is due before anything else of a start",
      effects: Falsification.silent(.engineStarted)),
    ClauseProof(
      "engine-start", kills,
      says: "engine.started says reason=start seq=0 records=1, and reason=start seq=0 records=0 is due",
      effects: Falsification.logged(.engineStarted) { $0.number += 1 }),
    ClauseProof(
      "engine-start", kills,
      says: "engine.started says reason=start seq=1 records=0, and reason=start seq=0 records=0 is due",
      effects: Falsification.logged(.engineStarted) { $0.sequence += 1 }),
    ClauseProof(
      "engine-start", kills,
      says: "engine.started says reason=restart seq=0 records=0, and reason=start seq=0 records=0 is due",
      effects: Falsification.logged(.engineStarted) { $0.reason = .restart }),
    ClauseProof(
      "engine-start", kills, says: "A was on its way when the process ended, and is not unknown",
      effects: Falsification.recorded { entry in
        if case .order(.status(let change)) = entry.record { change.source != .replay } else { true }
      }),
    ClauseProof(
      "engine-start", kills, says: "record 3 makes A unknown from replay, and A unknown is due",
      effects: Falsification.recorded { entry in
        guard case .order(.status(var change)) = entry.record, change.source == .replay else { return true }
        change.reason = .timeout
        entry.record = .order(.status(change))
        return true
      }),
    ClauseProof(
      "events-again", kills, says: "the event of record 7 was not published again"
    ) { turns in
      guard let index = turns.lastIndex(where: { if case .started = $0.input { true } else { false } }) else { return }
      turns[index] = turns[index].with(turns[index].effects.filter { $0.published(.orderRejected) == nil })
    },
    ClauseProof("events-again", kills, says: "order.rejected of record 7 was published at a start, and nothing is due")
    { turns in
      guard let index = turns.lastIndex(where: { if case .started = $0.input { true } else { false } }) else { return }
      turns[index] = turns[index].with(
        turns[index].effects.flatMap { $0.published(.orderRejected) == nil ? [$0] : [$0, $0] })
    },
    ClauseProof(
      "alert", kills, says: "risk.alert kind=status-inconsistency of record 7 is due, and was not told",
      effects: Falsification.without { $0.told(.statusInconsistency) != nil }),
  ]
}
