import Reconciliation
import Trading

extension ClauseTests {
  /// Three orders without an answer are asked for one in five seconds.
  private static let turns = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      order-interval 5s
      max-look-ups 1
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s net fail orders with 503 for 25s
      1s net drop responses place next 3
      1s trader place A buy 10 AAPL limit 150.00
      1s trader place B buy 20 AAPL limit 150.00
      1s trader place C buy 30 AAPL limit 150.00
      1s net drop stream of A for 20s
      1s net drop stream of B for 20s
      1s net drop stream of C for 20s
    """

  static let turnProofs: [ClauseProof] = [
    ClauseProof(
      "look-up-turn", turns, says: "look-ups wait for +00:00:08.000, and nothing wakes the engine up then",
      effects: Falsification.without { $0.sets { $0 == .lookUps } }),
    ClauseProof(
      "look-up-turn", turns, says: "the wake-up for look-ups was set for +00:00:08.001, and +00:00:08.000 is due",
      effects: Falsification.moved(by: .milliseconds(1)) { $0 == .lookUps }),
    ClauseProof("look-up-turn", turns, says: "the wake-up for look-ups was taken back") { turns in
      turns.append([.cancelTimer(.lookUps)]) { $0.isWakeUpForLookUps }
    },
    ClauseProof("look-up-turn", turns, says: "order A waits for its turn, and it might be looked up") { turns in
      turns.append([.log(Event(.orderQueued).changed { $0.order = 0 })]) { turn in
        turn.effects.contains { if case .send(let request) = $0 { request.content.kind == .place } else { false } }
      }
    },
    ClauseProof("look-up-turn", turns, says: "order B was looked up, and 1 were within 5s") { turns in
      turns.append([query(1)]) { $0.effects.contains { $0.logged(.orderQueued) != nil } }
    },
    ClauseProof("look-up-turn", turns, says: "order C was looked up before B, which came first") { turns in
      guard let index = turns.firstIndex(where: \.isWakeUpForLookUps) else { return }
      turns[index] = turns[index].with(turns[index].effects.map { $0.asks ? query(2) : $0 })
    },
    ClauseProof("look-up-turn", turns, says: "order B waits for its turn, which has come") { turns in
      guard let index = turns.firstIndex(where: \.isWakeUpForLookUps) else { return }
      turns[index] = turns[index].with(
        turns[index].effects.filter { !$0.asks && $0.logged(.orderLookup) == nil && !$0.sets { $0 == .lookUps } })
    },
  ]

  private static func query(_ order: UInt32) -> EngineEffect {
    .send(Request(id: RequestID(99), content: .query(ClientOrderID(index: order)), deadline: .origin))
  }
}

extension EngineTurn {
  fileprivate var isWakeUpForLookUps: Bool { if case .timer(.lookUps) = input { true } else { false } }
}

extension EngineEffect {
  fileprivate var asks: Bool {
    if case .send(let request) = self, case .query = request.content { true } else { false }
  }
}
