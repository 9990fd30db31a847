import Reconciliation
import Simulation

/// A line such as `operator release`.
package struct OperatorRelease: LineForm {
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "release"]
  package static let syntax: [Slot<Self>] = [.by(\.person)]
  package static let summary = "the emergency stop ends"
  package static let example = "operator release"
  package static let remarks = [
    "What an operator has halted stays halted."
  ]

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.operatorCommand(.release, by: person.map { scope.person($0.value) }))
  }
}
