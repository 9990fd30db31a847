import Simulation

/// A line such as `store fail enospc next 1`.
package struct StoreFail: LastingLine {
  /// Why.
  package var error = DiskError.noSpace
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["store", "fail"]
  package static let syntax: [Slot<Self>] = [.value(\.error), .extent(\.extent)]
  package static let summary = "the disk does not take a record"
  package static let example = "store fail enospc next 1"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.store(.fail(error.word), extent.compiled))
  }
}
