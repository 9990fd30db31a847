import Trading

/// What all desks share: the ledger, the way to disk, and what is wanted of the world outside.
///
/// ``commit(_:of:)`` is the only way to change the ledger, so that a restart cannot arrive at anything but the replay of
/// what was durable. A desk gets the core handed in for the time of one call and keeps nothing of it.
@usableFromInline
struct Core: Sendable {
  /// The settings.
  @usableFromInline let configuration: EngineConfiguration
  /// What the engine durably believes.
  @usableFromInline var ledger: Ledger
  /// How the engine is.
  @usableFromInline var condition = EngineCondition.starting
  /// The instant of the input being handled.
  var now = Instant.origin
  /// What the input being handled is.
  var cause = EntryCause.start
  /// The effects of the input being handled.
  var effects: [EngineEffect] = []
  /// What one desk has found and another has to do.
  var followUps: [FollowUp] = []
  /// What waits for durability.
  var outbox = Outbox()
  /// The bus as far as the engine knows it.
  var bus = BusState()
  /// The journal as far as the engine knows it.
  var journal = JournalState()
  /// Whether tickets have changed since the wake-up for them was set.
  var hasTicketsChanged = false
  /// Requests without an answer so far.
  var requests = RequestTable()
  /// Whether something was recorded by which an order may have come to lower what is at risk.
  var hasRoomChanged = false
  /// When the engine itself was last active in what.
  var activity = ActivityMarks()
  /// When something was recorded last about each order.
  var news = OrderNews()
  /// What the broker has told last of each position.
  var seen = SeenAccount()
  /// How long alerts have waited.
  var alertDelay = AlertDelay()

  init(configuration: EngineConfiguration) {
    self.configuration = configuration
    ledger = Ledger(Books(instruments: configuration.instruments, currencyCount: configuration.currencyCount))
  }

  /// The account in hand.
  var account: AccountID { ledger.account }

  /// The books of the account in hand.
  @inlinable var books: Books {
    _read { yield ledger.main }
  }

  /// The whole durable state after the last record.
  var checkpoint: Checkpoint { Checkpoint(sequence: journal.last, ledger: ledger) }
}

extension Core {
  /// Starts from what recovery found.
  mutating func restore(_ recovery: Recovery) {
    ledger = recovery.ledger
    begin()
    journal.last = recovery.sequence
    journal.handed = recovery.sequence
    journal.durable = recovery.sequence
    journal.checkpoint = recovery.checkpoint
    journal.executionsSinceCheckpoint = recovery.events.count { $0.isOfExecution }
  }

  /// The account in hand begins to live.
  mutating func begin() {
    news.start(at: now)
    hasTicketsChanged = true
  }

  /// Writes to the engine's own log.
  mutating func log(_ event: Event) {
    effects.append(.log(event))
  }

  /// Sets a timer.
  mutating func setTimer(_ timer: Timer, at instant: Instant) {
    effects.append(.setTimer(timer, at: instant))
  }

  /// Forgets a timer.
  mutating func cancelTimer(_ timer: Timer) {
    effects.append(.cancelTimer(timer))
  }

  /// Hands a request to the network and watches its deadline.
  ///
  /// - Parameters:
  ///   - attempt: which one of its kind it is, as the log tells: what comes of it is told under that number.
  ///   - cursor: from where the page of a list begins; nil for the first one.
  ///   - passEnd: when what it is asked for has to be over.
  mutating func send(
    _ content: Request.Content, attempt: Int = 0, from cursor: PageCursor? = nil, until passEnd: Instant? = nil
  ) -> RequestID {
    let timeout = now + configuration.requestTimeout
    let deadline = min(timeout, passEnd ?? timeout)
    let id = requests.add(
      content, of: account, attempt: attempt, cursor: cursor, endsWithPass: deadline < timeout)
    effects.append(
      .send(
        Request(
          id: id, content: content, deadline: deadline, brokerOrder: brokerOrder(toChangeBy: content),
          limit: content.isList ? configuration.batch : nil, cursor: cursor)))
    effects.append(.setTimer(.request(id), at: deadline))
    return id
  }

  /// Which of the broker's orders a request is to change.
  private func brokerOrder(toChangeBy content: Request.Content) -> BrokerOrderID? {
    switch content {
    case .cancel(let order), .replace(let order, _): books.order(order)?.brokerOrder
    case .place, .query, .cancelStranger, .queryStranger, .orders, .changedOrders, .executions, .account: nil
    }
  }

  /// Tells a person; goes out once everything known so far is durable, or at once if the store is failing.
  mutating func notify(
    _ kind: Word, order: UInt32 = Event.none, execution: UInt32 = Event.none, instrument: UInt32 = Event.none,
    currency: UInt32 = Event.none, reason: Word? = nil, discrepancy: UInt32 = Event.none
  ) {
    var event = Event(.riskAlert)
    event.subject = kind
    event.order = order
    event.execution = execution
    event.instrument = instrument
    event.currency = currency
    event.reason = reason
    event.discrepancy = discrepancy
    // Behind what waits for the failing store it would wait as long, and that is just what it is about.
    guard !journal.isFailing else {
      journal.hasToldSinceCheckpoint = true
      alertDelay.note(.zero)
      return effects.append(.notify(event))
    }
    outbox.append(.notice(event, wanted: now), after: journal.last)
  }

  /// The wait before the n-th repeat of something.
  func backoff(attempt: Int, salt: UInt32) -> TimeSpan {
    Backoff(configuration).delay(attempt: attempt, salt: salt)
  }
}
