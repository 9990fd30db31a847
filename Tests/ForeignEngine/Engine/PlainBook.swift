public import Reconciliation
public import Simulation
public import Trading

/// A small order book of its own: it sends, listens, polls, and asks before it sends anything twice.
///
/// An example of a ``ForeignEngine``. It compares no account and takes nothing over, passes no judgement on what a broker
/// says, knows no replaces and no operators; its abilities say so.
public struct PlainBook: ForeignEngine {
  /// What it keeps and tells.
  public static let abilities = EngineAbilities(
    "plain-book",
    events: [
      .engineStarted, .engineReady, .engineHalted, .engineRecovered, .orderSent, .orderResent, .orderLookup,
      .orderAbsent, .orderTimeout, .orderRefused, .cancelSent, .replaceSent, .fillApplied, .orderUpdated,
      .orderFilled, .orderCancelled, .orderRejected, .orderExpired, .orderReplaced, .orderUnchanged,
    ],
    records: [.accepted, .attempt, .cancelIntent, .intentEnd, .status, .terms, .execution],
    figures: [.orders, .executions, .positions, .costs, .cash, .requestTimers],
    settings: ["order-interval", "request-timeout", "retry-delay", "max-retries", "missing-confirmations"],
    leavesOut: [
      "trader replace", "operator", "broker place", "broker trade", "broker adjust", "broker bust", "broker correct",
      "net falsify", "broker snapshot", "store lose-unsynced", "store corrupt", "store wipe", "bus",
    ])

  /// How it is.
  public private(set) var condition = EngineCondition.starting
  /// What it believes.
  public var statement: BooksStatement { ledger.statement }

  let configuration: EngineConfiguration
  var ledger: Ledger
  /// All facts with the numbers of their records; those from before the first run have none.
  var facts: [(number: UInt64, fact: Ledger.Fact)] = []
  /// The last record written, the last one durable, and the last one that the newest checkpoint holds.
  var (written, durable, kept): (UInt64, UInt64, UInt64) = (0, 0, 0)
  /// What is done once a record is durable.
  var waiting: [(record: UInt64, step: Step)] = []
  /// What was asked and not answered so far.
  var asked: [RequestID: Request.Content] = [:]
  var lastRequest: UInt32 = 0
  /// How often each order was asked about in a row, and its cancel sent.
  var (lookUps, cancels): ([ClientOrderID: Int], [ClientOrderID: Int]) = ([:], [:])
  /// In how many lists in a row each order was not, and the record of the wish to cancel it.
  var (absences, wishes): ([ClientOrderID: Int], [ClientOrderID: UInt64]) = ([:], [:])
  /// When each order was sent last.
  var sentAt: [ClientOrderID: Instant] = [:]
  /// Up to which change at the broker all executions were told.
  var readUpTo = BrokerSequence.zero
  /// Whether the store takes no records: what happens meanwhile is written once it does.
  var storeFails = false
  /// What is wrong with it on purpose.
  var mistake: Mistake?

  /// Something that rests on a record.
  enum Step: Sendable {
    case tell(Event)
    case place(ClientOrderID)
    case cancel(ClientOrderID)
  }

  /// Makes a book with nothing in it.
  public init(configuration: EngineConfiguration) {
    self.configuration = configuration
    ledger = Ledger(configuration)
  }

  /// Reads its own files.
  public mutating func recover(_ store: ForeignStore) throws(StoreRefusal) -> Int {
    let readable = store.checkpoints.lazy.compactMap { StoreFormat.facts($0)?.facts }.first
    if readable == nil, store.opening == nil, !store.checkpoints.isEmpty {
      throw StoreRefusal("no checkpoint can be read: restore one from a copy")
    }
    let opening = store.opening.map { Ledger.facts(of: $0).map { (number: UInt64(0), fact: $0) } }
    facts = readable ?? opening ?? []
    kept = facts.last?.number ?? 0
    guard let journal = StoreFormat.facts(store.journal) else {
      throw StoreRefusal("a line of the journal is damaged: restore it from a copy")
    }
    // A record that was written once more is there twice.
    for entry in journal.facts where mistake != .forgetsJournal && entry.number > facts.last?.number ?? 0 {
      guard entry.number == (facts.last?.number ?? 0) + 1 else {
        throw StoreRefusal("record \((facts.last?.number ?? 0) + 1) is missing: restore the journal from a copy")
      }
      facts.append(entry)
    }
    for entry in facts { ledger.apply(entry.fact) }
    (written, durable) = (facts.last?.number ?? 0, facts.last?.number ?? 0)
    return journal.length
  }

  /// Takes one input.
  public mutating func handle(_ input: ForeignInput, at now: Instant, into effects: inout [ForeignEffect]) {
    switch input {
    case .started(let reason): start(reason, now, &effects)
    case .command(.place(let id, let terms)): place(id, terms, now, &effects)
    case .command(.cancel(let id)): cancel(id, now, &effects)
    case .command(.replace), .operatorCommand: break
    case .response(let id, let response):
      guard let question = asked.removeValue(forKey: id) else { return }
      effects.append(.cancelTimer(.request(id)))
      take(response, to: question, now, &effects)
    case .requestFailed(let id, _):
      guard let question = asked.removeValue(forKey: id) else { return }
      effects.append(.cancelTimer(.request(id)))
      lose(question, .reset, now, &effects)
    case .timer(.request(let id)):
      if let question = asked.removeValue(forKey: id) { lose(question, .timeout, now, &effects) }
    case .timer(.order(let id)): lookUp(id, now, &effects)
    case .timer(.orderPoll): poll(now, &effects)
    case .timer(.store): writeAgain(now, &effects)
    case .timer: break
    case .streamUpdate(.heartbeat), .streamLost: break
    case .streamUpdate(.order(let report, _)): take(report, .stream, now, &effects)
    case .streamUpdate(.execution(let execution, let report)):
      book(execution, .stream, &effects)
      take(report, .stream, now, &effects)
    case .streamConnected: if condition == .ready { ask(.orders, now, &effects) }
    case .persisted(let number): release(upTo: number, now, &effects)
    case .persistFailed(let reason):
      if !storeFails { log(.engineHalted, &effects) { $0.reason = reason } }
      if condition == .ready { condition = .halted }
      (storeFails, written) = (true, durable)
      effects.append(.setTimer(.store, at: now + .seconds(1)))
    case .publishFailed, .published: break
    case .stopping:
      if isSettled { checkpoint(&effects) }
    }
  }

  private mutating func start(_ reason: Word, _ now: Instant, _ effects: inout [ForeignEffect]) {
    log(.engineStarted, &effects) { event in
      (event.reason, event.sequence, event.number) = (reason, written, Int64(facts.count))
    }
    // Whoever hears it a second time knows it by its number.
    for (number, fact) in facts where number > kept {
      if let event = event(of: fact, number) { effects.append(.publish(event)) }
    }
    ask(.orders, now, &effects)
    ask(.executions(after: .zero), now, &effects)
    effects.append(.setTimer(.orderPoll, at: now + interval))
  }

  var interval: TimeSpan { configuration.orderInterval ?? .seconds(5) }

  /// Begins to work once a start has heard of all orders and executions; what was sent before is asked about first.
  mutating func goOn(_ now: Instant, _ effects: inout [ForeignEffect]) {
    let isAsking = asked.values.contains { $0 == .orders || $0.kind == .executions }
    guard condition == .starting, !isAsking else { return }
    condition = .ready
    log(.engineReady, &effects) { _ in }
    for order in ledger.orders {
      switch order.status {
      case .pending: send(order.id, now, &effects)
      case .submitted, .unknown: effects.append(.setTimer(.order(order.id), at: now + configuration.requestTimeout))
      default: if order.hasCancelIntent, !order.status.isTerminal { waiting.append((durable, .cancel(order.id))) }
      }
    }
    release(upTo: durable, now, &effects)
  }

  private mutating func poll(_ now: Instant, _ effects: inout [ForeignEffect]) {
    effects.append(.setTimer(.orderPoll, at: now + interval))
    if !asked.values.contains(.orders) { ask(.orders, now, &effects) }
    if !asked.values.contains(where: { $0.kind == .executions }) {
      ask(.executions(after: condition == .starting ? .zero : readUpTo), now, &effects)
    }
  }

  /// Hands a question to the network; it is lost if nobody has answered in time.
  mutating func ask(_ content: Request.Content, _ now: Instant, _ effects: inout [ForeignEffect]) {
    lastRequest += 1
    let id = RequestID(lastRequest)
    asked[id] = content
    let deadline = now + configuration.requestTimeout
    effects.append(.send(Request(id: id, content: content, deadline: deadline)))
    effects.append(.setTimer(.request(id), at: deadline))
  }

  func log(_ kind: EventKind, _ effects: inout [ForeignEffect], _ fill: (inout Event) -> Void) {
    var event = Event(kind)
    fill(&event)
    effects.append(.log(event))
  }

  /// The store works again: what was put off meanwhile is done.
  mutating func recoverCondition(_ now: Instant, _ effects: inout [ForeignEffect]) {
    guard storeFails, facts.last?.number ?? 0 == durable else { return }
    storeFails = false
    log(.engineRecovered, &effects) { _ in }
    guard condition == .halted else { return }
    condition = .ready
    for order in ledger.orders where order.status == .pending { send(order.id, now, &effects) }
  }
}
