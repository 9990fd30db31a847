import Trading

extension ReconciliationEngine {
  /// Takes in one execution report, from whichever channel: each execution counts once (design, section 3, rule 3).
  mutating func receive(_ execution: Execution, source: Word) {
    if source == .stream { log(.fillReceived, execution, source: source) }
    if let booked = books.execution(execution.id, of: execution.instrument) {
      if booked.execution.quantity != execution.quantity || booked.execution.price != execution.price
        || booked.execution.side != execution.side || booked.execution.order != execution.order
      {
        quarantine(execution, .duplicateExecution, reason: .idReused, source: source)
      } else if source == .stream {
        log(.fillDuplicate, execution, source: source)
      }
      return
    }
    guard execution.quantity.isPositive, !execution.price.isNegative,
      Int(execution.instrument.index) < configuration.instruments.count
    else { return quarantine(execution, .invalidReport, reason: .invalid, source: source) }
    guard let slot = books.slot(of: execution.order) else {
      return quarantine(execution, .unknownOrder, reason: .unknownOrder, source: source)
    }
    let terms = books.orders[slot].terms
    guard terms.instrument == execution.instrument else {
      return quarantine(execution, .invalidReport, reason: .wrongInstrument, source: source)
    }
    guard terms.side == execution.side else {
      return quarantine(execution, .invalidReport, reason: .wrongSide, source: source)
    }
    book(execution, slot, source: source)
  }

  private mutating func book(_ execution: Execution, _ slot: Int, source: Word) {
    let isAbsorbed = execution.sequence <= books.adoptedAsOf[Int(execution.instrument.index)]
    guard commit(.execution(execution, source: source, isAbsorbed: isAbsorbed)) else {
      return quarantine(execution, .invalidReport, reason: .overflow, source: source)
    }
    log(.fillApplied, execution, source: source)
    let order = books.orders[slot]
    if order.filled > order.terms.quantity {
      let discrepancy = Discrepancy(
        .overfill, order: order.id.index, execution: execution.id.index, local: order.terms.quantity,
        broker: order.filled)
      let id = note(discrepancy)
      raiseAlert(.overfill, order: order.id.index, execution: execution.id.index, discrepancy: id)
    }
  }

  /// Puts a report aside that cannot be believed, with its raw figures, and tells a person once.
  private mutating func quarantine(_ execution: Execution, _ kind: Word, reason: Word, source: Word) {
    let discrepancy = Discrepancy(
      kind, order: execution.order.index, execution: execution.id.index, instrument: execution.instrument.index,
      broker: execution.quantity)
    guard isUnnoted(discrepancy) else { return }
    log(.fillQuarantined, execution, source: source, reason: reason)
    let id = note(discrepancy)
    raiseAlert(
      kind, order: execution.order.index, execution: execution.id.index, instrument: execution.instrument.index,
      reason: reason, discrepancy: id)
  }

  private mutating func log(_ kind: EventKind, _ execution: Execution, source: Word, reason: Word? = nil) {
    var event = Event(kind)
    event.order = execution.order.index
    event.execution = execution.id.index
    event.quantity = execution.quantity
    event.price = execution.price
    event.source = source
    event.reason = reason
    effects.append(.log(event))
  }
}
