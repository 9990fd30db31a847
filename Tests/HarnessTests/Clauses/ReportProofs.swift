import Reconciliation
import Trading

extension ClauseTests {
  /// A fill of a negative quantity is put aside.
  private static let putAside = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 10 AAPL limit 150.00
      2s net falsify stream fill of A as negative next 1
      3s broker fill A 4 at 150.00 exec E1
    """

  static let reportProofs: [ClauseProof] = [
    ClauseProof(
      "discrepancy-opened", putAside,
      says:
        "invalid-report of A by E1 in AAPL with 0 here and -4 there, critical, invalid is not due: invalid-report of A "
        + "by E1 in AAPL with 0 here and -4 there, critical, invalid, told as buy -4 at 150 under 0, change 2 at "
        + "+00:00:03.000 is",
      effects: Falsification.recorded { entry in
        guard case .discrepancy(.found(var discrepancy)) = entry.record else { return true }
        discrepancy.report = nil
        entry.record = .discrepancy(.found(discrepancy))
        return true
      })
  ]
}
