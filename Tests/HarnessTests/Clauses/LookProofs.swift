import Reconciliation
import Trading

extension ClauseTests {
  /// An operator asks for a look while orders cannot be read.
  private static let look = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      2s net fail orders with 503 for 5s
      3s operator reconcile emergency
    """

  static let lookProofs: [ClauseProof] = [
    ClauseProof(
      "look-told", look, says: "risk.alert kind=emergency reason=failed is due of a look, and was not told",
      effects: Falsification.without { $0.told(.emergency) != nil }),
    ClauseProof(
      "look-told", look, says: "risk.alert kind=emergency reason=failed was told of a look, and is not due",
      effects: Falsification.twice { $0.told(.emergency) != nil }),
    ClauseProof(
      "look-told", look, says: "risk.alert kind=emergency reason=incomplete was told of a look, and is not due",
      effects: Falsification.told(.emergency) { $0.reason = .incomplete }),
  ]
}
