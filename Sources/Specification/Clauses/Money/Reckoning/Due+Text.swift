import Reconciliation
import Trading

extension Due.Content {
  /// The content as messages show it.
  func text(_ scene: Scene) -> String {
    switch self {
    case .record(let record): record.text(scene)
    case .fill(let line): line.text(scene)
    case .opening(let discrepancy):
      "\(DiscrepancyKey(discrepancy).text(scene, as: discrepancy.kind)) with \(discrepancy.local) here and \(discrepancy.broker) there"
        + (discrepancy.localStatus.map { ", \(Word($0).text) here" } ?? "")
        + (discrepancy.brokerStatus.map { ", \(Word($0).text) there" } ?? "")
        + ", \(discrepancy.level.map { $0.word.text } ?? "no level")"
        + (discrepancy.impact.map { " for \($0)" } ?? "") + (discrepancy.reason.map { ", \($0.text)" } ?? "")
        + (discrepancy.report.map { ", told as \($0.text(scene))" } ?? "")
    case .closing(let key, let by): "the end of \(key.text(scene))" + (by == .auto ? "" : " by \(by.text)")
    case .telling(let event, _): event.alertText
    case .holding(let key, let limit): "leaving \(key.text(scene)) to a person over \(limit.text)"
    }
  }
}

extension DiscrepancyKey {
  func text(_ scene: Scene, as name: Word? = nil) -> String {
    var words = [(name ?? kind).text]
    if order != Event.none { words.append("of \(scene.name(ClientOrderID(index: order)))") }
    if let brokerOrder { words.append("under number \(brokerOrder.index)") }
    if execution != Event.none { words.append("by \(scene.name(ExecutionID(index: execution)))") }
    if instrument != Event.none { words.append("in \(scene.name(InstrumentID(index: instrument)))") }
    if currency != Event.none { words.append("in \(scene.name(CurrencyID(index: currency)))") }
    return words.joined(separator: " ")
  }
}

extension RawReport {
  fileprivate func text(_ scene: Scene) -> String {
    switch self {
    case .execution(let told):
      "\(told.side) \(told.quantity) at \(told.price)\(told.feeText) under \(told.brokerOrder.index), change \(told.sequence.value) at \(told.executedAt)"
    case .order(let told):
      "\(told.side) \(told.terms.quantity), \(Word(told.status).text) with \(told.filled) at \(told.averagePrice) under "
        + "\(told.brokerOrder.index), change \(told.sequence.value)"
    }
  }
}

extension Execution {
  /// The fee in words; nothing where there is none.
  fileprivate var feeText: String { fee.isZero ? "" : " for a fee of \(fee)" }
}

extension FillLine {
  func text(_ scene: Scene) -> String {
    let name = scene.name(ExecutionID(index: execution))
    let reason = reason.map { " for \($0.text)" } ?? ""
    let figures = kind == .fillDuplicate ? "" : " \(quantity) at \(price)\(fee.isZero ? "" : " for a fee of \(fee)"),"
    return "\(kind.name) \(name) of \(scene.name(ClientOrderID(index: order))),\(figures) from \(source.text)\(reason)"
  }
}

extension JournalRecord {
  fileprivate func text(_ scene: Scene) -> String {
    switch self {
    case .execution(.counted(let execution, let source, let origin)):
      "execution \(scene.name(execution.id)) of \(scene.name(execution.order)), "
        + "\(execution.side == .buy ? "bought" : "sold") \(execution.quantity) \(scene.name(execution.instrument)) "
        + "at \(execution.price)\(execution.feeText) as of \(execution.sequence.value), \(origin) from \(source.text)"
    case .order(.terms(let order, let amendment, let source, let sequence)):
      "terms of \(scene.name(order)): \(amendment.quantity), limit \(text(amendment.pricing.limit)), "
        + "stop \(text(amendment.pricing.stop)), from \(source.text) as of \(sequence.value)"
    case .position(.adopted(let adoption)):
      "position \(scene.name(adoption.instrument)) from \(adoption.from) to \(adoption.to) "
        + "at \(adoption.averagePrice) as of \(adoption.asOf.value) under \(adoption.policy.text) for \(adoption.charge)"
    case .cash(.adopted(let adoption)):
      "balance \(scene.name(adoption.currency)) from \(adoption.from) to \(adoption.to) "
        + "as of \(adoption.asOf.value) under \(adoption.policy.text) for \(adoption.charge)"
    case .position(.verified(let instrument)): "the verification of \(scene.name(instrument))"
    case .cash(.verified(let currency)): "the verification of \(scene.name(currency))"
    case .control(.accountSeen(let asOf)): "an account as of change \(asOf.value)"
    case .ticket(.opened(let ticket)): "a ticket: \(ticket.text)"
    case .ticket(.updated(let ticket)): "an update: \(ticket.text)"
    case .ticket(.resolved(_, let discrepancy, let kind, let by)):
      "the end of the ticket about D\(discrepancy) \(kind.text) by \(by.text)"
    default: "\(kind.text)"
    }
  }

  private func text(_ price: Decimal?) -> String { price?.description ?? "none" }
}

extension Ticket {
  fileprivate var text: String {
    "D\(discrepancy) \(kind.text) for \(reason?.text ?? "nothing"), \(level?.word.text ?? "no level"), \(local) here and "
      + "\(broker) there, opened \(opened), told \(told)"
  }
}
