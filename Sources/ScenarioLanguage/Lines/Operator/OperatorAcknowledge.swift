import Reconciliation
import Simulation

/// A line such as `operator acknowledge T1`.
package struct OperatorAcknowledge: LineForm {
  /// The ticket.
  package var ticket = TicketName(1)
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "acknowledge"]
  package static let syntax: [Slot<Self>] = [.value(\.ticket), .by(\.person)]
  package static let summary = "a person has seen a ticket"
  package static let example = "operator acknowledge T1"
  package static let remarks = [
    "It rises no more and nobody is told of it again, until its figures change."
  ]

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.operatorCommand(.acknowledge(ticket.number), by: person.map { scope.person($0.value) }))
  }
}
