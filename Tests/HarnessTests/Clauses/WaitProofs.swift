import Reconciliation
import Trading

/// What must not be done at once, and what must not be done any more.
extension ClauseTests {
  /// An order whose attempt waits for a slow store when a halt comes, and is sent when that ends.
  private static let held = """
    scenario "test"
      mode paper
      broker scripted
      ends 10s
    engine
      order-interval off
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      500ms store slow by 100ms for 1s
      1s trader place A buy 10 AAPL limit 150.00
      1050ms operator halt
      5s operator resume
    """

  /// Two orders that wait for the first pass.
  private static let early = Cases.text(
    timeline: """
      0s trader place A buy 10 AAPL limit 150.00
      0s trader place B buy 10 AAPL limit 150.00
      """)

  /// What is said of A is said of B, and the other way round.
  private static func exchanged(_ order: ClientOrderID) -> ClientOrderID { ClientOrderID(index: 1 - order.index) }

  private static func exchanged(_ effect: EngineEffect) -> [EngineEffect] {
    guard var request = effect.sent(.place), case .place(let order, let terms) = request.content else {
      return [effect]
    }
    request.content = .place(exchanged(order), terms)
    return [.send(request)]
  }

  private static let asked = Cases.text(
    timeline: """
      1s  net drop responses place next 1
      1s  net drop stream ack of A next 1
      1s  net drop responses query next 1
      1s  trader place A buy 100 AAPL limit 150.00
      """)

  private static let cancelling = Cases.text(
    timeline: """
      1s  trader place A buy 100 AAPL limit 150.00
      2s  trader cancel A
      """)

  private static let refusing = Cases.text(
    timeline: """
      1s  trader place A buy 100 AAPL limit 150.00
      2s  net fail replace with 400 next 1
      3s  trader replace A qty 120
      """)

  private static let full = """
    scenario "test"
      mode paper
      broker scripted
      ends 10s
    engine
      order-interval off
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 100 AAPL limit 150.00
      2s store fail enospc for 2s
      2.1s broker fill A 40 at 150.00 exec E1
      3s trader place B buy 100 AAPL limit 150.00
      3.1s trader cancel B
    """

  static let waitProofs: [ClauseProof] = [
    ClauseProof(
      "first-come", early, says: "order A is about to be sent behind order B, which came later",
      records: { record in
        guard case .order(.attempt(let order, let number, let known)) = record else { return nil }
        return .order(.attempt(exchanged(order), number: number, after: known))
      }),
    ClauseProof(
      "first-come", early, says: "order A of record 3 was sent behind that of record 4", effects: exchanged),
    ClauseProof(
      "first-come", held.replacing("1050ms", with: "1s trader place B buy 10 AAPL limit 150.00\n  1050ms"),
      says: "order A was sent behind order B, which came later", effects: exchanged),
    ClauseProof("place-request", says: "order A was sent while the engine is halted") { effect in
      effect.logged(.orderSent) == nil ? [effect] : [.log(Event(.engineHalted)), effect]
    },
    ClauseProof("place-request", held, says: "the attempt of order A is durable, and the order was not sent") {
      effect in
      effect.logged(.orderSent) == nil && effect.sent(.place) == nil ? [effect] : []
    },
    ClauseProof("look-up-due", asked, says: "order A was looked up again at once") { effect in
      // The next look-up in the place of its timer.
      guard case .setTimer(.order(let order), _) = effect else { return [effect] }
      let look = Event(.orderLookup).changed {
        $0.order = order.index
        $0.number = 2
      }
      return [.log(look), .send(Request(id: RequestID(9), content: .query(order), deadline: .origin))]
    },
    ClauseProof(
      "intent-request", cancelling, says: "a cancel was sent for A, which is open or has to wait for something else"
    ) { turns in
      // A look-up is under way when the cancel becomes durable, and was when it was wanted.
      guard let index = turns.firstIndex(where: { if case .command(.cancel) = $0.input { true } else { false } }) else {
        return
      }
      let look = Event(.orderLookup).changed {
        $0.order = 0
        $0.number = 1
      }
      let request = Request(id: RequestID(9), content: .query(ClientOrderID(index: 0)), deadline: .origin)
      turns[index] = turns[index].with(turns[index].effects + [.log(look), .send(request)])
    },
    ClauseProof(
      "intent-end", refusing, says: "the wish to replace order A was dropped as refused-by-broker without that",
      effects: Falsification.sent { request in
        // The request was for other terms than those that are wanted now.
        if case .replace(let order, var amendment) = request.content {
          amendment.quantity = Decimal(130)
          request.content = .replace(order, amendment)
        }
        return true
      }),
    ClauseProof(
      "refusal-told", full, says: "the cancel of order B is to be refused as no-such-order, and was not"
    ) { effect in
      effect.logged(.orderRefused)?.reason == .noSuchOrder ? [] : [effect]
    },
  ]
}
