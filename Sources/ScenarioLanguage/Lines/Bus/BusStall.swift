import Simulation

/// A line such as `bus stall for 10s`.
package struct BusStall: LastingLine {
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["bus", "stall"]
  package static let syntax: [Slot<Self>] = [.extent(\.extent)]
  package static let summary = "the event bus takes what is put there and does not confirm it"
  package static let example = "bus stall for 10s"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning { .world(.bus(.stall, extent.compiled)) }
}
