import Simulation

/// A line such as `broker snapshot flat of AAPL for 10s`.
package struct BrokerSnapshotFlat: LastingLine {
  /// Whose row lacks; nil for all.
  package var symbol: SymbolName?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "snapshot", "flat"]
  package static let syntax: [Slot<Self>] = [.optional("of", \.symbol), .extent(\.extent)]
  package static let summary =
    "accounts lack a position, or all of them, with the true balances, and claim to be complete"
  package static let example = "broker snapshot flat of AAPL next 2"
  package static var traits: LineTraits { [.fault, .hidesTruth] }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    guard let symbol else { return .world(.falsify(.flat(nil), of: nil, extent.compiled)) }
    return .world(.falsify(.flat(try scope.instrument(symbol.located)), of: nil, extent.compiled))
  }
}
