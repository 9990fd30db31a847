import Simulation
package import Trading

/// A line such as `store slow by 500ms for 10s`.
package struct StoreSlow: LastingLine {
  /// How much longer a sync takes.
  package var delay = TimeSpan.zero
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["store", "slow"]
  package static let syntax: [Slot<Self>] = [.value("by", \.delay, as: .positive("a delay")), .extent(\.extent)]
  package static let summary = "a sync takes longer"
  package static let example = "store slow by 500ms for 10s"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.store(.slow(delay), extent.compiled))
  }
}
