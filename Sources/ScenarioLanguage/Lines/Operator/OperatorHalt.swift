import Reconciliation
import Simulation

/// A line such as `operator halt`.
package struct OperatorHalt: LineForm {
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "halt"]
  package static let syntax: [Slot<Self>] = [.by(\.person)]
  package static let summary = "an operator stops new orders"
  package static let example = "operator halt"

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.operatorCommand(.halt, by: person.map { scope.person($0.value) }))
  }
}
