import Reconciliation
import Simulation
package import Trading

/// A line such as `net delay responses by 2s jitter 500ms for 1m`.
package struct NetDelay: MessageFaultLine {
  /// Which messages.
  package var match = MessageMatch(channel: .stream)
  /// How much later they arrive.
  package var delay = TimeSpan.zero
  /// How much later still, at the most.
  package var jitter: TimeSpan?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["net", "delay"]
  package static let syntax: [Slot<Self>] = [
    .value(\.match), .value("by", \.delay, as: .positive("a delay")),
    .optional("jitter", \.jitter, as: .duration("up to so much more, drawn from the seed")), .extent(\.extent),
  ]
  package static let summary = "messages arrive later"
  package static let example = "net delay responses by 2s jitter 500ms for 1m"
  package static var traits: LineTraits { .fault }

  /// What never comes is plainer than what comes late and is lost on the way.
  package var substitutes: [any LineForm] {
    let drop = NetDrop {
      $0.match = match
      $0.extent = extent
    }
    return [drop]
  }

  package var simpler: [NetDelay] { simplerBySlots + narrowed }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.network(try match.compiled(in: scope), .delay(by: delay, jitter: jitter ?? .zero), extent.compiled))
  }
}
