import Reconciliation
import Simulation

/// A line such as `operator resume`.
package struct OperatorResume: LineForm {
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "resume"]
  package static let syntax: [Slot<Self>] = [.by(\.person)]
  package static let summary = "an operator lets new orders go again"
  package static let example = "operator resume"

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.operatorCommand(.resume, by: person.map { scope.person($0.value) }))
  }
}
