import Reconciliation
import Simulation

/// A line such as `operator release`.
package struct OperatorRelease: LineForm {
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "release"]
  package static let syntax: [Slot<Self>] = [.by(\.person)]
  package static let summary =
    "the emergency stop ends, or where none is on a store that held nothing is taken as it is"
  package static let example = "operator release"
  package static let remarks = [
    "What an operator has halted stays halted.",
    "Under `empty-store review` or `refuse` one release ends one thing: the stop first.",
  ]

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.operatorCommand(.release, by: person.map { scope.person($0.value) }))
  }
}
