import Reconciliation
import Simulation

/// A line such as `net reorder stream fill of A next 2`.
package struct NetReorder: MessageFaultLine {
  /// Which messages.
  package var match = MessageMatch(channel: .stream)
  /// How many are held, or for how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["net", "reorder"]
  package static let syntax: [Slot<Self>] = [.value(\.match), .extent(\.extent)]
  package static let summary = "messages are held and let go in the opposite order"
  package static let example = "net reorder stream fill of A next 2"
  package static var remarks: [String] {
    [
      "With `next N` they are let go when the N-th has been sent; if fewer come, when the fault is ended from outside.",
      "With `for` and `until`, and without an extent, they are let go when the fault ends; `net heal` ends any.",
      "All of them arrive at the instant at which the last one would have, the last one first.",
      "One message alone has no order: `next 1` is refused.",
      "What is not held keeps its place: the rest of the channel overtakes what is.",
    ]
  }
  package static var traits: LineTraits { .fault }

  /// Whether it holds one message alone, and so reorders nothing.
  package var isIdle: Bool { extent == .next(1) }

  package var simpler: [NetReorder] { (simplerBySlots + narrowed).filter { !$0.isIdle } }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.network(try match.compiled(in: scope), .reorder, extent.compiled))
  }
}
