import Reconciliation
import Simulation

/// A line such as `operator assign T1 to ANNA`.
package struct OperatorAssign: LineForm {
  /// The ticket.
  package var ticket = TicketName(1)
  /// Whose it is from here on.
  package var assignee = PersonName("")
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "assign"]
  package static let syntax: [Slot<Self>] = [.value(\.ticket), .value("to", \.assignee), .by(\.person)]
  package static let summary = "a person makes a ticket somebody's"
  package static let example = "operator assign T1 to ANNA"
  package static let remarks = [
    "A ticket keeps its assignee when its figures change."
  ]

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(
      .operatorCommand(
        .assign(ticket.number, to: scope.person(assignee.value)), by: person.map { scope.person($0.value) }))
  }
}
