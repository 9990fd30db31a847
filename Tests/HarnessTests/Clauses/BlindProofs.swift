import Reconciliation
import Trading

extension ClauseTests {
  /// Passes fail for ten seconds, which is told after three.
  private static let blind = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      blind-alert 3s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      2s net fail orders with 503 for 10s
    """

  /// An order of an instant outlives its time in the pause of a rate limit.
  private static let late = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      resend-within 2s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s net fail place with 429 for 5s
      1s trader place A buy 10 AAPL market
    """

  /// A cancel waits behind a rate limit for longer than a person is not told of it.
  private static let waiting = """
    scenario "test"
      mode paper
      broker scripted
      ends 60s
    engine
      wait-alert 20s
    setup
      both cash USD 100000.00
      both order A buy 10 AAPL limit 149.00 accepted
      market AAPL 149.99 150.01
    timeline
      1s net fail cancel with 429 for 50s
      1s trader cancel A
    """

  /// A person decides where no clock asks for the account.
  private static let decided = """
    scenario "test"
      mode live
      broker scripted
      ends 20s
    engine
      drift-policy review
      drift-confirmations 1
      order-interval off
      full-interval off
      max-retries 0
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s broker adjust cash USD 5.00
      2s operator reconcile
      5s operator resolve T1 as accept-broker
    """

  static let blindProofs: [ClauseProof] = [
    ClauseProof(
      "blind-told", blind,
      says: "the alarm of an engine that is starting was set for no time, and +00:00:03.000 is due",
      effects: Falsification.without { $0.sets { $0 == .blindness } }),
    ClauseProof(
      "blind-told", blind,
      says: "the alarm of an engine that is starting was set for +00:00:02.999, and +00:00:03.000 is due",
      effects: Falsification.moved(by: .milliseconds(-1)) { $0 == .blindness }),
    ClauseProof(
      "blind-told", blind, says: "the alarm of an engine that is ready was not taken back",
      effects: Falsification.without { if case .cancelTimer(.blindness) = $0 { true } else { false } }),
    ClauseProof(
      "blind-told", blind, says: "a person has to be told that the engine is blind, and is not",
      effects: Falsification.without { $0.told(.blind) != nil }),
    ClauseProof(
      "blind-told", blind, says: "risk.alert kind=blind reason=startup was told of the channels, and is not due",
      effects: Falsification.told(.blind) { $0.reason = .startup }),
    ClauseProof(
      "blind-told", blind, says: "risk.alert kind=blind reason=failed was told of the channels, and is not due",
      effects: Falsification.twice { $0.told(.blind) != nil }),
    ClauseProof(
      "wait-told", waiting, says: "risk.alert kind=waiting reason=cancel has to be told, and is not",
      effects: Falsification.without { $0.told(.waiting) != nil }),
    ClauseProof(
      "wait-told", waiting, says: "risk.alert kind=waiting reason=replace was told, and is not due",
      effects: Falsification.told(.waiting) { $0.reason = .replace }),
    ClauseProof(
      "wait-told", waiting, says: "risk.alert kind=waiting reason=cancel was told, and is not due",
      effects: Falsification.twice { $0.told(.waiting) != nil }),
    ClauseProof("place-request", late, says: "order A was sent, and is older than its time in force allows") { turns in
      guard let request = turns.lazy.flatMap(\.effects).compactMap(\.placing).first else { return }
      turns.append([.send(request)]) { $0.effects.contains { $0.givesUp } }
    },
    ClauseProof(
      "pass-start", decided, says: "a pass for operator is due, and did not start",
      effects: Falsification.without { $0.logged(.reconcileStarted)?.subject == .incremental }),
    ClauseProof(
      "pass-retry", decided, says: "a pass has to be repeated after 0 in a row, and is not",
      effects: Falsification.without { $0.sets { $0 == .passRetry } }),
  ]
}

extension EngineEffect {
  fileprivate var placing: Request? {
    if case .send(let request) = self, case .place = request.content { request } else { nil }
  }

  fileprivate var givesUp: Bool {
    if case .persist(let entry) = self, case .order(.status(let change)) = entry.record {
      change.to == .rejected
    } else {
      false
    }
  }
}
