import Reconciliation
import Trading

extension ClauseTests {
  private static let rejection = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      order-interval off
      missing-confirmations 2
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 10 AAPL limit 150.00
      1s trader place B buy 10 AAPL limit 150.00
      2s broker reject A "margin call"
      3s broker fill B 12 overfill at 150.00 exec E2
    """

  /// An order whose execution no answer ever has.
  private static let gap = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      missing-confirmations 2
    setup
      both cash USD 100000.00
      both order A buy 10 AAPL limit 150.00 accepted
      market AAPL 149.99 150.01
    timeline
      1s net drop stream fill of A next 1
      1s broker snapshot truncated to 0 of executions for 18s
      1.5s broker fill A 3 at 150.00 exec E1
    """

  static let alertProofs: [ClauseProof] = [
    ClauseProof(
      "alert", rejection, says: "risk.alert kind=status-inconsistency of record 7 is due, and was not told",
      effects: Falsification.without { $0.told(.statusInconsistency) != nil }),
    ClauseProof(
      "alert", rejection,
      says: "risk.alert kind=status-inconsistency reason=rejected was told, and nothing calls for it",
      effects: Falsification.twice { $0.told(.statusInconsistency) != nil }),
    ClauseProof(
      "alert", rejection,
      says: "risk.alert kind=status-inconsistency reason=absent was told, and reason=rejected is due",
      effects: Falsification.told(.statusInconsistency) { $0.reason = .absent }),
    ClauseProof(
      "alert", rejection,
      says: "risk.alert kind=status-inconsistency reason=rejected was told, and nothing calls for it",
      effects: Falsification.told(.statusInconsistency) { $0.order = 1 }),
    ClauseProof(
      "alert", rejection, says: "risk.alert kind=overfill id=D1 was told, and nothing calls for it",
      effects: Falsification.told(.overfill) { $0.execution = Event.none }),
    ClauseProof(
      "alert", rejection, says: "risk.alert kind=overfill id=D2 was told, and nothing calls for it",
      effects: Falsification.told(.overfill) { $0.discrepancy = 2 }),
    ClauseProof("alert", rejection, says: "risk.alert kind=overfill id=D1 was told before record 9 was durable") {
      turns in
      guard let alert = turns.lazy.flatMap(\.effects).first(where: { $0.told(.overfill) != nil }) else { return }
      turns.append([alert]) {
        $0.effects.contains { effect in
          if case .persist(let entry) = effect, entry.record.kind == .discrepancy { true } else { false }
        }
      }
    },
    ClauseProof(
      "gap-alert", gap, says: "risk.alert kind=quantity-mismatch reason=mismatch id=D1 is due, and was not told",
      effects: Falsification.without { $0.told(.quantityMismatch) != nil }),
    ClauseProof(
      "gap-alert", gap, says: "risk.alert kind=quantity-mismatch reason=mismatch id=D1 of A was told, and none is due",
      effects: Falsification.twice { $0.told(.quantityMismatch) != nil }),
    ClauseProof(
      "gap-alert", gap,
      says:
        "risk.alert kind=quantity-mismatch id=D1 of A was told, and risk.alert kind=quantity-mismatch reason=mismatch id=D1 is due",
      effects: Falsification.told(.quantityMismatch) { $0.reason = nil }),
  ]
}
