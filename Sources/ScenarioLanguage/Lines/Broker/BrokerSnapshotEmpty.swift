import Simulation

/// A line such as `broker snapshot empty next 1`.
package struct BrokerSnapshotEmpty: LastingLine {
  /// Which answers; nil for all.
  package var query: AnswerQuery?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "snapshot", "empty"]
  package static let syntax: [Slot<Self>] = [.optional("of", \.query), .extent(\.extent)]
  package static let summary = "answers have no rows, and claim to be complete"
  package static let example = "broker snapshot empty next 1"
  package static var traits: LineTraits { [.fault, .hidesTruth] }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.falsify(.empty, of: query?.kind, extent.compiled))
  }
}
