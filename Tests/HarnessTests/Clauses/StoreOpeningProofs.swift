import Reconciliation
import Trading

extension ClauseTests {
  /// A start that refuses an empty store, until it is released.
  private static let refused = """
    scenario "test"
      mode live
      broker scripted
      ends 10s
    engine
      empty-store refuse
      drift-policy adopt-broker
    setup
      broker cash USD 100000.00
      broker position AAPL 10 at 150.00
      market AAPL 149.99 150.01
    timeline
      5s operator release
    """

  /// The first start of all.
  private static let new = """
    scenario "test"
      mode live
      broker scripted
      ends 10s
    engine
      empty-store review
    setup
      market AAPL 149.99 150.01
    timeline
      9s market AAPL 149.98 150.00
    """

  static let storeOpeningProofs: [ClauseProof] = [
    ClauseProof(
      "store-opening", refused, says: "it was not recorded that the store is empty, under refuse",
      effects: Falsification.recorded { !$0.isOpening(.empty) }),
    ClauseProof(
      "store-opening", refused, says: "it was not recorded that the store is lost, under refuse",
      effects: Falsification.recorded { !$0.isOpening(.lost) }),
    ClauseProof(
      "store-opening", refused, says: "it was not recorded that the store is in use by operator",
      effects: Falsification.recorded { !$0.isOpened }),
    ClauseProof(
      "store-opening", new, says: "it was not recorded that the store is in use by auto",
      effects: Falsification.recorded { !$0.isOpened }),
    ClauseProof(
      "store-opening", new,
      says: "record 2 says that the store is in use by operator, and the store is in use by auto is due",
      effects: Falsification.recorded { entry in
        if entry.isOpened { entry.record = .control(.opened(by: .operator, person: Event.none)) }
        return true
      }),
    ClauseProof("startup", refused, says: "engine.ready was logged on an empty store") { turns in
      turns.append([.log(Event(.engineReady))]) { turn in
        turn.effects.contains { $0.logged(.reconcileFinished) != nil } && turn.instant > .origin + .seconds(1)
      }
    },
    ClauseProof(
      "alert", refused, says: "risk.alert kind=empty-store of record 6 is due, and was not told",
      effects: Falsification.without { $0.told(.emptyStore) != nil }),
  ]
}

extension JournalEntry {
  fileprivate func isOpening(_ wanted: Opening) -> Bool {
    if case .control(.opening(wanted, _)) = record { true } else { false }
  }

  fileprivate var isOpened: Bool { if case .control(.opened) = record { true } else { false } }
}
