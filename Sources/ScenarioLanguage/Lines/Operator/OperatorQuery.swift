import Reconciliation
import Simulation

/// A line such as `operator query A`.
package struct OperatorQuery: LineForm {
  /// The order.
  package var order: OrderName = ""
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "query"]
  package static let syntax: [Slot<Self>] = [.value(\.order, as: .placed), .by(\.person)]
  package static let summary = "an operator has the broker asked about one order now"
  package static let example = "operator query A"
  package static let remarks = [
    "Refused for an order that was never sent or has ended, and while an answer is on its way."
  ]

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.operatorCommand(.query(try scope.order(order.located)), by: person.map { scope.person($0.value) }))
  }
}
