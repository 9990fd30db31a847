import Reconciliation
import Trading

/// `drift-alert`: when a person is told of a position or balance that differs.
struct DriftAlert: Clause {
  static let page = ClausePage(
    "drift-alert", .alerts, .telling,
    "of a drift that `drift-confirmations` passes in a row have seen unchanged, and that the policy, its limit, a figure "
      + "that lacks, half a trade or an account that lists nothing leave to a person, or that a limit holds back, a person is told once as long as it is the same, "
      + "restarts or not: by a ticket of its discrepancy, with the figures of both sides and the level of what they are "
      + "apart, for `mismatch` or that limit; of one that lies on the same side in so many passes and `max-retries` more, and is not "
      + "the same, once for `moving`, and again when its level has risen, unless the figures here are to stay; of one that is taken over by `adopt-broker`, "
      + "`latest-timestamp` or `within-limit` and is worth `critical-from` or more in its currency, or nobody knows what or has "
      + "said so of that currency, once it is, for the policy, but for a balance with a position of its currency; and of no other",
    source: "`drift-policy`, `drift-confirmations`; position document, alerts; design, section 3, rule 7",
    settings: [
      .driftPolicy, .pricePolicy, .reviewFrom, .driftConfirmations, .maximumAutomaticCorrection, .informationalFrom,
      .warningFrom, .criticalFrom,
      .emergencyFrom,
    ])
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endsWhenDue = true
  static let records: ClauseRecords = [.ticket]

  private var walk = DueWalk(.tellings)

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .ticket(let record) = entry.record, record.subject(scene.model) == .drift else { return }
    if !scene.reckoning.isUnclear { walk.meet(.record(.ticket(record.withoutNumber)), &scene) }
  }

  mutating func end(_ scene: inout Scene) {
    if !scene.reckoning.isUnclear { walk.end(&scene) }
  }
}

/// `ticket-life`: when a ticket opens and ends, beside those about figures that last.
struct TicketLife: Clause {
  static let page = ClausePage(
    "ticket-life", .alerts, .justification,
    "a report put aside, an order that nobody here has placed, an overfill, a contradiction of the broker about an order "
      + "and accounts that cannot be compared open a ticket with their discrepancy, or at the start after a kill that came between; a ticket ends just "
      + "before its discrepancy; tickets are numbered as they open, and there is one for each discrepancy",
    source: "order/position document, intervention tickets; design, section 3, rules 7 and 9")
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endsWhenDue = true
  static let records: ClauseRecords = [.ticket]

  private var walk = DueWalk(.tickets)

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .ticket(let record) = entry.record else { return }
    lookAtNumber(of: record, &scene)
    guard record.subject(scene.model) == .report, !scene.reckoning.isUnclear else { return }
    walk.meet(.record(.ticket(record.withoutNumber)), &scene)
  }

  private func lookAtNumber(of record: TicketRecord, _ scene: inout Scene) {
    let (id, discrepancy): (UInt32, UInt32)
    switch record {
    case .opened(let ticket):
      let last = scene.model.ticketCount
      if ticket.id != last + 1 { scene.breach("T\(ticket.id) came after T\(last)", cause: "number") }
      if let other = scene.model.tickets.first(where: { $0.discrepancy == ticket.discrepancy }) {
        scene.breach("T\(ticket.id) is about D\(ticket.discrepancy), and so is T\(other.id)", cause: "double")
      }
      return
    case .updated(let ticket), .stepped(let ticket, _): (id, discrepancy) = (ticket.id, ticket.discrepancy)
    case .resolved(let number, let of, _, _): (id, discrepancy) = (number, of)
    }
    if !scene.model.tickets.contains(where: { $0.id == id && $0.discrepancy == discrepancy }) {
      scene.breach("T\(id) about D\(discrepancy) is not open", cause: "not open")
    }
  }

  mutating func end(_ scene: inout Scene) {
    if !scene.reckoning.isUnclear { walk.end(&scene) }
  }
}

extension TicketRecord {
  /// What a record of a ticket is judged by.
  enum Subject { case drift, gap, report, step }

  func subject(_ model: Model) -> Subject {
    switch self {
    case .opened(let ticket), .updated(let ticket):
      switch ticket.kind {
      case .quantityMismatch, .missingPosition, .priceDiscrepancy, .cashMismatch:
        ticket.order == Event.none ? .drift : .gap
      default: .report
      }
    case .resolved: .report
    case .stepped: .step
    }
  }

  /// The record without the number of its ticket, which counts those of all subjects.
  var withoutNumber: TicketRecord {
    switch self {
    case .opened(var ticket):
      ticket.id = 0
      return .opened(ticket)
    case .updated(var ticket):
      ticket.id = 0
      return .updated(ticket)
    case .stepped: return self
    case .resolved(_, let discrepancy, let kind, let by):
      return .resolved(id: 0, discrepancy: discrepancy, kind: kind, by: by)
    }
  }
}
