import Trading

/// How far the executions of the broker are known, and the way of each one into the books.
struct ExecutionDesk: Sendable {
  /// All executions up to this change at the broker were told.
  private(set) var cursor = BrokerSequence.zero
  /// Up to where they need not be read again: what could not be believed of an answer is read until it can be.
  private(set) var readUpTo = BrokerSequence.zero
  /// Whether the answer that is taken in has told something of an execution that cannot be so.
  private var hasDoubtfulRow = false
  /// When it was known up to where, for a pass over a window of time.
  private var marks = LookbackMarks()
  /// The executions of orders that are none of ours, as they were put aside since the start.
  private var strangers: Set<Execution> = []
  /// What the stream has told about executions that are still to be told.
  private var early: [Execution] = []
  /// After which change at the broker the executions were asked for last.
  private var askedFrom = BrokerSequence.zero

  /// An execution report that cannot be taken as it is, and why.
  struct Doubt {
    var finding: Finding
    var reason: Word?
  }

  /// Takes in one execution report: each execution counts once (design, section 3, rule 3).
  ///
  /// - Parameters:
  ///   - report: what is known of the state of its order at the broker.
  ///   - isKept: whether it came before, and was kept.
  /// - Returns: What a person has to be told of.
  mutating func receive(
    _ execution: Execution, source: Word, report: OrderReport? = nil, isKept: Bool = false, _ core: inout Core
  ) -> [Doubt] {
    if source == .stream, !isKept { log(.fillReceived, execution, source: source, &core) }
    guard !core.books.isArchived(execution) else { return skip(execution, source: source, &core) }
    let booked = core.books.booked(execution)
    let order = booked == nil ? core.books.order(execution.order) : nil
    if let order, order.isOpenWhose(execution), report == nil {
      // It is still asked whose order is there under the id; the execution is read again when that is told.
      hasDoubtfulRow = true
      return []
    }
    if booked == nil, execution.reference != nil, isEarly(execution, source: source, core) {
      hasDoubtfulRow = true
      if source == .stream { keep(execution, core) }
      return []
    }
    if let doubt = ExecutionDetector.doubt(
      about: execution, booked: booked?.execution, order: order, revises: core.books.subject(of: execution)?.execution,
      isOwn: order.flatMap { order in report.map { !OrderDetector.isOther($0, than: order) } } ?? false,
      instrumentCount: core.configuration.instruments.count)
    {
      // What others do in an instrument that is left out is nobody's business here.
      if doubt.reason == .unknownOrder, !core.configuration.compares(execution.instrument) { return [] }
      return quarantine(
        execution, doubt.kind, reason: doubt.reason, source: source, filled: report?.filled(with: execution), &core)
    }
    if booked != nil {
      if source == .stream { log(.fillDuplicate, execution, source: source, &core) }
      return []
    }
    return book(execution, source: source, isKept: isKept, &core)
  }

  /// Takes no execution in that was counted and has left the books; of its figures nothing is left to compare.
  private func skip(_ execution: Execution, source: Word, _ core: inout Core) -> [Doubt] {
    guard source == .stream else { return [] }
    log(.fillDuplicate, execution, source: source, &core)
    return []
  }

  /// Whether a report takes back or amends what is still to be told: a pass reads both in the order of the broker, and
  /// what it could not believe it reads again.
  private func isEarly(_ report: Execution, source: Word, _ core: Core) -> Bool {
    guard let reference = report.reference, core.books.execution(reference, of: report.order) == nil else {
      return false
    }
    return source == .stream ? core.configuration.isEnabled : hasDoubtfulRow
  }

  /// Keeps a report until what it takes back or amends is told: the two may have overtaken each other, and an order that
  /// works again must not be believed filled until a pass reads both.
  private mutating func keep(_ report: Execution, _ core: Core) {
    guard early.count < ExecutionDesk.earlyLimit, core.books.order(report.order) != nil, !early.contains(report) else {
      return
    }
    early.append(report)
  }

  /// How many reports are kept; the others a pass reads.
  private static let earlyLimit = 100

  /// Takes out what was told about an execution before it was told itself.
  mutating func takeEarly(about execution: Execution, _ core: Core) -> Execution? {
    guard !early.isEmpty, core.books.execution(execution.id, of: execution.order) != nil,
      let place = early.firstIndex(where: { $0.order == execution.order && $0.reference == execution.id })
    else { return nil }
    return early.remove(at: place)
  }

  /// What was put aside as somebody else's may be an adopted order's: all executions are read once more.
  mutating func readAgain() {
    readUpTo = .zero
    marks = LookbackMarks()
  }

  private mutating func book(
    _ execution: Execution, source: Word, isKept: Bool, _ core: inout Core
  ) -> [Doubt] {
    // What an order had before is forgotten once it has ended, which this execution may bring about.
    let former = core.books.terms(supersededOf: execution.order)
    let isClosing: Bool?
    let revisions = core.books.log.inferred(of: execution.order).revisions(for: execution)
    if revisions.isEmpty {
      isClosing = count(execution, source: source, &core)
    } else {
      isClosing = replace(revisions, by: execution, source: source, &core)
    }
    guard let isClosing else {
      return quarantine(execution, .invalidReport, reason: .overflow, source: source, &core)
    }
    // What a pass has told of it compares itself, and what was kept is followed by what it is about.
    if source == .stream, !isKept, core.configuration.reconciles(after: execution.side, isClosing: isClosing) {
      core.followUps.append(.startPass(.postTrade))
    }
    if let reference = execution.reference {
      core.notify(
        .execution, order: execution.order.index, execution: reference.index,
        reason: execution.isBust ? .busted : .corrected)
    }
    guard let order = core.books.order(execution.order), !execution.isBust else { return [] }
    var doubts: [Doubt] = []
    if let finding = ExecutionDetector.overfill(by: execution, order) { doubts.append(Doubt(finding: finding)) }
    if let finding = ExecutionDetector.worseThanLimit(execution, order, former: former) {
      doubts.append(Doubt(finding: finding, reason: .worseThanLimit))
    }
    return doubts
  }

  /// Puts a real execution in the place of what was inferred, at once: a kill must not come between the two.
  ///
  /// - Returns: Whether it has realized profit or loss; nil if a figure would leave the range of a decimal.
  private func replace(
    _ revisions: [Execution], by execution: Execution, source: Word, _ core: inout Core
  ) -> Bool? {
    guard core.books.fits(revisions + [execution]) else { return nil }
    let isWithin = core.journal.transactionStart != nil
    if !isWithin { core.beginTransaction() }
    for revision in revisions { _ = count(revision, source: source, &core) }
    let isClosing = count(execution, source: source, &core)
    if !isWithin { core.endTransaction() }
    return isClosing
  }

  /// Takes back what was inferred and what the broker counts no more: it has erred, or has taken back itself what it
  /// never told.
  func withdraw(upTo filled: Decimal, _ order: ManagedOrder, source: Word, _ core: inout Core) {
    let inferred = core.books.log.inferred(of: order.id)
    guard !inferred.standing.isEmpty, let excess = try? order.filled - filled, excess.isPositive else { return }
    for revision in inferred.withdrawals(of: excess) { _ = count(revision, source: source, &core) }
  }

  /// Counts an execution that nobody has reported.
  ///
  /// - Returns: Whether it was counted.
  func infer(_ execution: Execution, source: Word, _ core: inout Core) -> Bool {
    count(execution, source: source, &core) != nil
  }

  /// Counts an execution.
  ///
  /// - Returns: Whether it has realized profit or loss; nil if a figure would leave the range of a decimal.
  private func count(_ execution: Execution, source: Word, _ core: inout Core) -> Bool? {
    let origin = core.books.absorbs(execution) ? ExecutionOrigin.absorbed : .reported
    let before = core.books.positions[Int(execution.instrument.index)]
    guard core.commit(.execution(.counted(execution, source: source, origin: origin))) else { return nil }
    let realized = profit(of: execution, on: before, core)
    log(.fillApplied, execution, source: source, realized: realized, &core)
    return realized != nil
  }

  /// The profit that an execution has realized; nil if it closed nothing.
  ///
  /// The difference of what is told before and after, so that all of them add up to what is told. One that came late
  /// moves the profit of those behind it as well.
  private func profit(of execution: Execution, on before: PositionReplay, _ core: Core) -> Decimal? {
    let after = core.books.positions[Int(execution.instrument.index)]
    guard let profit = try? after.realizedProfit - before.realizedProfit else { return nil }
    let hasClosed =
      execution.reference == nil && after != before && !before.isFlat
      && before.quantity.isNegative == (execution.side == .buy)
    return hasClosed || !profit.isZero ? profit : nil
  }

  /// The rows of an answer follow.
  mutating func startAnswer() { hasDoubtfulRow = false }

  /// An answer had all executions up to a change at the broker.
  mutating func noteKnown(upTo sequence: BrokerSequence, _ core: Core) {
    cursor = max(cursor, sequence)
    // What was asked for before all had to be read again does not have all.
    if !hasDoubtfulRow, askedFrom <= readUpTo { readUpTo = max(readUpTo, sequence) }
    marks.note(readUpTo, at: core.now, lookback: core.configuration.lookback)
  }

  /// After which change at the broker a pass asks for executions: from the beginning, if an answer that claimed to be
  /// complete has hidden some, or something stands for what was never told.
  func start(of kind: PassKind, _ core: Core) -> BrokerSequence {
    guard !core.books.lacksExecutions(of: nil), !core.books.log.hasInferred else { return .zero }
    return switch kind.contents.executions {
    case .recent: readUpTo
    case .window: marks.start(at: core.now, lookback: core.configuration.lookback)
    case .all: .zero
    }
  }

  /// A pass asks for the executions after a change at the broker.
  mutating func noteAsked(after sequence: BrokerSequence) { askedFrom = sequence }

  /// Puts a report aside that cannot be believed, with its raw figures; a person is told once, and of what one order of
  /// somebody else executes as of one thing.
  private mutating func quarantine(
    _ execution: Execution, _ kind: Word, reason: Word, source: Word, filled: Decimal? = nil, _ core: inout Core
  ) -> [Doubt] {
    let finding = ExecutionDetector.quarantined(execution, kind, filled: filled)
    if kind == .unknownOrder {
      // What is of no order here is told as it is, and would be told no better.
      guard strangers.insert(execution).inserted else { return [] }
      log(.fillQuarantined, execution, source: source, reason: reason, &core)
      return [Doubt(finding: finding, reason: reason == .duplicateKey ? reason : nil)]
    }
    guard !core.books.isDiscarded(finding, reason: reason) else { return [] }
    hasDoubtfulRow = true
    guard core.books.openDiscrepancy(finding.key) == nil else { return [] }
    log(.fillQuarantined, execution, source: source, reason: reason, &core)
    return [Doubt(finding: finding, reason: reason)]
  }

  private func log(
    _ kind: EventKind, _ execution: Execution, source: Word, reason: Word? = nil, realized: Decimal? = nil,
    _ core: inout Core
  ) {
    var event = Event(kind)
    event.order = execution.order.index
    event.execution = execution.isInferred ? Event.none : execution.id.index
    event.quantity = execution.quantity
    event.price = execution.price
    if kind != .fillDuplicate { event.fee = execution.fee }
    event.source = source
    event.reason = reason
    if let realized {
      event.leaves = realized
      event.count = 1
    }
    core.log(event)
  }
}
