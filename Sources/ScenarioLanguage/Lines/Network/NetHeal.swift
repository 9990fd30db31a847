import Simulation

/// A line such as `net heal`.
package struct NetHeal: LineForm {
  package init() {}

  package static let words = ["net", "heal"]
  package static let syntax: [Slot<Self>] = []
  package static let summary = "all faults of the network end"
  package static let example = "net heal"

  package var leavesCut: Bool? { false }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.heal)
  }
}
