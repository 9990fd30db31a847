import Reconciliation
import Trading

/// What the reports that reach the engine call for in executions, terms, discrepancies and corrections.
///
/// It is worked out at the beginning of a turn from the model as it is then, in the words of the documents; clauses hold
/// it against what the engine did. Beside the records it needs what a restart forgets: the answers of the pass that
/// runs, how far executions are known, how often in a row a drift was seen.
public struct Reckoning: Sendable {
  /// What this turn calls for, in order.
  private(set) var due: [Due] = []
  /// Whether records of this turn cannot be judged, since the store fails and they come later.
  private(set) var isBlind = false
  /// Whether drifts cannot be judged in this turn, since some were seen while the store failed.
  var isUnclear = false

  var configuration: EngineConfiguration
  var now = Instant.origin
  /// When the pass began that runs, or ran last.
  private(set) var passBegan = Instant.origin
  /// The answers of the pass that runs.
  var pass = JudgedPass()
  /// All executions up to this change at the broker were told.
  var cursor = BrokerSequence.zero
  /// Up to where executions need not be read again, in ascending order of what it may be.
  ///
  /// An answer of which something could not be believed is read again; where the store failed meanwhile, it may have
  /// been believed or not.
  private(set) var readUpTo = [BrokerSequence.zero]
  /// What the stream has told of executions that were not told yet; a hundred of them are kept.
  var overtaking: [Execution] = []
  /// Whether the pass that runs has asked for executions before all of them were to be read again.
  private var mayHaveAskedTooLate = false
  /// Whether an answer of the pass has told something of an execution that cannot be so.
  var hasDoubtfulRow = false
  /// The newest change at the broker among the executions counted and the figures taken over.
  private(set) var newest = BrokerSequence.zero
  /// The newest change at the broker as of which all orders were told.
  var ordersKnownUpTo = BrokerSequence.zero
  /// The orders that the broker told of since the pass began.
  var seen = SeenOrders()
  /// How many passes with all their answers have left an order without executions that it is known to lack, by
  /// discrepancy; nil if that cannot be told.
  private(set) var lacking: [UInt32: Int]? = [:]
  /// In how many accounts in a row what a person was told of did not differ any more, by discrepancy; nil if that cannot
  /// be told.
  var absences: [UInt32: Int]? = [:]
  /// In how many whole lists in a row an order lacked of which a person was told, by discrepancy; nil if that cannot be
  /// told.
  var unlisted: [UInt32: Int]? = [:]
  /// The executions of orders that are none of the engine's, as they were put aside since the start.
  var strangersExecutions: Set<Execution> = []
  /// The executions told while the store failed: what is not recorded yet may have shown that they are none of its orders'.
  var unsureExecutions: Set<Execution> = []
  /// Figures of the account that differ, and how often in a row they did by the same; nil if that cannot be told.
  var sights: [DriftSight]? = []
  /// For how long figures of the account have differed on one side; nil if that is not known.
  var runs: [DriftRun]? = []
  /// How new the accounts were that were compared.
  var age = AccountAge()
  /// Whether the account of the pass that has ended in this turn is older than the one before; nil if nobody can tell.
  var isAccountOutdated: Bool? = false
  /// The discrepancies of which a pass that changes nothing has told; nil if that cannot be told.
  var sighted: Set<UInt32>? = []
  /// What differed in the last account that was compared, and what it was worth; nil if that cannot be told.
  var formerWorths: [FormerWorth]? = []
  /// When an order of each instrument was last sent, changed, cancelled or executed, by number.
  var activity: [UInt32: Instant] = [:]
  /// By index of an instrument: when something executed last.
  var executed: [UInt32: Instant] = [:]
  /// Whether the engine had not been ready when the turn began.
  private(set) var isStarting = true
  /// What was charged against the limits, by record.
  private var charges: [Charge] = []
  /// The open discrepancies that this pass has seen to be there still.
  var stillOpen: [UInt32] = []
  /// By instrument: the quantity here without what has executed behind the account that is compared; empty if nothing has.
  var here: [Decimal?] = []
  /// By instrument: the broker's figures that were last found not to differ, and the revision of the position here.
  var alike: [(report: PositionReport, revision: Int)?] = []
  /// By instrument: how it was last found to differ.
  var apart: [KnownDifference?] = []
  /// The currencies in which the account that is compared takes back what was taken over and not shown since.
  var tradesTakenBack: [CurrencyID] = []
  /// For how long accounts were set aside.
  var lag = AccountLag()
  /// What the last account that was compared has told of each position; nil if that is not known.
  var told: [InstrumentID: ToldPosition]? = [:]
  /// What reports have told to be executed that is not recorded.
  var gaps = HeardGaps()
  /// What answers of passes tell to be executed that is not recorded, and how far each order is known.
  var rowGaps = RowGaps()
  /// What was said about orders of somebody else, and asked about those that a person wants cancelled.
  var strangers = StrangersHeard()
  private var hasPassEnded = false
  /// Whether the pass that has ended lacked an answer: the next one may start in the same turn.
  private var hasEndedPassFailed = false, isEndedPassLook = false
  /// When it was known up to where, for passes over a window of time.
  private(set) var known: [(instant: Instant, upTo: [BrokerSequence])] = []
  /// The orders of which a place or a cancel is on its way.
  private(set) var inFlight: [UInt32] = []
  /// The orders, by place in the model, that the broker has said to be done with, and how much they had executed: also those
  /// that have ended here, since executions that are told late, and taken back, can let them work again.
  private var done: [(slot: Int, filled: Decimal)] = []

  init(_ configuration: EngineConfiguration) {
    self.configuration = configuration
    alike = Array(repeating: nil, count: configuration.instruments.count)
    apart = Array(repeating: nil, count: configuration.instruments.count)
  }

  /// A turn begins.
  mutating func begin(at now: Instant, isBlind: Bool) {
    if !due.isEmpty { due.removeAll(keepingCapacity: true) }
    self.isBlind = isBlind
    if isBlind { unlisted = nil }
    isUnclear = false
    isAccountOutdated = false
    hasPassEnded = false
    self.now = now
    gaps.beginTurn()
  }

  /// Takes the input of a turn; the hearsay knows it already.
  mutating func take(_ turn: EngineTurn, _ model: inout Model, _ hearsay: Hearsay, _ dialogue: OrderDialogue) {
    gaps.take(turn.input, hearsay, model, configuration)
    pass.isProbed = hearsay.isPassProbed
    isStarting = hearsay.condition == .starting
    rowGaps.take(turn)
    switch turn.input {
    case .started(let recovery, _):
      restart(recovery, model)
      strangers = StrangersHeard()
      strangers.review(model, record: recovery.sequence, isStart: true)
      endDiscarded(&model, nil)
    case .response(_, let response):
      noteInFlight(hearsay, dialogue)
      strangers.settle(hearsay.settled?.request)
      if !hearsay.isAnswerRepeated { take(response, to: hearsay.settled?.request, &model) }
    case .requestFailed, .timer(.request):
      noteInFlight(hearsay, dialogue)
      fail(hearsay.settled?.request, &model)
      strangers.settle(hearsay.settled?.request)
      failStranger(hearsay.settled?.request, turn.input, &model)
    case .streamUpdate(let update):
      if !hearsay.isStreamUp, configuration.reconcilesOnReconnect { seen.waitForPass() }
      take(update, &model)
    case .operatorCommand(let command, _):
      if let id = discarded(by: command, model) { endDiscarded(&model, id) }
      endAdopted(by: command, &model)
    case .command, .streamConnected, .streamLost, .timer, .persisted, .persistFailed, .publishFailed, .published,
      .stopping:
      break
    }
  }

  /// What is on its way is asked for only where a pass may end.
  private mutating func noteInFlight(_ hearsay: Hearsay, _ dialogue: OrderDialogue) {
    guard pass.awaited == 1 else { return }
    inFlight = hearsay.pending.requests.compactMap(\.request.orderAtRisk)
    done = dialogue.orders.indices.filter { dialogue.orders[$0].isDone }.map { ($0, dialogue.orders[$0].toldFilled) }
  }

  /// Whether the broker is done with an order that waits for executions: then its list of orders need not have it.
  func isDone(_ slot: Int, _ sheet: Model) -> Bool {
    done.contains { $0.slot == slot && sheet.orders[slot].lacks($0.filled) }
  }

  private mutating func restart(_ recovery: Recovery, _ model: Model) {
    pass = JudgedPass()
    cursor = .zero
    ordersKnownUpTo = .zero
    readUpTo = [.zero]
    mayHaveAskedTooLate = false
    overtaking = []
    known = []
    newest = model.executions.values.reduce(model.adoptedAsOf) { max($0, $1.execution.sequence) }
    seen = SeenOrders()
    rowGaps = RowGaps()
    lacking = [:]
    absences = [:]
    unlisted = [:]
    strangersExecutions = []
    unsureExecutions = []
    (sights, runs) = ([], [])
    age = AccountAge()
    told = [:]
    formerWorths = []
    lag = AccountLag()
    sighted = []
    (activity, executed) = ([:], [:])
    openMissingTickets(model)
    alike = Array(repeating: nil, count: alike.count)
    apart = Array(repeating: nil, count: apart.count)
    charges.removeAll { $0.record > recovery.sequence }
  }

  /// A pass starts.
  mutating func begin(_ heard: HeardPass) {
    passBegan = now
    pass = JudgedPass()
    pass.kind = heard.kind
    pass.isLook = heard.isLook
    pass.symbols = heard.symbols
    seen.beginPass()
    gaps.beginPass()
  }

  /// The engine sends a request.
  mutating func note(_ request: Request) {
    switch request.content {
    case .orders, .changedOrders, .executions, .account: if request.cursor == nil { pass.awaited += 1 }
    case .cancelStranger, .queryStranger: strangers.note(request, at: now, configuration)
    case .place, .cancel, .replace, .query: break
    }
  }

  /// A record was made.
  mutating func note(_ entry: JournalEntry, _ model: Model) {
    noteActivity(entry.record, at: entry.instant, model)
    if case .ticket = entry.record { strangers.review(model, record: entry.sequence, isStart: entry.cause == .start) }
    switch entry.record {
    case .execution(.counted(let execution, _, _)): newest = max(newest, execution.sequence)
    case .position(.adopted(let adoption)):
      newest = max(newest, adoption.asOf)
      charge(
        adoption.charge, configuration.instruments[Int(adoption.instrument.index)].currency, of: entry)
    case .cash(.adopted(let adoption)):
      newest = max(newest, adoption.asOf)
      charge(adoption.charge, adoption.currency, of: entry)
    case .order, .position(.verified), .cash(.verified), .discrepancy, .ticket, .control: break
    }
  }

  /// A turn is over.
  mutating func end(_ model: Model) {
    seen.endTurn()
    let rows = rowGaps
    gaps.end(isBlind: isBlind, known: { rows.known(of: $0) }, model)
    guard hasPassEnded else { return }
    hasPassEnded = false
    // What was opened in this turn is recorded by now; what waits for the store is not.
    if !isBlind { strangers.forgetWhatIsGone(model) }
    if isUnclear || isBlind && !isEndedPassLook { (sights, runs, absences) = (nil, nil, nil) }
    if isBlind { if isEndedPassLook { sighted = nil } else { formerWorths = nil } }
    // Who only looks counts for nothing, and what failed could not have brought anything.
    guard !isEndedPassLook, !hasEndedPassFailed else { return }
    countLacking(model)
  }

  private mutating func countLacking(_ model: Model) {
    let open = model.discrepancies.filter(\.isGap).map(\.id)
    guard !isBlind else {
      lacking = nil
      return
    }
    if open.isEmpty {
      lacking = [:]
    } else if let counted = lacking {
      lacking = Dictionary(uniqueKeysWithValues: open.map { ($0, counted[$0, default: 0] + 1) })
    }
  }

  /// An answer about executions was taken in.
  mutating func noteKnown(_ executions: Snapshot<Execution>) {
    guard executions.isWhole, isPossible(executions.asOf) else { return }
    cursor = max(cursor, executions.asOf)
    noteBelieved(executions)
    // Sixteen times in the window it is written down how far they are known.
    let window = configuration.lookback
    if let last = known.last, now - last.instant < TimeSpan(nanoseconds: window.nanoseconds / 16) { return }
    known.append((now, readUpTo))
    while known.count > 1, now - known[1].instant >= window { known.removeFirst() }
  }

  /// What was put aside as somebody else's is read again; a pass that has asked before that may have all, or not.
  mutating func readAgain() {
    (readUpTo, known) = ([.zero], [])
    mayHaveAskedTooLate = pass.awaited > 0
  }

  private mutating func noteBelieved(_ executions: Snapshot<Execution>) {
    // What has no rows has none to be doubted.
    let mayBeDoubtful = mayHaveAskedTooLate || (isBlind ? !executions.answer.isEmpty : hasDoubtfulRow)
    mayHaveAskedTooLate = false
    let mayBeBelieved = isBlind || !hasDoubtfulRow
    guard mayBeBelieved else { return }
    let believed = max(readUpTo[readUpTo.count - 1], executions.asOf)
    if !mayBeDoubtful {
      readUpTo = readUpTo.count == 1 ? [believed] : readUpTo.with(executions.asOf).filter { $0 >= executions.asOf }
    } else if believed > readUpTo[0] {
      readUpTo = readUpTo.with(executions.asOf)
    }
  }

  mutating func finishPass(_ model: inout Model) {
    if isBlind { hearStrangers(of: pass, model) }
    hasPassEnded = true
    hasEndedPassFailed = pass.hasFailed
    isEndedPassLook = pass.isLook
    guard !isBlind else { return compareNothing(model) }
    let pass = pass
    model.tryOut { if pass.isLook { look(pass, &$0) } else { compare(pass, &$0) } }
  }

  /// Something is called for.
  mutating func call(_ family: Due.Family, _ content: Due.Content, isOptional: Bool = false) {
    due.append(Due(family: family, content: content, isOptional: isOptional))
  }

  /// A record is called for; the sheet goes on as if it were made.
  mutating func call(_ family: Due.Family, _ record: JournalRecord, _ sheet: inout Model) {
    call(family, .record(record))
    write(record, &sheet)
  }

  /// From where the executions of the window of time are read: from where they were known when it began, or before.
  var windowStart: [BrokerSequence] {
    known.last { now - $0.instant >= configuration.lookback }?.upTo ?? [.zero]
  }

  mutating func write(_ record: JournalRecord, _ sheet: inout Model) {
    if !isBlind { noteActivity(record, at: now, sheet) }
    sheet.take(JournalEntry(sequence: sheet.sequence + 1, instant: now, cause: .store, record: record))
  }
}

extension Reckoning {
  /// A record shows the engine to be active in an instrument.
  private mutating func noteActivity(_ record: JournalRecord, at instant: Instant, _ model: Model) {
    guard configuration.activityGrace != nil else { return }
    switch record {
    case .execution(.counted(let execution, _, _)):
      activity[execution.instrument.index] = instant
      executed[execution.instrument.index] = instant
    case .order(.attempt(let id, _, _)), .order(.cancelIntent(let id)), .order(.replaceIntent(let id, _)):
      if let order = model.order(id) { activity[order.terms.instrument.index] = instant }
    case .order, .position, .cash, .discrepancy, .ticket, .control: return
    }
  }
}

extension Request {
  /// The order that the request may change or end, for which a status that differs is no surprise.
  fileprivate var orderAtRisk: UInt32? {
    switch content {
    case .place(let order, _), .cancel(let order): order.index
    case .replace, .query, .cancelStranger, .queryStranger, .orders, .changedOrders, .executions, .account: nil
    }
  }
}

extension Reckoning {
  /// What was charged, and on which day by the engine's clock.
  private struct Charge: Sendable {
    var record: UInt64
    var day: Int64
    var currency: CurrencyID
    var amount: Fraction
  }

  private mutating func charge(_ amount: Decimal, _ currency: CurrencyID, of entry: JournalEntry) {
    guard !amount.isZero else { return }
    charges.append(
      Charge(record: entry.sequence, day: day(entry.instant), currency: currency, amount: Fraction(amount)))
  }

  /// What was charged today: a clock that is put back does not bring a day back.
  func chargedToday(_ currency: CurrencyID) -> Fraction {
    var latest = Int64.min
    var sum = Fraction.zero
    for charge in charges {
      if charge.day > latest { (latest, sum) = (charge.day, .zero) }
      if charge.currency == currency { sum = sum + charge.amount }
    }
    return day(now) > latest ? .zero : sum
  }

  /// Whether what was charged at an instant still counts.
  func isOfToday(_ instant: Instant) -> Bool {
    guard let latest = charges.map(\.day).max() else { return false }
    return day(instant) == latest && day(now) <= latest
  }

  private func day(_ instant: Instant) -> Int64 {
    let length: Int64 = 86_400_000_000_000
    return instant.nanoseconds / length - (instant.nanoseconds % length < 0 ? 1 : 0)
  }
}

extension [BrokerSequence] {
  /// The ascending numbers with one more, unless it is among them.
  fileprivate func with(_ sequence: BrokerSequence) -> [BrokerSequence] {
    contains(sequence) ? self : (self + [sequence]).sorted()
  }
}
