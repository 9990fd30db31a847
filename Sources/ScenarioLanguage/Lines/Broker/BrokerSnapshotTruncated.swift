import Simulation

/// A line such as `broker snapshot truncated to 50`.
package struct BrokerSnapshotTruncated: LastingLine {
  /// After how many rows.
  package var rows = 0
  /// Which answers; nil for all.
  package var query: AnswerQuery?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "snapshot", "truncated"]
  package static let syntax: [Slot<Self>] = [
    .value("to", \.rows, as: .count("a number of rows")), .optional("of", \.query), .extent(\.extent),
  ]
  package static let summary = "answers are cut after some rows, and say that they are incomplete"
  package static let example = "broker snapshot truncated to 50"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.falsify(.truncated(to: rows), of: query?.kind, extent.compiled))
  }
}
