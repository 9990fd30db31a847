import Reconciliation
import Trading

extension ClauseTests {
  /// A look-up that fails, so that the order waits.
  private static let waiting = """
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
      1s net drop requests place next 1
      1s net drop responses query next 1
      1s trader place A buy 10 AAPL limit 150.00
    """

  static let timerProofs: [ClauseProof] = [
    ClauseProof(
      "request-deadline", says: "request 1 has its deadline at +00:00:02.001, and number 1 at +00:00:02.000 is due",
      effects: Falsification.sent { request in
        request.deadline = request.deadline + .milliseconds(1)
        return true
      }),
    ClauseProof(
      "request-deadline", says: "request 1 is watched until +00:00:02.001, and request 1 until +00:00:02.000 is due",
      effects: Falsification.moved(by: .milliseconds(1)) { if case .request = $0 { true } else { false } }),
    ClauseProof(
      "request-deadline", says: "request 1 is not watched",
      effects: Falsification.without { $0.sets { if case .request = $0 { true } else { false } } }),
    ClauseProof(
      "request-deadline", says: "request 1 has ended, and is still watched",
      effects: Falsification.without { if case .cancelTimer = $0 { true } else { false } }),
    ClauseProof("request-deadline", says: "request 1 is not watched any more, and has not ended") { turns in
      turns.append([.cancelTimer(.request(RequestID(1)))]) { if case .command = $0.input { true } else { false } }
    },
    ClauseProof(
      "stream-silence-timer", says: "the silence of the stream is looked at +00:00:15.001, and +00:00:15.000 is due",
      effects: Falsification.moved(by: .milliseconds(1)) { $0 == .streamSilence }),
    ClauseProof(
      "stream-silence-timer", says: "nothing looks at the silence of the stream at +00:00:15.000",
      effects: Falsification.without { $0.sets { $0 == .streamSilence } }),
    ClauseProof("stream-silence-timer", says: "the silence of the stream is looked at +00:00:00.000, and never is due")
    { turns in
      turns.append([.setTimer(.streamSilence, at: .origin)]) { if case .command = $0.input { true } else { false } }
    },
    ClauseProof(
      "wake-ups", waiting, says: "A is woken up at -00:00:54.000, which is not later than now",
      effects: Falsification.moved(by: .seconds(-60)) { if case .order = $0 { true } else { false } }),
    ClauseProof("wake-ups", waiting, says: "query of A was sent, and it is still to be woken up at +00:00:06.000") {
      turns in
      let request = Request(id: RequestID(9), content: .query(ClientOrderID(index: 0)), deadline: .origin)
      turns.append([.send(request)]) { $0.effects.contains { $0.sets { if case .order = $0 { true } else { false } } } }
    },
  ]
}
