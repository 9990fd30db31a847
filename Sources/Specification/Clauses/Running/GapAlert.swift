import Reconciliation
import Trading

/// `gap-alert`: when a person is told that an order lacks executions.
struct GapAlert: Clause {
  static let page = ClausePage(
    "gap-alert", .alerts, .telling,
    "of an order whose executed quantity differs by the same from the sum of its executions in `missing-confirmations` "
      + "passes with all their answers a person is told once, for `mismatch` and under the number of the discrepancy",
    source: "`missing-confirmations`; order/position document, conflict types", settings: [.missingConfirmations])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .passEnd, .orderAnswer]
  static let endings: ClauseInputs = [.passEnd, .orderAnswer, .durable]
  static let effects: ClauseEffects = [.notify]

  private struct Gap {
    var order: UInt32
    var difference: Fraction
    var count = 0
    var isTold = false
    /// Whether the store failed while it was seen, so that nobody knows by how much the books differed.
    var isUnsure = false
  }

  private var gaps: [Gap] = []
  /// What has to be told once so many records are durable.
  private var due: [(event: Event, record: UInt64)] = []
  /// What was told before the turn was over.
  private var told: [Event] = []
  private var ended: HeardPass?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input {
      gaps = []
      due = []
      ended = nil
    }
    if scene.hearsay.isPassDone, let pass = scene.hearsay.pass { ended = pass }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .notify(let event) = effect, event.isOfFigure, event.order != Event.none, event.reason != .unconfirmed
    else { return }
    scene.tried()
    told.append(event)
  }

  mutating func end(_ scene: inout Scene) {
    if let pass = ended {
      ended = nil
      if let orders = pass.orders, !pass.hasFailed, !pass.isLook {
        for report in orders.answer { look(at: report, &scene) }
      }
      if !gaps.isEmpty { gaps.removeAll { scene.model.gap(of: $0.order) == nil && !$0.isUnsure } }
    }
    guard !told.isEmpty || !due.isEmpty else { return }
    for event in told { settle(event, &scene) }
    told.removeAll(keepingCapacity: true)
    if let first = due.first, first.record <= scene.hearsay.durable {
      scene.breach("\(first.event.alertText) is due, and was not told", cause: "missing")
      due.removeAll { $0.record <= scene.hearsay.durable }
    }
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
    guard !gaps[index].isUnsure else { return }
    if gaps[index].difference != difference { gaps[index] = Gap(order: report.order.index, difference: difference) }
    gaps[index].count += 1
    guard gaps[index].count >= scene.configuration.missingConfirmations, !gaps[index].isTold,
      let discrepancy = scene.model.gap(of: report.order.index)
    else { return }
    gaps[index].isTold = true
    var event = Event(.riskAlert)
    event.subject = .quantityMismatch
    event.order = report.order.index
    event.reason = .mismatch
    event.discrepancy = discrepancy.id
    due.append((event, scene.model.sequence))
  }

  private mutating func settle(_ event: Event, _ scene: inout Scene) {
    if let index = due.firstIndex(where: { $0.event == event }) {
      due.remove(at: index)
    } else if !gaps.contains(where: { $0.order == event.order && $0.isUnsure }), !scene.isBlind {
      let name = scene.name(ClientOrderID(index: event.order))
      scene.breach(
        "\(event.alertText) of \(name) was told, and "
          + "\(due.first?.event.alertText ?? "none") is due", cause: "not due")
    }
  }
}

extension Model {
  /// The open discrepancy of an order that lacks executions.
  fileprivate func gap(of order: UInt32) -> Discrepancy? {
    discrepancies.first { $0.kind == .quantityMismatch && $0.order == order }
  }
}
