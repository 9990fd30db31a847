import Simulation
package import Trading

/// A line such as `broker snapshot stale by 60s next 1`.
package struct BrokerSnapshotStale: LastingLine {
  /// How old the answer is.
  package var age = TimeSpan.zero
  /// Which answers; nil for all.
  package var query: AnswerQuery?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "snapshot", "stale"]
  package static let syntax: [Slot<Self>] = [
    .value("by", \.age, as: .positive("the age of a snapshot")), .optional("of", \.query), .extent(\.extent),
  ]
  package static let summary = "answers show the past, and say as of when"
  package static let example = "broker snapshot stale by 30s of account next 1"
  package static var traits: LineTraits { .fault }

  package func declare(in scope: inout some PlanScope) { scope.keepBrokerHistory() }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.falsify(.stale(by: age), of: query?.kind, extent.compiled))
  }
}
