import Reconciliation
import Simulation

/// A line such as `net drop stream fill of A next 1`.
package struct NetDrop: MessageFaultLine {
  /// Which messages.
  package var match = MessageMatch(channel: .stream)
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["net", "drop"]
  package static let syntax: [Slot<Self>] = [.value(\.match), .extent(\.extent)]
  package static let summary = "messages never arrive"
  package static let example = "net drop stream fill of A next 1"
  package static var traits: LineTraits { .fault }

  package var simpler: [NetDrop] { simplerBySlots + narrowed }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.network(try match.compiled(in: scope), .drop, extent.compiled))
  }
}
