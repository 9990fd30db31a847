import Reconciliation
import Simulation

/// A line such as `operator resolve T1 as accept-broker note "seen on the statement"`.
package struct OperatorResolve: LineForm {
  /// The ticket.
  package var ticket = TicketName(1)
  /// What is decided.
  package var decision = DecisionValue(.ignore)
  /// Why.
  package var note: QuotedText?
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "resolve"]
  package static let syntax: [Slot<Self>] = [
    .value(\.ticket), .value("as", \.decision), .optional("note", \.note, as: .quoted("a note")), .by(\.person),
  ]
  package static let summary = "a person decides what becomes of a difference"
  package static let example = "operator resolve T1 as accept-broker note \"seen on the statement\""
  package static let remarks = [
    "Accepting the broker's figure or giving another changes the books with the next account that shows the same difference, and only of a position or balance; a figure is what there is at the instant (as `trueup status` shows the ticket), what executes later is added to it, and one that fits the figures of former times is refused as `stale`; a report that was put aside can be discarded; an order of somebody else can be adopted, which makes it one of ours (by a supervisor, if its terms were told since the start, else it is refused as `stale`; and if its id is its own, else as `duplicate-key`), or cancelled by its number at the broker, and the person is told again if that comes to nothing or leaves what it has executed; what is ignored, or accepted as it is here, stays, and nobody is told as long as it is the same."
  ]

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(
      .operatorCommand(
        .resolve(ticket.number, decision.decision, note: scope.text(note?.value)),
        by: person.map { scope.person($0.value) }))
  }
}
