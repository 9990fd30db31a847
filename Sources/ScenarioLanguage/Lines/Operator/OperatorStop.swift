import Reconciliation
import Simulation

/// A line such as `operator stop`.
package struct OperatorStop: LineForm {
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "stop"]
  package static let syntax: [Slot<Self>] = [.by(\.person)]
  package static let summary = "the emergency stop: no new orders are sent"
  package static let example = "operator stop"
  package static let remarks = [
    "`operator resume` does not end it, `operator release` does."
  ]

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.operatorCommand(.stop, by: person.map { scope.person($0.value) }))
  }
}
