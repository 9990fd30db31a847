import Reconciliation
import Simulation

/// A line such as `operator prioritize T1 as critical`.
package struct OperatorPrioritize: LineForm {
  /// The ticket.
  package var ticket = TicketName(1)
  /// How urgent it is.
  package var level = LevelName.critical
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "prioritize"]
  package static let syntax: [Slot<Self>] = [.value(\.ticket), .value("as", \.level), .by(\.person)]
  package static let summary = "a person gives a ticket another level"
  package static let example = "operator prioritize T1 as critical"
  package static let remarks = [
    "The level stays when the figures change, and rises from there if nobody sees to the ticket."
  ]

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.operatorCommand(.prioritize(ticket.number, level.level), by: person.map { scope.person($0.value) }))
  }
}
