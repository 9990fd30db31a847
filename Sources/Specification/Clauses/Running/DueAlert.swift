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
  ///
  /// - Parameter doubts: the reasons for which executions were put aside in this turn, by execution.
  init?(_ entry: borrowing JournalEntry, doubts: borrowing [UInt32: Word], _ model: borrowing Model) {
    switch entry.record {
    case .order(.status(let change)):
      // A policy gives up an order that should be there; one that may never have got there it just ends.
      let isGivenUp = change.source == .policy && (change.to == .rejected || change.from.isWorking)
      switch (change.from, change.to) {
      case (_, .rejected): reasons = [isGivenUp ? .absent : .rejected]
      case (_, .cancelled) where isGivenUp: reasons = [.absent]
      // Everybody took it for gone, and it works.
      case (.cancelled, .open), (.cancelled, .partial), (.rejected, .open), (.rejected, .partial): reasons = [.reopened]
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
    case .discrepancy(.found(let discrepancy)):
      guard let reasons = DueAlert.reasons(discrepancy, doubts, model) else { return nil }
      self.reasons = reasons
      event.subject = discrepancy.kind
      event.order = discrepancy.order
      event.execution = discrepancy.execution
      event.instrument = discrepancy.instrument
      event.currency = discrepancy.currency
      event.discrepancy = discrepancy.id
    case .order, .execution, .position, .cash, .discrepancy, .control: return nil
    }
    record = entry.sequence
    instant = entry.instant
  }

  /// Why a discrepancy of which a person is told at once is one; nil for another.
  private static func reasons(
    _ discrepancy: Discrepancy, _ doubts: borrowing [UInt32: Word], _ model: borrowing Model
  ) -> [Word?]? {
    let isOfExecution = discrepancy.execution != Event.none
    switch discrepancy.kind {
    case .overfill: return [nil]
    case .duplicateExecution: return [.idReused]
    case .unknownOrder:
      // Of an order that is known, it is one of another number of the broker.
      if model.order(ClientOrderID(index: discrepancy.order)) != nil { return [.duplicateKey] }
      return [isOfExecution ? .unknownOrder : nil]
    case .invalidReport:
      guard isOfExecution else { return [.invalid] }
      return doubts[discrepancy.execution].map { [$0] } ?? [.invalid, .wrongInstrument, .wrongSide, .overflow]
    default: return nil
    }
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

  /// Whether it tells of a figure that differs, rather than of something that has happened.
  var isOfFigure: Bool {
    switch subject {
    case .quantityMismatch, .missingPosition, .priceDiscrepancy, .cashMismatch: true
    default: false
    }
  }
}
