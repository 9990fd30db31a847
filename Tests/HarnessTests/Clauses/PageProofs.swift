import Reconciliation
import Trading

extension ClauseTests {
  /// A list of three orders in pages of one row.
  private static let pages = """
    scenario "test"
      mode paper
      broker scripted
      ends 10s
    engine
      order-interval off
      batch 1
    setup
      both cash USD 100000.00
      both order A buy 10 AAPL limit 150.00 accepted
      both order B buy 10 AAPL limit 149.00 accepted
      both order C buy 10 AAPL limit 148.00 accepted
      market AAPL 149.99 150.01
    timeline
      5s operator reconcile
    """

  /// The second page is the third request, and is asked for from behind the first row.
  private static func second(_ change: @escaping @Sendable (inout Request) -> Bool) -> Falsification.Change {
    Falsification.sent { $0.id.number == 3 ? change(&$0) : true }
  }

  private static let hasEnded: @Sendable (EngineTurn) -> Bool = { turn in
    turn.effects.contains { $0.logged(.reconcileFinished) != nil }
  }

  static let pageProofs: [ClauseProof] = [
    ClauseProof(
      "pages", pages, says: "orders was asked for with no limit, and a limit of 1 is due",
      effects: Falsification.sent { request in
        request.limit = nil
        return true
      }),
    ClauseProof(
      "pages", pages, says: "a page of orders was asked for from 7, and one of orders from 1 is due",
      effects: second { request in
        request.cursor = PageCursor(7)
        return true
      }),
    ClauseProof(
      "pages", pages, says: "the list of orders goes on from 1, and its next page was not asked for",
      effects: second { _ in false }),
    ClauseProof("pages", pages, says: "a page of orders was asked for from 3, and none is due") { turns in
      let request = Request(
        id: RequestID(5), content: .orders, deadline: .origin, limit: 1, cursor: PageCursor(3))
      turns.append([.send(request)], where: hasEnded)
    },
    ClauseProof(
      "pages", pages, says: "snapshot.continued tells of page 9 of orders, and page 2 of orders is due",
      effects: Falsification.logged(.snapshotContinued) { if $0.number == 2 { $0.number = 9 } }),
    ClauseProof("pages", pages, says: "snapshot.continued tells of page 4 of orders, and none is due") { turns in
      let event = Event(.snapshotContinued).changed {
        $0.subject = .orders
        $0.number = 4
      }
      turns.append([.log(event)], where: hasEnded)
    },
    ClauseProof(
      "pages", pages, says: "a page of orders was asked for, and no line tells of it",
      effects: Falsification.silent(.snapshotContinued)),
  ]
}
