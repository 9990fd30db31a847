import Reconciliation
import Simulation

/// A line such as `broker snapshot repeats of executions next 1`.
package struct BrokerSnapshotRepeats: LastingLine {
  /// Which answers; nil for all that have rows.
  package var query: AnswerQuery?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "snapshot", "repeats"]
  package static let syntax: [Slot<Self>] = [
    .optional("of", \.query, as: .query([.orders, .executions])), .extent(\.extent),
  ]
  package static let summary = "answers have each row twice, and claim to be complete"
  package static let example = "broker snapshot repeats of executions next 1"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.falsify(.repeats, of: query?.kind, extent.compiled))
  }
}
