import Reconciliation
import Trading

extension ClauseTests {
  /// Each account is newer than what is known of executions, so that none is compared.
  private static let lagging = """
    scenario "test"
      mode live
      broker scripted
      ends 20s
    engine
      order-interval 2s
      timing-conflict-after 5s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 100 AAPL limit 150.00
      2.5s broker snapshot truncated to 0 of executions until @heal
      3s broker fill A 40 at 150.00 exec E1
      15s mark @heal
    """

  static let lagProofs: [ClauseProof] = [
    ClauseProof(
      "discrepancy-opened", lagging,
      says: "timing-conflict with 0 here and 0 there, critical, stale is due, and was not done",
      effects: Falsification.recorded { entry in
        if case .discrepancy(.found) = entry.record { false } else { true }
      }),
    ClauseProof(
      "discrepancy-opened", lagging,
      says: "timing-conflict with 0 here and 0 there, critical is not due: timing-conflict with 0 here and 0 there, "
        + "critical, stale is",
      effects: Falsification.recorded { entry in
        guard case .discrepancy(.found(var discrepancy)) = entry.record else { return true }
        discrepancy.reason = nil
        entry.record = .discrepancy(.found(discrepancy))
        return true
      }),
    ClauseProof(
      "ticket-life", lagging,
      says: "a ticket: D1 timing-conflict for stale, critical, 0 here and 0 there, opened +00:00:10.050, "
        + "told +00:00:10.050 is due, and was not done",
      effects: Falsification.recorded { entry in
        if case .ticket(.opened) = entry.record { false } else { true }
      }),
  ]
}
