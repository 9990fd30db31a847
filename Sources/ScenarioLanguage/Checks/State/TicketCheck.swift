package import Reconciliation
package import Simulation
package import Trading

/// A line such as `ticket T1 status=acknowledged assignee=ANNA`.
package struct TicketCheck: CheckForm {
  /// The ticket.
  package var ticket = TicketName(1)
  /// What must hold of it.
  package var conditions = TicketConditions()

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.tickets]
  package static let words = ["ticket"]
  package static let syntax: [Slot<Self>] = [.value(\.ticket), .value(\.conditions)]
  package static let summary = "how far a ticket is, how urgent, whose, and which figures it is about"
  package static let example = "ticket T1 status=open level=critical"
  package static let remarks = [
    "`open`: nobody has seen to it. `acknowledged`: a person has seen it. `decided`: a person has decided, and the "
      + "difference is still there. `resolved`: it is about nothing any more.",
    "`local` and `broker` are the two figures that it is about, as `trueup status` shows them; what is resolved has none.",
    "False while no engine runs, and of a ticket that was never opened.",
  ]

  package func compile(in scope: some PlanScope) -> any StateCheck {
    Compiled(number: ticket.number, conditions: conditions)
  }

  private struct Compiled: StateCheck {
    let number: UInt32
    let conditions: TicketConditions

    func holds(in state: some StateView) -> Bool {
      guard let ticket = state.ticket(number) else { return false }
      return conditions.hold(of: ticket)
    }

    func actual(in state: some StateView) -> String {
      guard let ticket = state.ticket(number) else { return "there is no T\(number)" }
      var parts = ["T\(number) has status=\(ticket.status.rawValue)"]
      if let level = ticket.level { parts.append("level=\(level.word.text)") }
      if let assignee = ticket.assignee { parts.append("assignee=\(assignee)") }
      if let local = ticket.local { parts.append("local=\(local)") }
      if let broker = ticket.broker { parts.append("broker=\(broker)") }
      if !ticket.details.isEmpty { parts.append("(\(ticket.details))") }
      return parts.joined(separator: " ")
    }
  }
}

/// A ticket as a check sees it.
package struct TicketView {
  /// How far it is.
  package var status: TicketStatusName
  /// How urgent it is; nil below all levels.
  package var level: Level?
  /// Whose it is.
  package var assignee: String?
  /// The figure here; nil of what is resolved.
  package var local: Decimal?
  /// The broker's figure; nil of what is resolved.
  package var broker: Decimal?
  /// What it is about, for a message.
  package var details: String

  /// Makes a view.
  package init(
    status: TicketStatusName, level: Level? = nil, assignee: String? = nil,
    figures: (local: Decimal, broker: Decimal)? = nil,
    details: String = ""
  ) {
    self.status = status
    local = figures?.local
    broker = figures?.broker
    self.level = level
    self.assignee = assignee
    self.details = details
  }
}
