import Reconciliation
import Trading

/// `ticket-steps`: what persons and time do to tickets.
struct TicketSteps: Clause {
  static let page = ClausePage(
    "ticket-steps", .alerts, .justification,
    "a ticket that nobody has seen to rises by a level every `escalation-time` up to emergency, reckoned anew from a level "
      + "that a person gives, and is told again every `remind-every`; what a person does about an open ticket is recorded with his name, and what he cannot do is "
      + "refused with the reason; what a limit holds back is tried again every `ticket-retry-interval`, at most `ticket-retries` "
      + "times; nothing else changes a ticket whose figures are the same",
    source: "order/position document, intervention tickets",
    settings: [.escalationTime, .remindEvery, .ticketRetries, .ticketRetryInterval])
  static let hooks: ClauseHooks = [.begin, .willRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .command, .ticketsDue]
  static let endings: ClauseInputs = [.start, .command, .ticketsDue]
  static let records: ClauseRecords = [.ticket, .discrepancy]
  static let effects: ClauseEffects = [.tickets]
  static let lines: [EventKind] = [.operatorRefused]

  /// What is due in this turn.
  private var due: [TicketVerdict] = []
  private var refusal: Word?
  /// When the wake-up is set for.
  private var timer: Instant?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    due = []
    refusal = nil
    switch scene.turn.input {
    case .started: timer = nil
    case .timer(.tickets):
      timer = nil
      guard !scene.isBlind else { return }
      scene.tried()
      for ticket in scene.model.tickets {
        guard let (at, step) = TicketVerdict.due(ticket, scene.model, scene.configuration), at <= scene.now else {
          continue
        }
        var risen = ticket
        if step == .retried {
          risen.attempts += 1
          risen.tried = scene.now
        } else {
          risen.told = scene.now
        }
        risen.author = Event.none
        risen.note = Event.none
        if step == .escalated {
          risen.raised = scene.now
          risen.level = TicketSteps.above(ticket.level)
        }
        due.append(.stepped(risen, step))
      }
    case .operatorCommand(let command, let person):
      guard !scene.isBlind, scene.forbidden == nil,
        let verdict = TicketVerdict(
          command, by: person, at: scene.now, scene.model, scene.reckoning.strangers)
      else { return }
      scene.tried()
      if case .refused(let reason) = verdict { refusal = reason } else { due = [verdict] }
    default: return
    }
  }

  private static func nextDue(_ scene: Scene) -> Instant? {
    scene.model.tickets.compactMap { TicketVerdict.due($0, scene.model, scene.configuration)?.at }.min()
  }

  private static func above(_ level: Level?) -> Level {
    switch level {
    case nil: .informational
    case .informational: .warning
    case .warning: .critical
    case .critical, .emergency: .emergency
    }
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .ticket(.stepped(let ticket, let step)) = entry.record, !scene.isBlind else { return }
    if let place = due.firstIndex(of: .stepped(ticket, step)) {
      due.remove(at: place)
    } else {
      scene.breach("T\(ticket.id) was \(step), and that is not due", cause: "not due")
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .setTimer(.tickets, let instant): timer = instant
    case .cancelTimer(.tickets): timer = nil
    case .log(let event):
      guard event.kind == .operatorRefused, event.number != 0, event.reason != .role, !scene.isBlind else { return }
      if event.reason != refusal {
        scene.breach(
          "\(event.subject?.text ?? "nothing") was refused as \(event.reason?.text ?? "nothing"), and "
            + "\(refusal?.text ?? "none") is due", cause: "refused")
      }
      refusal = nil
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    guard !scene.isBlind else { return }
    if let refusal { scene.breach("what a person wants is \(refusal.text), and was not refused", cause: "not refused") }
    if case .stepped(let ticket, let step)? = due.first {
      scene.breach("T\(ticket.id) is to be \(step), and was not", cause: "missing")
    }
    (due, refusal) = ([], nil)
    let next = TicketSteps.nextDue(scene)
    guard next != timer else { return }
    scene.breach(
      "tickets are looked at \(timer.map { "at \($0)" } ?? "never"), and "
        + (next.map { "one is due at \($0)" } ?? "none is due"), cause: "timer")
    timer = next
  }
}
