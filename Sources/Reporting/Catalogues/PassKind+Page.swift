import Reconciliation
import ScenarioLanguage

extension PassKind {
  /// What brings passes for which the kind is safe.
  var safeClocks: String {
    let clocks = PassClock.allCases.filter { $0.safeKinds.contains(self) }.map(\.word.text)
    return clocks.isEmpty ? "an operator alone" : clocks.joined(separator: ", ")
  }

  /// The page of the kind.
  var page: StyledText {
    let contents = contents
    let orders =
      switch contents.orders {
      case .none: "none"
      case .changed: "those that have changed"
      case .all: "all"
      }
    let executions =
      switch contents.executions {
      case .recent: "those since the last whole answer"
      case .window: "those of the last `lookback`"
      case .all: "all"
      }
    let figures = [contents.comparesPositions ? "positions" : nil, contents.comparesCash ? "balances" : nil]
    let account = figures.compactMap { $0 }.joined(separator: ", ")
    return """
      \(word.text): a pass that \(contents.summary)

      use         \(contents.use)
      orders      \(orders)
      executions  \(executions)
      account     \(account.isEmpty ? "not compared" : "\(account); not compared in paper mode")
      corrects    \(contents.mayCorrect ? "yes" : "no: a person is told of what it opens, as `unconfirmed`")
      safe for    \(safeClocks)
      example     operator reconcile \(word.text)

      """
  }
}
