import Reconciliation
import Trading

extension Reckoning {
  /// What one execution report calls for: each execution counts once, keyed by instrument and id, and what cannot be
  /// believed is put aside with its raw figures (design, section 3, rules 3 and 9).
  mutating func reckon(_ execution: Execution, source: Word, _ sheet: inout Model) {
    if source == .stream { tell(.fillReceived, execution, source) }
    if let counted = sheet.execution(execution.id, of: execution.instrument)?.execution {
      let isSame =
        (counted.order, counted.side, counted.quantity, counted.price)
        == (execution.order, execution.side, execution.quantity, execution.price)
      if !isSame {
        putAside(execution, .duplicateExecution, .idReused, source, &sheet)
      } else if source == .stream {
        tell(.fillDuplicate, execution, source)
      }
      return
    }
    if let (kind, reason) = doubt(about: execution, sheet) {
      return putAside(execution, kind, reason, source, &sheet)
    }
    let before = sheet.order(execution.order)
    defer { if let before { noteContradiction(execution, before, &sheet) } }
    let adopted = sheet.instruments[Int(execution.instrument.index)].adoptedAsOf
    let isInBaseline = execution.sequence != .zero && execution.sequence <= adopted
    call(
      .executions,
      .execution(.counted(execution, source: source, origin: isInBaseline ? .absorbed : .reported)), &sheet)
    tell(.fillApplied, execution, source)
    guard let order = sheet.order(execution.order), order.filled.exceeds(order.terms.quantity),
      let filled = order.filled.figure
    else { return }
    note(
      Discrepancy(
        .overfill, order: execution.order.index, execution: execution.id.index, local: order.terms.quantity,
        broker: filled), isComparing: false, &sheet)
  }

  /// It has executed after the end that the broker has told of: not what is told late of before that.
  private mutating func noteContradiction(_ execution: Execution, _ before: ModelOrder, _ sheet: inout Model) {
    guard [.cancelled, .rejected, .expired].contains(before.status), execution.sequence > before.sequence,
      let local = before.filled.figure, let broker = sheet.order(execution.order)?.filled.figure
    else { return }
    var contradiction = Discrepancy(
      .contradiction, order: execution.order.index, local: local, broker: broker, localStatus: before.status)
    contradiction.reason = Word(before.status)
    note(contradiction, isComparing: false, &sheet)
  }

  /// Why a report of an execution that was not counted cannot be believed.
  private func doubt(about execution: Execution, _ sheet: Model) -> (kind: Word, reason: Word)? {
    guard execution.quantity > .zero, execution.price >= .zero, isPossible(execution.sequence),
      execution.instrument.index < configuration.instruments.count
    else { return (.invalidReport, .invalid) }
    guard let order = sheet.order(execution.order) else { return (.unknownOrder, .unknownOrder) }
    if !order.isPlaced(as: execution.brokerOrder) { return (.unknownOrder, .duplicateKey) }
    if order.terms.instrument != execution.instrument { return (.invalidReport, .wrongInstrument) }
    if order.terms.side != execution.side { return (.invalidReport, .wrongSide) }
    return fits(execution, sheet) ? nil : (.invalidReport, .overflow)
  }

  /// A count that no broker reaches would make all that follows look old (issue: engine document, 12).
  func isPossible(_ sequence: BrokerSequence) -> Bool { sequence.value < 1 << 62 }

  /// Whether all figures stay within the range of a decimal.
  private func fits(_ execution: Execution, _ sheet: Model) -> Bool {
    let instrument = sheet.instruments[Int(execution.instrument.index)]
    let usual = Decimal(1_000_000_000)
    let balance = sheet.balances[Int(instrument.terms.currency.index)].amount
    let large = Fraction(1_000_000_000_000_000_000)
    if execution.quantity < usual, execution.price < usual, instrument.terms.multiplier < usual,
      instrument.position.quantity.magnitude < large, instrument.position.cost.magnitude < large,
      instrument.position.profit.magnitude < large, balance.magnitude < large
    {
      return true
    }
    var after = sheet
    after.count(execution, .reported, record: 0)
    let position = after.instruments[Int(execution.instrument.index)].position
    let notional =
      Fraction(execution.quantity) * Fraction(execution.price) * Fraction(instrument.terms.multiplier)
    let filled = after.order(execution.order)?.filled ?? .zero
    return [
      notional, position.quantity, position.cost, position.profit, filled,
      after.balances[Int(instrument.terms.currency.index)].amount,
    ].allSatisfy(\.fitsDecimal)
  }

  private mutating func putAside(
    _ execution: Execution, _ kind: Word, _ reason: Word, _ source: Word, _ sheet: inout Model
  ) {
    var discrepancy = Discrepancy(
      kind, order: execution.order.index, execution: execution.id.index, instrument: execution.instrument.index,
      broker: execution.quantity)
    discrepancy.reason = reason
    if kind != .unknownOrder { hasDoubtfulRow = true }
    // Once put aside, a report that comes again says nothing new.
    guard open(discrepancy, sheet) == nil else { return }
    call(.fills, .fill(FillLine(.fillQuarantined, execution, source: source, reason: reason)))
    note(discrepancy, isComparing: false, &sheet)
  }

  private mutating func tell(_ kind: EventKind, _ execution: Execution, _ source: Word) {
    call(.fills, .fill(FillLine(kind, execution, source: source)))
  }
}
