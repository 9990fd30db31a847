import Reconciliation
import Trading

/// `gap-alert`: when a person is told that an order lacks executions.
struct GapAlert: Clause {
  static let page = ClausePage(
    "gap-alert", .alerts, .telling,
    "of an order whose executed quantity differs by the same, or by ever more, from the sum of its executions in `missing-confirmations` "
      + "passes with all their answers, as new as the quantity, a person is told once, restarts or not: by a ticket of "
      + "its discrepancy, for `mismatch` and with the figures of both sides; where so many passes and `max-retries` more "
      + "were never that new, for `incomplete`; for `inferable`, where `inferred-fills` allows it and a price is known at "
      + "which a person can accept it; and of no other",
    source: "`missing-confirmations`; order/position document, conflict types",
    settings: [.missingConfirmations, .maximumRetries])
  static let hooks: ClauseHooks = [.begin, .willRecord, .end]
  static let beginnings: ClauseInputs = [.start, .passEnd, .orderAnswer]
  static let endings: ClauseInputs = [.passEnd, .orderAnswer]
  static let records: ClauseRecords = [.ticket]

  private struct Gap {
    var order: UInt32
    var difference: Fraction
    /// How many passes have seen it, and how many of those knew all executions that the report had counted.
    var looks = 0, proofs = 0
    /// Whether the store failed while it was seen, so that nobody knows by how much the books differed.
    var isUnsure = false
  }

  private var gaps: [Gap] = []
  /// The orders of which the answer that is looked at has told, be it twice.
  private var rows: Set<UInt32> = []
  /// What was told in this turn, and the ticket that was open before.
  private var told: [(record: TicketRecord, former: Ticket?)] = []
  private var ended: Ended?

  /// What is looked at of a pass that has ended: its other answers would be copied and thrown away.
  private struct Ended {
    var orders: Snapshot<OrderReport>?
    var isLook: Bool, hasFailed: Bool
  }

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input {
      gaps = []
      ended = nil
    }
    guard scene.hearsay.isPassDone, scene.hearsay.pass != nil else { return }
    ended = Ended(
      orders: scene.hearsay.pass?.orders, isLook: scene.hearsay.pass?.isLook ?? false,
      hasFailed: scene.hearsay.pass?.hasFailed ?? false)
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .ticket(let record) = entry.record, record.subject(scene.model) == .gap, let ticket = record.gap else {
      return
    }
    scene.tried()
    told.append((record, scene.model.tickets.first { $0.discrepancy == ticket.discrepancy }))
  }

  mutating func end(_ scene: inout Scene) {
    if let pass = ended {
      ended = nil
      if let orders = pass.orders, !pass.hasFailed, !pass.isLook {
        for report in orders.answer { look(at: report, &scene) }
        if !rows.isEmpty { rows = [] }
      }
      if !pass.hasFailed, !pass.isLook {
        for gap in scene.reckoning.gaps.verdict?.lasting ?? [] { look(at: gap, &scene) }
      }
      if !gaps.isEmpty { gaps.removeAll { scene.model.gap(of: $0.order) == nil && !$0.isUnsure } }
    }
    guard !told.isEmpty else { return }
    for one in told where !scene.isBlind {
      guard let ticket = one.record.gap, !gaps.contains(where: { $0.order == ticket.order && $0.isUnsure }) else {
        continue
      }
      let name = scene.name(ClientOrderID(index: ticket.order))
      scene.breach("a ticket about the gap of \(name) is not due", cause: "not due")
    }
    told.removeAll(keepingCapacity: true)
  }

  private mutating func look(at report: OrderReport, _ scene: inout Scene) {
    guard let slot = scene.model.slot(of: report.order),
      !scene.model.orders[slot].hasFilled(report.filled) || scene.isBlind
    else { return }
    let order = scene.model.orders[slot]
    guard report.isBelievable(of: order), report.sequence >= order.sequence else { return }
    let difference = Fraction(report.filled) - order.filled
    guard !difference.isZero || scene.isBlind else { return }
    let index = gaps.firstIndex { $0.order == report.order.index } ?? gaps.count
    if index == gaps.count { gaps.append(Gap(order: report.order.index, difference: difference)) }
    if scene.isBlind { gaps[index].isUnsure = true }
    guard !gaps[index].isUnsure, rows.insert(report.order.index).inserted else { return }
    if gaps[index].difference != difference, isTold(report.order, scene) || difference < gaps[index].difference {
      gaps[index] = Gap(order: report.order.index, difference: difference)
    }
    gaps[index].difference = difference
    gaps[index].looks += 1
    if report.sequence <= scene.reckoning.cursor { gaps[index].proofs += 1 }
    settle(
      order, ToldQuantity(report, knownUpTo: scene.reckoning.rowGaps.known(of: report.order)),
      HeardGaps.reason(looks: gaps[index].looks, proofs: gaps[index].proofs, scene.configuration), &scene)
  }

  /// Whether a person had a ticket of the gap of an order before this turn.
  private func isTold(_ order: ClientOrderID, _ scene: Scene) -> Bool {
    if let new = told.first(where: { $0.record.gap?.order == order.index }) { return new.former != nil }
    guard let gap = scene.model.gap(of: order.index) else { return false }
    return scene.model.tickets.contains { $0.discrepancy == gap.id }
  }

  /// Looks at what was told outside of passes, and what no answer has brought.
  private mutating func look(at gap: HeardGaps.Lasting, _ scene: inout Scene) {
    guard !scene.isBlind, let order = scene.model.order(gap.order) else { return }
    guard gap.isSure else { return told.removeAll { $0.record.gap?.order == gap.order.index } }
    settle(order, gap.told, gap.reason, &scene)
  }

  /// Holds what was told of a gap that has lasted against what is due.
  private mutating func settle(_ order: ModelOrder, _ told: ToldQuantity, _ reason: Word?, _ scene: inout Scene) {
    guard let reason = scene.reckoning.reason(reason, told, order, scene.model),
      var discrepancy = scene.model.gap(of: order.id.index)
    else { return }
    discrepancy.local = order.filled.figure ?? .zero
    discrepancy.broker = told.quantity
    settle(discrepancy, reason, Fraction(told.quantity) - order.filled, &scene)
  }

  private mutating func settle(
    _ gap: Discrepancy, _ reason: Word, _ difference: Fraction, _ scene: inout Scene
  ) {
    let name = scene.name(ClientOrderID(index: gap.order))
    guard let place = told.firstIndex(where: { $0.record.gap?.discrepancy == gap.id }) else {
      let known = scene.model.tickets.first { $0.discrepancy == gap.id }
      if known.map({ Fraction($0.broker) - Fraction($0.local) }) != difference {
        scene.breach("a ticket about the gap of \(name) is due, and there is none", cause: "missing")
      }
      return
    }
    let (record, former) = told.remove(at: place)
    if let former, Fraction(former.broker) - Fraction(former.local) == difference {
      scene.breach("a person was told of the gap of \(name) again, and it is the same", cause: "again")
    }
    var due = Ticket(gap, id: 0, reason: reason, at: scene.now)
    due.level = scene.reckoning.urgency(
      of: gap.kind, worth: scene.reckoning.worth(of: gap, scene.model),
      in: scene.reckoning.currency(of: gap, scene.model))
    if let former { due.takeOver(former) }
    let expected: TicketRecord = former == nil ? .opened(due) : .updated(due)
    if record.withoutNumber != expected {
      scene.breach("the ticket about the gap of \(name) says otherwise than is due", cause: "figures")
    }
  }
}

extension TicketRecord {
  /// The ticket of a person who is told.
  fileprivate var gap: Ticket? {
    switch self {
    case .opened(let ticket), .updated(let ticket): ticket
    case .resolved, .stepped: nil
    }
  }
}

extension Model {
  /// The open discrepancy of an order that lacks executions.
  fileprivate func gap(of order: UInt32) -> Discrepancy? {
    discrepancies.first { $0.kind == .quantityMismatch && $0.order == order }
  }
}
