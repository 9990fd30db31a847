import Reconciliation
import Simulation
package import Trading

/// A line such as `net duplicate stream fill of A after 300ms next 1`.
package struct NetDuplicate: MessageFaultLine {
  /// Which messages.
  package var match = MessageMatch(channel: .stream)
  /// How much later the copy arrives.
  package var delay = TimeSpan.zero
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["net", "duplicate"]
  package static let syntax: [Slot<Self>] = [
    .value(\.match), .optional("after", \.delay, usually: .zero, as: .duration("so much later than the first")),
    .extent(\.extent),
  ]
  package static let summary = "messages arrive twice"
  package static let example = "net duplicate stream fill of A after 300ms next 1"
  package static var traits: LineTraits { .fault }

  package var simpler: [NetDuplicate] { simplerBySlots + narrowed }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.network(try match.compiled(in: scope), .duplicate(after: delay), extent.compiled))
  }
}
