import Reconciliation

/// Holds the outputs of one family against those that are due, in order.
struct DueWalk: Sendable {
  private let family: Due.Family
  /// The place in the list of what is due from which on nothing was done yet.
  private var place = 0
  /// The turn that the place is of.
  private var turn = -1

  init(_ family: Due.Family) { self.family = family }

  /// Something was done.
  mutating func meet(_ content: Due.Content, _ scene: inout Scene) {
    guard !scene.reckoning.isBlind else { return }
    start(scene.turnNumber)
    let due = scene.reckoning.due
    scene.tried()
    var match = place
    // Not by `firstIndex(where:)`, whose closure would copy the scene.
    while match < due.count, due[match].family != family || !isMet(due[match].content, by: content, scene) {
      match += 1
    }
    guard match < due.count else {
      let next = due[place...].first { $0.family == family && !$0.isOptional }
      let message = "\(content.text(scene)) is not due" + (next.map { ": \($0.content.text(scene)) is" } ?? "")
      return scene.breach(message, cause: "not due")
    }
    if let missing = due[place..<match].first(where: { $0.family == family && !$0.isOptional }) {
      let message = "\(missing.content.text(scene)) is due before \(content.text(scene))"
      scene.breach(message, cause: "due")
    }
    place = match + 1
  }

  /// Whether something is what is due; where a discrepancy may have been left out, those behind it have lower numbers.
  private func isMet(_ due: Due.Content, by content: Due.Content, _ scene: Scene) -> Bool {
    if due == content { return true }
    guard case .record(.ticket(let wanted)) = due, case .record(.ticket(let made)) = content,
      let due = wanted.told, let told = made.told, told.discrepancy < due.discrepancy,
      scene.reckoning.due.contains(where: { $0.isOptional && $0.isOpening }),
      scene.model.discrepancies.contains(where: { $0.id == told.discrepancy && $0.isSubject(of: told) })
    else { return false }
    return wanted.about(told.discrepancy) == made
  }

  /// Goes back to the beginning of the list in a turn that it was not looked at before.
  private mutating func start(_ turn: Int) {
    guard self.turn != turn else { return }
    self.turn = turn
    place = 0
  }

  /// A turn is over.
  mutating func end(_ scene: inout Scene) {
    guard !scene.reckoning.due.isEmpty, !scene.reckoning.isBlind else { return }
    start(scene.turnNumber)
    let due = scene.reckoning.due
    for one in due[place...] where one.family == family && !one.isOptional {
      scene.tried()
      let message = "\(one.content.text(scene)) is due, and was not done"
      scene.breach(message, cause: "due")
    }
  }
}

extension Due {
  /// Whether a discrepancy opens.
  fileprivate var isOpening: Bool { if case .opening = content { true } else { false } }
}

extension TicketRecord {
  /// The ticket of which a person is told.
  fileprivate var told: Ticket? {
    switch self {
    case .opened(let ticket), .updated(let ticket): ticket
    case .stepped, .resolved: nil
    }
  }

  /// The record with a ticket about another discrepancy.
  fileprivate func about(_ discrepancy: UInt32) -> TicketRecord {
    switch self {
    case .opened(var ticket):
      ticket.discrepancy = discrepancy
      return .opened(ticket)
    case .updated(var ticket):
      ticket.discrepancy = discrepancy
      return .updated(ticket)
    case .stepped, .resolved: return self
    }
  }
}

extension Discrepancy {
  /// Whether a ticket is about the same.
  fileprivate func isSubject(of ticket: Ticket) -> Bool {
    kind == ticket.kind && order == ticket.order && execution == ticket.execution && instrument == ticket.instrument
      && currency == ticket.currency
  }
}
