import Simulation
import Trading

/// A line such as `broker snapshot position AAPL -100 next 2`.
package struct BrokerSnapshotPosition: LastingLine {
  /// The instrument.
  package var symbol: SymbolName = ""
  /// The position that is shown.
  package var quantity = SignedQuantity(.zero)
  /// The average price that is shown; nil for the true one.
  package var price: Price?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "snapshot", "position"]
  package static let syntax: [Slot<Self>] = [
    .value(\.symbol), .value(\.quantity), .optional("at", \.price, as: .average), .extent(\.extent),
  ]
  package static let summary = "accounts show a position otherwise than it is, and all else as it is"
  package static let remarks = [
    "What the broker holds does not change: for that see `broker adjust position`. A sign that an API has dropped, lots in the "
      + "place of shares, or what is free in the place of all there is."
  ]
  package static let example = "broker snapshot position AAPL -100 next 2"
  package static var traits: LineTraits { [.fault, .hidesTruth] }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(
      .falsify(
        .position(try scope.instrument(symbol.located), quantity.value, average: price?.value), of: nil,
        extent.compiled))
  }
}
