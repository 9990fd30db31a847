import Reconciliation
import Trading

extension Reckoning {
  /// What one execution report calls for: each execution counts once, keyed by instrument and id, and what cannot be
  /// believed is put aside with its raw figures (design, section 3, rules 3 and 9).
  ///
  /// - Parameters:
  ///   - report: the state of its order that came with it.
  ///   - listed: the orders that were told with it.
  mutating func reckon(
    _ execution: Execution, source: Word, with report: OrderReport? = nil, listed: [OrderReport] = [],
    _ sheet: inout Model
  ) {
    if source == .stream { tell(.fillReceived, execution, source) }
    judge(execution, source: source, with: report, listed: listed, &sheet)
    // What the stream has told of it before counts from now on, and what it has told of that; what has been counted while
    // the store failed does already.
    overtaking.removeAll { sheet.counted($0) != nil }
    var subject = execution
    while sheet.counted(subject) != nil,
      let place = overtaking.firstIndex(where: { ($0.order, $0.reference) == (subject.order, subject.id) })
    {
      subject = overtaking.remove(at: place)
      judge(subject, source: .stream, with: nil, listed: [], &sheet)
    }
  }

  private mutating func judge(
    _ execution: Execution, source: Word, with report: OrderReport?, listed: [OrderReport], _ sheet: inout Model
  ) {
    if let counted = sheet.counted(execution)?.execution {
      let isSame =
        (counted.reference, counted.side, counted.quantity, counted.price, counted.fee)
        == (execution.reference, execution.side, execution.quantity, execution.price, execution.fee)
      if !isSame {
        putAside(execution, .duplicateExecution, .idReused, source, &sheet)
      } else if source == .stream {
        tell(.fillDuplicate, execution, source)
      }
      return
    }
    if sheet.knows(execution) {
      if source == .stream { tell(.fillDuplicate, execution, source) }
      return
    }
    if report == nil, let order = sheet.order(execution.order), order.brokerOrder == nil,
      order.isIdTaken && order.status == .unknown || order.status == .pending
        || order.isYounger(than: execution.sequence) && [.submitted, .unknown].contains(order.status)
    {
      // Whose it is is as open as the state of the order.
      return hasDoubtfulRow = true
    }
    // What is told of an execution before the execution itself: a pass reads both, and again what it could not believe.
    if let reference = execution.reference, sheet.execution(reference, of: execution.order) == nil,
      source == .stream ? configuration.isEnabled : hasDoubtfulRow
    {
      let isKept = source == .stream && sheet.order(execution.order) != nil && overtaking.count < 100
      if isKept, !overtaking.contains(execution) { overtaking.append(execution) }
      return hasDoubtfulRow = true
    }
    if let (kind, reason) = doubt(about: execution, report, sheet) {
      if reason == .unknownOrder, isLeftOut(execution.instrument) { return }
      // How much of the order that is tells a report of just that order.
      let told = ([report].compactMap { $0 } + listed).first {
        ($0.order, $0.brokerOrder) == (execution.order, execution.brokerOrder)
      }
      let filled = told.flatMap { $0.filled > .zero ? $0.filled : nil }
      return putAside(execution, kind, reason, source, filled: filled, &sheet)
    }
    let before = sheet.order(execution.order)
    defer { if let before, execution.reference == nil { noteContradiction(execution, before, &sheet) } }
    replaceInferred(by: execution, source, &sheet)
    let adopted = sheet.instruments[Int(execution.instrument.index)].adoptedAsOf
    let isInBaseline = execution.sequence != .zero && execution.sequence <= adopted
    call(
      .executions,
      .execution(.counted(execution, source: source, origin: isInBaseline ? .absorbed : .reported)), &sheet)
    tell(.fillApplied, execution, source)
    guard !execution.isBust else { return }
    noteOverfill(execution.order, by: execution.id.index, &sheet)
    noteBadPrice(execution, before, &sheet)
  }

  /// A limit is a promise: an execution beyond every limit that was in force or asked for is told (design, section 3,
  /// rule 9), though it counts.
  ///
  /// - Parameter order: as it was before.
  private mutating func noteBadPrice(_ execution: Execution, _ order: ModelOrder?, _ sheet: inout Model) {
    guard let order else { return }
    let terms = [order.amendment] + order.formerWishes + [order.openTerms].compactMap { $0 }
    let limits = terms.compactMap(\.pricing.limit)
    guard limits.count == terms.count,
      let bound = execution.side == .buy ? limits.max() : limits.min(),
      execution.side == .buy ? bound < execution.price : execution.price < bound
    else { return }
    var discrepancy = Discrepancy(
      .invalidReport, order: order.id.index, execution: execution.id.index, local: bound, broker: execution.price)
    discrepancy.reason = .worseThanLimit
    note(discrepancy, isComparing: false, &sheet)
  }

  /// More was executed than the broker may have had on order: shown by an execution, or by a report that has told the
  /// quantity of an order that might have had more.
  mutating func noteOverfill(_ id: ClientOrderID, by execution: UInt32 = Event.none, _ sheet: inout Model) {
    guard let order = sheet.order(id), order.hasFilled(moreThan: order.largestQuantity),
      let filled = order.filled.figure
    else { return }
    note(
      Discrepancy(
        .overfill, order: id.index, execution: execution, local: order.largestQuantity, broker: filled),
      isComparing: false, &sheet)
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
  private func doubt(about execution: Execution, _ report: OrderReport?, _ sheet: Model) -> (kind: Word, reason: Word)?
  {
    let isPriced = execution.price > .zero || execution.isBust && execution.price == .zero
    guard execution.quantity > .zero || execution.isBust, isPriced, isPossible(execution.sequence),
      execution.instrument.index < configuration.instruments.count, !execution.id.isInferred
    else { return (.invalidReport, .invalid) }
    guard let order = sheet.order(execution.order) else { return (.unknownOrder, .unknownOrder) }
    if !order.isPlaced(as: execution.brokerOrder) { return (.unknownOrder, .duplicateKey) }
    // Whose it is that was executed under an id that was refused as taken tells the state of that order alone.
    if order.isWithoutId
      || order.brokerOrder == nil && (order.status == .pending || order.isYounger(than: execution.sequence)),
      report.map(order.isPlaced(by:)) != true
    {
      return (.unknownOrder, .duplicateKey)
    }
    if order.terms.instrument != execution.instrument { return (.invalidReport, .wrongInstrument) }
    if order.terms.side != execution.side { return (.invalidReport, .wrongSide) }
    if execution.reference != nil, sheet.former(of: execution) == nil { return (.invalidReport, .unknownExecution) }
    return fits(execution, sheet) ? nil : (.invalidReport, .overflow)
  }

  /// Whether a report of a pass is put aside since its order is none of the engine's.
  func isOfStranger(_ execution: Execution, _ model: Model) -> Bool {
    !model.knows(execution) && doubt(about: execution, nil, model)?.kind == .unknownOrder
      && !isLeftOut(execution.instrument)
  }

  /// A count that no broker reaches would make all that follows look old (issue: engine document, 12).
  func isPossible(_ sequence: BrokerSequence) -> Bool { sequence.value < 1 << 62 }

  /// Whether all figures stay within the range of a decimal.
  private func fits(_ execution: Execution, _ sheet: Model) -> Bool {
    let instrument = sheet.instruments[Int(execution.instrument.index)]
    let usual = Decimal(1_000_000_000)
    let balance = sheet.balances[Int(instrument.terms.currency.index)].amount
    let large = Fraction(1_000_000_000_000_000_000)
    if execution.quantity < usual, execution.price < usual, execution.fee.magnitude < usual,
      instrument.terms.multiplier < usual,
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
    _ execution: Execution, _ kind: Word, _ reason: Word, _ source: Word, filled: Decimal? = nil, _ sheet: inout Model
  ) {
    if kind == .unknownOrder {
      // It belongs to the order that nobody here has placed, of which a person is told.
      guard strangersExecutions.insert(execution).inserted else { return }
      let line = FillLine(.fillQuarantined, execution, source: source, reason: reason)
      call(.fills, .fill(line), isOptional: unsureExecutions.contains(execution))
      return noteStranger(
        execution.order, execution.brokerOrder, execution.instrument, filled: filled ?? execution.quantity,
        by: .execution(execution), isComparing: false, &sheet)
    }
    var discrepancy = Discrepancy(
      kind, order: execution.order.index, execution: execution.id.index, instrument: execution.instrument.index,
      broker: execution.quantity)
    discrepancy.reason = reason
    discrepancy.report = .execution(execution)
    if sheet.hasDiscarded(discrepancy) { return }
    hasDoubtfulRow = true
    // Once put aside, a report that comes again says nothing new.
    guard open(discrepancy, sheet) == nil else { return }
    call(.fills, .fill(FillLine(.fillQuarantined, execution, source: source, reason: reason)))
    note(discrepancy, isComparing: false, &sheet)
  }

  private mutating func tell(_ kind: EventKind, _ execution: Execution, _ source: Word) {
    call(.fills, .fill(FillLine(kind, execution, source: source)))
  }
}
