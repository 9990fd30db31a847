import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// `no-false-match`, `second-pass-is-empty` and `no-unapproved-correction`: what passes conclude and do.
struct PassOracle: Sendable {
  /// The settings that the engine runs under.
  var configuration: EngineConfiguration
  /// The broker's count of changes when the pass started.
  private var sequenceAtStart: BrokerSequence?
  private var appended = 0
  /// When the last record was made: what the engine does itself may be left alone for the grace after it.
  private var lastAppended = Instant.origin
  /// How many records there were before the step that is being looked at: a pass concludes within one step.
  private var appendedAtStep = 0
  /// The records of decisions that change the books, and of what was taken over for them.
  private var decisions: Set<UInt64> = []
  private var carriedOut: Set<UInt64> = []
  /// Whether a person has wanted a report thrown away: then what is told of an order of somebody else may be.
  private var hasDiscarded = false
  /// By how much each figure of the account was last corrected, by instrument or by currency.
  private var corrected: [Subject: Decimal] = [:]
  /// The record of the last correction that was told of: a start may tell of it again.
  private var lastCorrection: UInt64 = 0
  /// The orders about which a discrepancy was recorded in the step, and those about which a ticket was.
  private var told: [ClientOrderID] = []
  private var wasMisreported = false
  /// Whether an answer of the pass hid something; one that is cut short says so, and hides nothing.
  private var wasDeceived = false
  /// Whether an answer of the pass was old; it says as of when it holds.
  private var wasStale = false
  /// Whether any pass was deceived: getting over that takes as many passes once more.
  private var wasEverDeceived = false
  /// Whether a person has decided about a figure: it may be neither side's, or one half of a trade, and then it or the
  /// other half is seen to once more.
  private var wasDecidedAbout = false
  /// Whether a correction was taken back: the price that is left is seen by itself then.
  private var wasTakenBack = false
  /// How many orders the broker had when the pass started, and how many discrepancies there were.
  private var ordersAtStart = 0
  private var discrepanciesAtStart: UInt32 = 0
  /// How many passes without a failed query have ended since the last start.
  private var passes = 0
  /// The last record that the last start recovered.
  private var recovered: UInt64 = 0
  /// How many passes in a row have seen the same facts, with nothing recorded between them.
  private var repeated = 0
  private var lastSequence: BrokerSequence?
  /// When the pass started that runs, or ran last, and the last one that counts: what follows another in a moment counts
  /// as one with it.
  private var startedAt = Instant.origin
  private var countedAt = Instant.origin
  private var appendedAtFinish = 0
  /// How often prices had moved when the last pass ended: what a difference is worth decides what becomes of it.
  private var movesAtFinish = 0
  /// Whether an order was known to lack executions when the pass started: a drift waits for them for as many passes as
  /// a request has repeats, and has to be confirmed only then.
  private var lacksExecutions = false

  /// What a correction is about.
  private struct Subject: Hashable {
    var instrument: UInt32
    var currency: UInt32
  }

  init(_ configuration: EngineConfiguration) {
    self.configuration = configuration
  }

  mutating func noteStart(_ sequence: UInt64) {
    recovered = sequence
    // What the disk has forgotten was neither decided nor carried out.
    decisions = decisions.filter { $0 <= sequence }
    carriedOut = carriedOut.filter { $0 <= sequence }
    lastCorrection = min(lastCorrection, sequence)
    passes = 0
    sequenceAtStart = nil
    repeated = 0
    lastSequence = nil
  }

  mutating func noteAppended(_ entry: TraceEntry) {
    let event = entry.event
    // What each pass writes of itself is no work on the facts.
    guard event.subject != .passReport else { return }
    appended += 1
    lastAppended = entry.instant
    switch event.subject {
    case .discrepancy, .ticket, .ticketUpdate:
      if event.order != Event.none { told.append(ClientOrderID(index: event.order)) }
    default: break
    }
  }

  mutating func noteStep() {
    appendedAtStep = appended
    if !told.isEmpty { told.removeAll() }
  }

  mutating func noteMisreport(_ event: Event) {
    wasMisreported = true
    if event.reason == .stale { wasStale = true }
    guard event.reason == .empty || event.reason == .omits else { return }
    wasDeceived = true
    wasEverDeceived = true
  }

  /// An answer says what is not so; what it says of one order is no answer of a pass.
  mutating func noteFalsified(_ event: Event) {
    if event.source == .responses, [.orders, .executions, .account].contains(event.subject) { wasMisreported = true }
  }

  mutating func noteStarted<Engine: SimulatedEngine>(_ entry: TraceEntry, _ world: inout World<Engine>) {
    startedAt = entry.instant
    sequenceAtStart = world.broker.sequence
    wasMisreported = false
    wasDeceived = false
    wasStale = false
    ordersAtStart = world.broker.orders.count
    discrepanciesAtStart = world.isRunning ? world.incarnation.books.discrepancyCount : 0
    lacksExecutions =
      world.isRunning
      && world.incarnation.books.discrepancies.contains { $0.kind == .quantityMismatch && $0.order != Event.none }
  }

  mutating func observeFinished<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names, _ marks: MarkHistory
  ) -> Violation? {
    let kind = entry.event.subject.flatMap { PassKind($0) } ?? .full
    // A pass that looks at a part, or changes nothing, settles nothing and is no second one.
    let isWhole =
      entry.event.source == nil && kind.contents.orders == .all && (kind.comparesAll || configuration.mode == .paper)
    defer {
      if isWhole {
        appendedAtFinish = appended
        movesAtFinish = marks.moves
      }
    }
    if entry.event.state != .failed { passes += 1 }
    if let violation = observeMissing(entry, number, &world, names) { return violation }
    guard isWhole else { return nil }
    guard entry.event.state != .failed, !wasMisreported, sequenceAtStart == world.broker.sequence else {
      // What this pass saw is not what is true, so the next one is the first to see that.
      repeated = 0
      lastSequence = nil
      return nil
    }
    let sequence = world.broker.sequence
    defer { lastSequence = sequence }
    if let violation = observeMatch(entry, number, &world, names) { return violation }
    // Facts are the same if neither side recorded anything and no price moved since the last pass ended, up to the end
    // of this one.
    let isSame = lastSequence == sequence && appendedAtStep == appendedAtFinish && marks.moves == movesAtFinish
    let isRecent = configuration.activityGrace.map { entry.instant - lastAppended < $0 } ?? false
    if !isSame || isRecent {
      repeated = 0
      countedAt = startedAt
    } else if startedAt - countedAt >= configuration.retryDelay {
      repeated += 1
      countedAt = startedAt
    }
    guard repeated > passesToSettle, appended > appendedAtStep else { return nil }
    // Of orders that are none of the engine's nothing is kept that would tell that an answer has hidden executions of
    // them: only a full pass reads all again.
    let found = wasEverDeceived ? told.count { isForeign($0, world) } : 0
    guard appended - appendedAtStep > found else { return nil }
    return Violation(
      oracle: .secondPassIsEmpty,
      message: "pass number \(repeated + 1) over the same facts made \(appended - appendedAtStep) records",
      instant: entry.instant, entry: number)
  }

  /// Whether the broker has an order under an id that is none of the engine's.
  private func isForeign<Engine: SimulatedEngine>(_ id: ClientOrderID, _ world: World<Engine>) -> Bool {
    guard world.isRunning else { return false }
    let own = world.incarnation.books.order(id)?.brokerOrder
    return world.broker.orders.contains { $0.order == id && $0.brokerOrder != own }
  }

  /// In how many passes over the same facts an engine may still have something to write down.
  private var passesToSettle: Int {
    let confirmations = max(configuration.driftConfirmations, configuration.missingConfirmations)
    let waiting = lacksExecutions ? configuration.maximumRetries : 0
    // A price is weighed once its quantity is settled, and shown again once it is.
    // A price that does not go in with its quantity is seen as often by itself.
    let isApart =
      configuration.pricePolicy.map { $0 != configuration.driftPolicy } ?? (configuration.driftPolicy != .withinLimit)
    let weighing = wasTakenBack || isApart ? confirmations : 0
    return waiting + weighing + (wasEverDeceived ? 2 * confirmations + 1 : confirmations) + (wasDecidedAbout ? 1 : 0)
  }

  /// A pass calls an order missing: then the broker must not have had it, or must have hidden it.
  private func observeMissing<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    guard !wasDeceived, world.isRunning else { return nil }
    for discrepancy in world.incarnation.books.discrepancies
    where discrepancy.kind == .missingOrder && discrepancy.id > discrepanciesAtStart {
      let id = ClientOrderID(index: discrepancy.order)
      // An order of which a change is known is not to be missed from an answer that is older than that change.
      let isKnown = world.incarnation.books.order(id).map { $0.sequence > .zero } ?? false
      guard let slot = world.broker.slot(of: id), isKnown || (slot < ordersAtStart && !wasStale) else { continue }
      guard world.incarnation.books.order(id)?.isAnother(world.broker.orders[slot]) != true else { continue }
      return Violation(
        oracle: .noFalseDiscrepancy,
        message: "a pass called order \(names.text(of: .order(discrepancy.order), for: .order)) missing, "
          + "but the broker has \(words: OrderView(world.broker, slot: slot).summary)",
        instant: entry.instant, entry: number)
    }
    return nil
  }

  /// A pass says `clean`, nothing changed at the broker while it ran, and its answers were true: then the orders
  /// that it could see must agree, and none may work under the client order id of another.
  private func observeMatch<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    // An engine that has forgotten what its disk lost sends anew, and waits for the answer.
    guard entry.event.state == .clean, world.isRunning, !world.storeHasLied else { return nil }
    for order in world.incarnation.books.orders {
      guard let slot = world.slot(of: order) else { continue }
      if let second = world.broker.slot(of: order.id), second != slot, world.broker.orders[second].status.isWorking,
        !isDiscarded(order.id, world)
      {
        return Violation(
          oracle: .noFalseMatch,
          message: "a pass found nothing, but the broker works a second order as "
            + "\(names.text(of: .order(order.id.index), for: .order)) (\(OrderView(world.broker, slot: second).summary))",
          instant: entry.instant, entry: number)
      }
      let report = world.broker.orders[slot]
      // What another has under the id of an order that never got there is not to agree with it.
      guard !order.isAnother(report) else { continue }
      guard order.filled != report.filled || order.status.isTerminal == report.status.isWorking else { continue }
      return Violation(
        oracle: .noFalseMatch,
        message: "a pass found nothing, but order \(names.text(of: .order(order.id.index), for: .order)) is "
          + "\(words: OrderView(order).summary) here and \(words: OrderView(world.broker, slot: slot).summary) at the broker",
        instant: entry.instant, entry: number)
    }
    return nil
  }

  /// Whether a person has thrown away what is told of an order of somebody else under this id (order/position document,
  /// intervention tickets).
  ///
  /// The decision holds for the id: a third order that comes under it later is not looked for either.
  private func isDiscarded<Engine: SimulatedEngine>(_ id: ClientOrderID, _ world: World<Engine>) -> Bool {
    hasDiscarded
      && world.incarnation.books.discarded.contains { $0.kind == .unknownOrder && $0.order == id.index }
  }

  mutating func noteCommand(_ event: Event) {
    if event.subject == .resolve, event.reason == .discard { hasDiscarded = true }
  }

  /// A person has decided what becomes of a difference.
  mutating func noteDecision(_ event: Event) {
    guard event.kind == .ticketDecided, event.reason == .acceptBroker || event.reason == .figure else { return }
    wasDecidedAbout = true
    decisions.insert(event.sequence)
  }

  /// A figure was taken over for a person: then there is a decision for it that comes before.
  private mutating func observeDecided(
    _ event: Event, _ subject: Message, _ number: UInt32, _ instant: Instant
  ) -> Violation? {
    carriedOut.insert(event.sequence)
    let before = decisions.count { $0 < event.sequence }
    guard carriedOut.count(where: { $0 <= event.sequence }) > before else { return nil }
    return Violation(
      oracle: .noUnapprovedCorrection, message: "\(subject) was corrected for a person, and none has decided so",
      instant: instant, entry: number)
  }

  /// A position or balance was taken over: the policy must allow that much.
  mutating func observeCorrection<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names, _ marks: MarkHistory
  ) -> Violation? {
    let event = entry.event
    guard let difference = try? event.filled - event.quantity else { return nil }
    let amountOfQuantity = difference.magnitude
    var amount = amountOfQuantity
    var currency = Int(event.currency)
    var subject: Message = event.currency == Event.none ? "" : "cash \(names.currencies[Int(event.currency)])"
    if event.kind == .positionSynced {
      let index = Int(event.instrument)
      subject = "position \(names.instruments[index])"
      currency = Int(configuration.instruments[index].currency.index)
      amount = marks.worth(of: amount, event, configuration.instruments[index], &world) ?? amount
    }
    let figure = Subject(instrument: event.instrument, currency: event.currency)
    let isRepeated = event.sequence <= lastCorrection
    let last = isRepeated ? -difference : corrected.updateValue(difference, forKey: figure)
    lastCorrection = max(lastCorrection, event.sequence)
    if event.source == .operator { return observeDecided(event, subject, number, entry.instant) }
    let takesBack = event.source == .undone
    if takesBack { wasTakenBack = true }
    if takesBack, last != -difference, !world.storeHasLied {
      return Violation(
        oracle: .noUnapprovedCorrection,
        message: "\(subject) was taken back by \(difference), and its last correction was \(last ?? .zero)",
        instant: entry.instant, entry: number)
    }
    // Where the quantity stays it is the price that was corrected.
    let isOfPrice = event.kind == .positionSynced && amountOfQuantity <= configuration.quantityEpsilon
    let policy = isOfPrice ? configuration.pricePolicy ?? configuration.driftPolicy : configuration.driftPolicy
    let isAllowed =
      switch policy {
      case _ where takesBack: true
      case .adoptBroker, .latestTimestamp: true
      case .weightedAverage: event.kind == .positionSynced
      case .internalAuthoritative: false
      case .withinLimit: amount <= configuration.allowed(in: currency)
      case .review: false
      }
    if event.kind == .positionSynced, event.sequence > recovered, passes < configuration.driftConfirmations {
      return Violation(
        oracle: .noUnapprovedCorrection,
        message: "\(subject) was corrected in pass \(passes) after the start, "
          + "a drift has to be seen in \(configuration.driftConfirmations)",
        instant: entry.instant, entry: number)
    }
    guard !isAllowed else { return nil }
    return Violation(
      oracle: .noUnapprovedCorrection,
      message: "\(subject) was corrected by \(difference) worth \(amount), which nobody approved",
      instant: entry.instant, entry: number)
  }
}

extension PassKind {
  /// Whether positions and balances are both compared.
  fileprivate var comparesAll: Bool { contents.comparesPositions && contents.comparesCash }
}
