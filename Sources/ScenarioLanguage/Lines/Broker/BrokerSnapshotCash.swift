import Simulation
import Trading

/// A line such as `broker snapshot cash USD 0.00 for 10s`.
package struct BrokerSnapshotCash: LastingLine {
  /// The currency.
  package var currency: CurrencyName = ""
  /// The balance that is shown.
  package var amount = Money(.zero)
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "snapshot", "cash"]
  package static let syntax: [Slot<Self>] = [.value(\.currency), .value(\.amount), .extent(\.extent)]
  package static let summary = "accounts show a balance otherwise than it is, and all else as it is"
  package static let remarks = [
    "What the broker holds does not change: for that see `broker adjust cash`. What is free in the place of all there is, or a "
      + "balance of another currency."
  ]
  package static let example = "broker snapshot cash USD 0.00 for 10s"
  package static var traits: LineTraits { [.fault, .hidesTruth] }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.falsify(.balance(try scope.currency(currency.located), amount.value), of: nil, extent.compiled))
  }
}
