import Reconciliation
import Simulation

/// A line such as `operator reconcile`.
package struct OperatorReconcile: LineForm {
  package init() {}

  package static let words = ["operator", "reconcile"]
  package static let syntax: [Slot<Self>] = []
  package static let summary = "an operator asks for a full pass now"
  package static let example = "operator reconcile"

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.operatorCommand(.reconcile))
  }
}
