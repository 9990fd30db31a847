import Simulation

/// A line such as `bus fail for 10s`.
package struct BusFail: LastingLine {
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["bus", "fail"]
  package static let syntax: [Slot<Self>] = [.extent(\.extent)]
  package static let summary = "the event bus refuses what is put there"
  package static let example = "bus fail for 10s"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning { .world(.bus(.fail, extent.compiled)) }
}
