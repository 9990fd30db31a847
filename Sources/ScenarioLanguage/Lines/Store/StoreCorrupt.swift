import Simulation

/// A line such as `store corrupt checkpoint`.
package struct StoreCorrupt: LineForm {
  /// What is damaged.
  package var file = StoreFile.checkpoint

  package init() {}

  package static let words = ["store", "corrupt"]
  package static let syntax: [Slot<Self>] = [.value(\.file)]
  package static let summary = "bits rot in the newest checkpoint, or in the journal"
  package static let example = "store corrupt checkpoint"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    switch file {
    case .checkpoint: .world(.corruptCheckpoint)
    case .journal: .world(.corruptJournal)
    }
  }
}
