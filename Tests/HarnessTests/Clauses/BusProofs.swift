import Reconciliation
import Trading

extension ClauseTests {
  /// A bus that fails twice while two fills come.
  private static let failing = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      order-interval off
      bus-backlog 2
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 100 AAPL limit 150.00
      2s bus fail for 2s
      2.1s broker fill A 40 at 150.00 exec E1
      2.2s broker fill A 10 at 150.00 exec E2
    """

  static let busProofs: [ClauseProof] = [
    ClauseProof(
      "bus-failure", failing, says: "the bus failed, and nothing tries it again",
      effects: Falsification.without { $0.sets { $0 == .bus } }),
    ClauseProof(
      "bus-failure", failing, says: "the bus is tried again at +00:00:03.124, and +00:00:03.125 is due",
      effects: Falsification.moved(by: .milliseconds(-1)) { $0 == .bus }),
    ClauseProof(
      "bus-failure", failing, says: "risk.alert kind=bus-failure reason=failed is due, and was not told",
      effects: Falsification.without { $0.told(.busFailure) != nil }),
    ClauseProof(
      "bus-failure", failing, says: "risk.alert kind=bus-failure reason=timeout was told, and is not due",
      effects: Falsification.told(.busFailure) { $0.reason = .timeout }),
    ClauseProof(
      "bus-failure", failing, says: "bus.failed is due, and was not logged", effects: Falsification.silent(.busFailed)),
    ClauseProof(
      "bus-failure", failing, says: "bus.restored was logged, and is not due so",
      effects: Falsification.logged(.busRestored) { $0.number += 1 }),
    ClauseProof("bus-failure", failing, says: "the retry of the bus was taken back") { turns in
      turns.append([.cancelTimer(.bus)]) { if case .command = $0.input { true } else { false } }
    },
    ClauseProof("bus-failure", failing, says: "the bus is tried again at +00:00:00.000, and never is due") { turns in
      turns.append([.setTimer(.bus, at: .origin)]) { if case .command = $0.input { true } else { false } }
    },
    ClauseProof("event-once", failing, says: "order.filled of record 4 was published while the bus failed") { turns in
      guard let event = turns.lazy.flatMap(\.effects).compactMap({ $0.published(.orderFilled) }).first else { return }
      turns.append([.publish(event)]) { if case .publishFailed = $0.input { true } else { false } }
    },
    ClauseProof("event-once", failing, says: "record 4 is durable, and its event was not published") { turns in
      guard let index = turns.firstIndex(where: { if case .timer(.bus) = $0.input { true } else { false } }) else {
        return
      }
      turns[index] = turns[index].with([])
    },
    ClauseProof(
      "condition", failing, says: "the engine says that it is ready, and halted is due",
      effects: Falsification.silent(.engineHalted)),
    ClauseProof(
      "checkpoint-due", failing, says: "a checkpoint of record 4, after 0 executions and 4 records since the last"
    ) { turns in
      turns.append([.writeCheckpoint(upTo: 4)]) { if case .publishFailed = $0.input { true } else { false } }
    },
  ]
}
