import Reconciliation
import Trading

/// `decision-kept`: what a person wants left as it is stays so.
struct DecisionKept: Clause {
  static let page = ClausePage(
    "decision-kept", .drift, .justification,
    "a figure about which a person has decided that it stays as it is here, or that nothing is to be done, is not taken "
      + "over as long as both sides lie as far apart as he was told, whatever the policies say meanwhile",
    source: "order/position document, intervention tickets: a decision of a person is final for what he was told of")
  static let hooks: ClauseHooks = [.willRecord]
  static let records: ClauseRecords = [.figure, .ticket]

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard !scene.isBlind else { return }
    switch entry.record {
    case .position(.adopted(let adoption)):
      let apart = Fraction(adoption.to) - Fraction(adoption.from)
      look(apart, &scene) { ticket in
        guard ticket.instrument == adoption.instrument.index, ticket.order == Event.none else { return false }
        return ticket.kind == .priceDiscrepancy ? apart.isZero : !apart.isZero
      }
    case .cash(.adopted(let adoption)):
      let apart = Fraction(adoption.to) - Fraction(adoption.from)
      look(apart, &scene) { $0.currency == adoption.currency.index && $0.instrument == Event.none }
    case .ticket(.stepped(let ticket, .decided)): if leavesAlone(ticket) { scene.tried() }
    default: return
    }
  }

  /// Whether a person wants nothing to be taken over.
  private func leavesAlone(_ ticket: Ticket) -> Bool { ticket.decision == .ignore || ticket.decision == .acceptLocal }

  private func look(_ apart: Fraction, _ scene: inout Scene, isAbout: (Ticket) -> Bool) {
    guard
      let ticket = scene.model.tickets.first(where: { leavesAlone($0) && isAbout($0) })
    else { return }
    // Prices of a position are what a decision is about, however far apart.
    let isSame = ticket.kind == .priceDiscrepancy || Fraction(ticket.broker) - Fraction(ticket.local) == apart
    guard isSame, let decision = ticket.decision else { return }
    scene.breach(
      "T\(ticket.id) is decided as \(decision == .ignore ? "ignore" : "accept-local"), and its figure was taken over",
      cause: ticket.kind.text)
  }
}
