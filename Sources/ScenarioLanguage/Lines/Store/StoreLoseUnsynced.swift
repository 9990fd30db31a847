import Simulation

/// A line such as `store lose-unsynced next 1`.
package struct StoreLoseUnsynced: LastingLine {
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["store", "lose-unsynced"]
  package static let syntax: [Slot<Self>] = [.extent(\.extent)]
  package static let summary = "a sync reports success and keeps nothing"
  package static let example = "store lose-unsynced next 1"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning { .world(.store(.loseSync, extent.compiled)) }
}
