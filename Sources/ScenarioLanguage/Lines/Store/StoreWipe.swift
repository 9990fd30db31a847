import Simulation

/// A line such as `store wipe`.
package struct StoreWipe: LineForm {
  package init() {}

  package static let words = ["store", "wipe"]
  package static let syntax: [Slot<Self>] = []
  package static let summary = "the volume is gone: the next start finds an empty disk"
  package static let example = "store wipe"
  package static var remarks: [String] {
    ["Only while the container is down: `engine crash down 5s` above it, and the line within these 5 seconds."]
  }
  package static var traits: LineTraits { .fault }
  package static var undrawn: String? { "with the store all promises end that rest on it: scenarios say what is left" }

  package func compile(in scope: inout some PlanScope) -> LineMeaning { .world(.wipeStore) }
}
