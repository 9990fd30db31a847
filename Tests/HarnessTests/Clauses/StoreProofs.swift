import Reconciliation
import Trading

extension ClauseTests {
  /// A store that fails twice while a fill and a rejection come.
  private static let full = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      order-interval off
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 100 AAPL limit 150.00
      1s trader place B buy 100 AAPL limit 150.00
      2s store fail enospc for 2s
      2.1s broker fill A 40 at 150.00 exec E1
      2.2s broker reject B "margin call"
    """

  private static let slow = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      order-interval off
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      500ms store slow by 100ms for 10s
      1s trader place A buy 100 AAPL limit 150.00
      3s trader cancel A
    """

  static let storeProofs: [ClauseProof] = [
    ClauseProof(
      "record-once", says: "record 4 was handed to the store, and 3 is due",
      effects: Falsification.recorded { $0.sequence != 3 }),
    ClauseProof("record-once", says: "record 3 was handed to the store, and 5 is due") { turns in
      guard let entry = turns.firstEntry(3) else { return }
      turns.append([.persist(entry)]) { if case .streamUpdate(.execution) = $0.input { true } else { false } }
    },
    ClauseProof(
      "record-once", says: "record 3 is of +00:00:00.101, and it was made at +00:00:00.100",
      effects: Falsification.recorded { entry in
        if entry.sequence == 3 { entry.instant = entry.instant + .milliseconds(1) }
        return true
      }),
    ClauseProof(
      "record-once", says: "record 3 names timer as its cause, and that was response",
      effects: Falsification.recorded { entry in
        if entry.sequence == 3 { entry.cause = .timer }
        return true
      }),
    ClauseProof("record-once", full, says: "record 7 is not durable, and was not handed to the store again") { turns in
      guard let index = turns.firstIndex(where: { if case .timer(.store) = $0.input { true } else { false } }) else {
        return
      }
      turns[index] = turns[index].with([])
    },
    ClauseProof(
      "record-once", full,
      says: "record 8 was made by timer at +00:00:02.225, and nothing came then while the store failed",
      effects: Falsification.recorded { entry in
        if entry.sequence == 8 { entry.cause = .timer }
        return true
      }),
    ClauseProof(
      "record-once", full,
      says: "record 8 was made by stream at +00:00:02.224, and nothing came then while the store failed",
      effects: Falsification.recorded { entry in
        if entry.sequence == 8 { entry.instant = entry.instant + .milliseconds(-1) }
        return true
      }),
    ClauseProof(
      "failing-store", full, says: "B was about to be sent while the store failed",
      effects: Falsification.recorded { entry in
        if entry.sequence == 8 { entry.record = .order(.attempt(ClientOrderID(index: 1), number: 2)) }
        return true
      }),
    ClauseProof(
      "failing-store", full, says: "B was rejected as absent while the store failed",
      effects: Falsification.recorded { entry in
        guard entry.sequence == 8, case .order(.status(var change)) = entry.record else { return true }
        (change.source, change.reason) = (.policy, .absent)
        entry.record = .order(.status(change))
        return true
      }),
    ClauseProof("record-once", full, says: "record 7 was handed to a store that fails") { turns in
      guard let entry = turns.firstEntry(7) else { return }
      turns.append([.persist(entry)]) { if case .persistFailed = $0.input { true } else { false } }
    },
    ClauseProof("durable-first", slow, says: "cancel of A rests on record 4, and 3 is the last durable one") { turns in
      let request = Request(id: RequestID(3), content: .cancel(ClientOrderID(index: 0)), deadline: .origin)
      turns.append([.send(request)]) { if case .command(.cancel) = $0.input { true } else { false } }
    },
    ClauseProof("durable-first", slow, says: "order.updated rests on record 3, and 0 is the last durable one") {
      turns in
      guard let event = turns.lazy.flatMap(\.effects).compactMap({ $0.published(.orderUpdated) }).first else { return }
      turns.append([.publish(event)]) { $0.effects.contains { if case .persist = $0 { true } else { false } } }
    },
    ClauseProof(
      "durable-first", slow, says: "order.sent says seq=3, and 2 is the last durable record",
      effects: Falsification.logged(.orderSent) { $0.sequence += 1 }),
    ClauseProof("durable-first", says: "a checkpoint of record 3 was written, and 4 of 4 are durable") { effect in
      guard case .writeCheckpoint(let sequence) = effect else { return [effect] }
      return [.writeCheckpoint(upTo: sequence - 1)]
    },
    ClauseProof(
      "checkpoint-due", says: "no checkpoint of record 4, after 1 executions and 4 records since the last",
      effects: Falsification.without { if case .writeCheckpoint = $0 { true } else { false } }),
    ClauseProof(
      "checkpoint-due", full, says: "two checkpoints in one turn",
      effects: Falsification.twice { if case .writeCheckpoint = $0 { true } else { false } }),
    ClauseProof("checkpoint-due", says: "a checkpoint of record 4, after 0 executions and 1 records since the last") {
      turns in
      guard
        let checkpoint = turns.lazy.flatMap(\.effects).first(where: {
          if case .writeCheckpoint = $0 { true } else { false }
        })
      else { return }
      turns.append([checkpoint]) { if case .command = $0.input { true } else { false } }
    },
    ClauseProof(
      "store-retry", full, says: "the store failed, and nothing tries it again",
      effects: Falsification.without { $0.sets { $0 == .store } }),
    ClauseProof(
      "store-retry", full, says: "the store is tried again at +00:00:03.124, and +00:00:03.125 is due after failure 1",
      effects: Falsification.moved(by: .milliseconds(-1)) { $0 == .store }),
    ClauseProof("store-retry", full, says: "the store was to be tried again at +00:00:00.000, and works") { turns in
      turns.append([.setTimer(.store, at: .origin)]) { if case .command = $0.input { true } else { false } }
    },
    ClauseProof(
      "store-alert", full, says: "risk.alert kind=store-failure reason=no-space is due, and was not told",
      effects: Falsification.without { $0.told(.storeFailure) != nil }),
    ClauseProof(
      "store-alert", full,
      says:
        "risk.alert kind=store-failure reason=io-error was told, and risk.alert kind=store-failure reason=no-space is due",
      effects: Falsification.told(.storeFailure) { $0.reason = .ioError }),
    ClauseProof(
      "store-alert", full, says: "risk.alert kind=store-failure reason=no-space was told, and none of the store is due",
      effects: Falsification.twice { $0.told(.storeFailure) != nil }),
    ClauseProof(
      "alert", full,
      says: "the store failed, and risk.alert kind=status-inconsistency of record 8 was not told at once",
      effects: Falsification.without { $0.told(.statusInconsistency) != nil }),
    ClauseProof(
      "alert", full,
      says:
        "risk.alert kind=status-inconsistency reason=rejected was told while the store failed, and no record calls for it",
      effects: Falsification.twice { $0.told(.statusInconsistency) != nil }),
    ClauseProof(
      "condition", full, says: "engine.halted says reason=io-error, and no-space is due",
      effects: Falsification.logged(.engineHalted) { $0.reason = .ioError }),
  ]
}

extension [EngineTurn] {
  /// The record of a number, as it was handed first.
  fileprivate func firstEntry(_ sequence: UInt64) -> JournalEntry? {
    for effect in lazy.flatMap(\.effects) {
      if case .persist(let entry) = effect, entry.sequence == sequence { return entry }
    }
    return nil
  }
}
