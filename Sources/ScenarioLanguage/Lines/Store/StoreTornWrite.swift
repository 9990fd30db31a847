import Simulation

/// A line such as `store torn-write next 1`.
package struct StoreTornWrite: LastingLine {
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["store", "torn-write"]
  package static let syntax: [Slot<Self>] = [.extent(\.extent)]
  package static let summary = "at the next kill, half of the record being written survives"
  package static let example = "store torn-write next 1"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning { .world(.store(.tornWrite, extent.compiled)) }
}
