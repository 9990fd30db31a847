import Reconciliation
import Trading

/// What a person has to be told because of a record.
struct DueAlert: Sendable {
  /// The alert as it must be, but for its reason.
  var event = Event(.riskAlert)
  /// The reasons that it may name.
  var reasons: [Word?]
  /// The record that calls for it, and when that was made.
  var record: UInt64 = 0
  var instant = Instant.origin

  /// Whether an alert is this one.
  func allows(_ alert: Event) -> Bool {
    guard reasons.contains(alert.reason) else { return false }
    var event = event
    event.reason = alert.reason
    return event == alert
  }

  /// Whether an alert is about the same thing, whatever it says why.
  func isAbout(_ alert: Event) -> Bool {
    alert.subject == event.subject && alert.order == event.order && alert.execution == event.execution
      && alert.discrepancy == event.discrepancy
  }

  /// Makes what a record calls for, or nil.
  init?(_ entry: borrowing JournalEntry) {
    switch entry.record {
    case .order(.status(let change)):
      // A policy gives up an order that should be there; one that may never have got there it just ends.
      let isGivenUp = change.source == .policy && (change.to == .rejected || change.from.isWorking)
      switch (change.from, change.to) {
      case (_, .rejected): reasons = [isGivenUp ? change.reason == .late ? .late : .absent : .rejected]
      case (_, .cancelled) where isGivenUp: reasons = [.absent]
      default: return nil
      }
      event.subject = isGivenUp ? .missingOrder : .statusInconsistency
      event.order = change.order.index
    case .order(.intentEnd(let order, let intent, let reason)):
      // A replace that was refused leaves the order as it was; a cancel that comes to nothing leaves it alive.
      guard intent == .cancel || reason == .exhausted else { return nil }
      reasons = [reason]
      event.subject = .statusInconsistency
      event.order = order.index
    case .order(.stale(let order, let policy)):
      // Who asks the broker has somebody to tell only once it has answered.
      guard policy != .lookUp else { return nil }
      reasons = [.stale]
      event.subject = .staleOrder
      event.order = order.index
    case .ticket(.opened(let ticket)), .ticket(.updated(let ticket)), .ticket(.stepped(let ticket, .escalated)),
      .ticket(.stepped(let ticket, .reminded)):
      reasons = [ticket.reason]
      if case .ticket(.stepped(_, let step)) = entry.record { reasons = [step == .escalated ? .escalated : .reminder] }
      event.subject = ticket.kind
      event.order = ticket.order
      event.execution = ticket.execution
      event.instrument = ticket.instrument
      event.currency = ticket.currency
      event.discrepancy = ticket.discrepancy
    case .control(.opening(.lost, let policy)):
      reasons = [policy]
      event.subject = .emptyStore
    case .execution(.counted(let execution, _, _)):
      // What the broker takes back or amends a person has to know, whatever the books make of it.
      guard let reference = execution.reference, !execution.id.isInferred else { return nil }
      reasons = [execution.isBust ? .busted : .corrected]
      event.subject = .execution
      event.order = execution.order.index
      event.execution = reference.index
    case .order, .position, .cash, .discrepancy, .ticket, .control: return nil
    }
    record = entry.sequence
    instant = entry.instant
  }
}

extension Event {
  /// An alert in words.
  var alertText: String {
    var text = "risk.alert kind=\(subject?.text ?? "nothing")"
    if let reason { text += " reason=\(reason.text)" }
    if discrepancy != Event.none { text += " id=D\(discrepancy)" }
    return text
  }
}
