import Reconciliation
import Trading

extension ClauseTests {
  /// Looks at a drift, and a choice.
  private static let kinds = """
    scenario "test"
      mode live
      broker scripted
      ends 10s
    engine
      order-interval off
    setup
      both cash USD 100000.00
      both position AAPL 100 at 148.00
      market AAPL 149.99 150.01
    timeline
      1s broker trade AAPL buy 50 at 150.00
      3s operator reconcile position-only
      4s operator choose delta for poll
      5s operator choose real-time for poll
      6s operator reconcile delta
    """

  /// A broker that cannot list changes.
  private static let unpromised = """
    scenario "test"
      mode paper
      broker scripted-tagged
      ends 4s
    engine
      poll-kind delta
    setup
      both cash USD 100000.00
    timeline
      1s operator reconcile
    """

  static let kindProofs: [ClauseProof] = [
    ClauseProof(
      "kind-chosen", kinds, says: "an operator chose delta for poll, and that was not recorded",
      effects: Falsification.recorded { if case .control = $0.record { false } else { true } }),
    ClauseProof(
      "kind-chosen", kinds, says: "record 2 says full for poll, and no operator has chosen so",
      effects: Falsification.recorded { entry in
        if case .control = entry.record { entry.record = .control(.kind(.full, for: .poll)) }
        return true
      }),
    ClauseProof(
      "kind-chosen", kinds, says: "a choice is unsafe, and was not refused",
      effects: Falsification.silent(.operatorRefused)),
    ClauseProof(
      "kind-chosen", kinds, says: "a choice was refused as disabled, and unsafe is due",
      effects: Falsification.logged(.operatorRefused) { $0.reason = .disabled }),
    ClauseProof(
      "kind-chosen", unpromised,
      says: "reconcile.fallback delta incremental poll unpromised is due, and was not logged",
      effects: Falsification.silent(.reconcileFallback)),
    ClauseProof(
      "kind-chosen", unpromised,
      says: "reconcile.fallback delta full poll unpromised is not due: delta incremental poll unpromised is",
      effects: Falsification.logged(.reconcileFallback) { $0.origin = .full }),
    ClauseProof(
      "sight-alert", kinds, says: "risk.alert kind=quantity-mismatch reason=unconfirmed id=D1 is due, and was not told",
      effects: Falsification.without { $0.told(.quantityMismatch) != nil }),
    ClauseProof(
      "sight-alert", kinds,
      says: "risk.alert kind=quantity-mismatch reason=unconfirmed id=D7 was told, and "
        + "risk.alert kind=quantity-mismatch reason=unconfirmed id=D1 is due",
      effects: Falsification.told(.quantityMismatch) { $0.discrepancy = 7 }),
    ClauseProof(
      "pass-start", kinds,
      says: "a pass for operator is position-only, and position-only, which changes nothing is due",
      effects: Falsification.logged(.reconcileStarted) { $0.source = nil }),
    ClauseProof(
      "pass-start", kinds, says: "a pass for operator is full, and delta is due",
      effects: Falsification.logged(.reconcileStarted) { if $0.subject == .delta { $0.subject = .full } }),
    ClauseProof(
      "pass-end", kinds, says: "reconcile.finished says kind=full, and the pass was delta",
      effects: Falsification.logged(.reconcileFinished) { if $0.subject == .delta { $0.subject = .full } }),
    ClauseProof(
      "pass-queries", kinds, says: "a pass for operator asked for orders, and orders changed after 0 is due",
      effects: Falsification.sent { request in
        if case .changedOrders = request.content { request.content = .orders }
        return true
      }),
  ]
}
