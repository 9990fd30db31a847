public import Trading

/// The reconciliation engine: a sans-I/O value that takes one input at a time and says what it wants done.
///
/// It never reads a clock, starts a task, opens a file or draws from a generator, so the simulator drives in
/// virtual time exactly what runs live. Two layers of state: ``books`` is durable and changes only by journal
/// records (``commit(_:)``); everything else is forgotten by a restart and rebuilt by asking the broker.
///
/// Order of things: a change is applied to the books and its record handed to the store at once; what a restart
/// would have to remember (requests that change orders, events on the bus) waits in the outbox until the store
/// reports the record durable.
///
/// - Important: effects must be performed in order. A shell reports `persisted` or `persistFailed` for what it
///   was told to persist, and feeds every response, failure, update and timer back as an input.
public struct ReconciliationEngine: Sendable {
  /// The settings.
  public let configuration: EngineConfiguration
  /// What the engine durably believes.
  public internal(set) var books: Books
  /// How the engine is.
  public internal(set) var condition = EngineCondition.starting

  /// The instant of the input being handled.
  var now = Instant.origin
  /// What the input being handled is.
  var cause = EntryCause.start
  /// The effects of the input being handled.
  var effects: [EngineEffect] = []
  /// What waits for durability.
  var outbox = Outbox()
  /// The journal as far as the engine knows it.
  var journal = JournalState()
  /// Requests without an answer so far.
  var requests: [PendingRequest] = []
  var lastRequest: UInt32 = 0
  /// Beside each order of the books: what is in flight for it.
  var tracking: [OrderTracking] = []
  /// The pass that runs, and the one that runs next.
  var pass: ReconciliationPass?
  var queuedPass: Word?
  /// All executions up to this change at the broker are known.
  var executionCursor = BrokerSequence.zero
  var stream = StreamState()
  /// Beside each instrument and currency: drift seen so far without being acted on.
  var positionDrift: [Drift]
  var priceDrift: [Drift]
  var cashDrift: [Drift]
  var lastPassFailed = false
  var failedPasses = 0
  var retriedPass: Word?
  var passCount = 0

  /// Makes an engine that knows nothing; its first input is `started`.
  public init(configuration: EngineConfiguration) {
    self.configuration = configuration
    books = Books(instruments: configuration.instruments, currencyCount: configuration.currencyCount)
    positionDrift = Array(repeating: Drift(), count: configuration.instruments.count)
    priceDrift = positionDrift
    cashDrift = Array(repeating: Drift(), count: configuration.currencyCount)
  }

  /// Takes one input, changes the state, and appends what is to be done.
  ///
  /// - Parameters:
  ///   - input: what happened.
  ///   - now: the time by the engine's clock.
  ///   - effects: receives the effects, in the order in which they are to be performed.
  public mutating func handle(_ input: EngineInput, at now: Instant, into effects: inout [EngineEffect]) {
    self.now = now
    cause = EntryCause(input)
    swap(&self.effects, &effects)
    switch input {
    case .started(let recovery, let reason): start(from: recovery, reason: reason)
    case .command(let command): accept(command)
    case .operatorCommand(let command): accept(command)
    case .response(let request, let response): receive(response, to: request)
    case .requestFailed(let request, let failure): receive(failure, of: request)
    case .streamUpdate(let update): receive(update)
    case .streamConnected: noteStreamConnected()
    case .streamLost: noteStreamLost(reason: .reset)
    case .timer(let timer): fire(timer)
    case .persisted(let sequence): noteDurable(upTo: sequence)
    case .persistFailed(let reason): noteStoreFailure(reason)
    }
    releaseOutbox()
    swap(&self.effects, &effects)
  }

  private mutating func fire(_ timer: Timer) {
    switch timer {
    case .request(let request): noteTimeout(of: request)
    case .order(let order): retry(order)
    case .orderPoll: pollOrders()
    case .fullPass: runFullPass()
    case .passRetry: retryPass()
    case .streamSilence: checkStreamSilence()
    case .store: retryStore()
    }
  }
}

/// How the engine is, as it sees itself.
public enum EngineCondition: Hashable, Sendable {
  /// Recovered; the startup pass is not done, so no new order is sent.
  case starting
  /// Sees the broker on every channel.
  case ready
  /// Up, but the stream is lost or the last pass failed.
  case degraded
  /// Sends no new orders: the store does not take records, or an operator said so.
  case halted
}

/// What is in flight for one order; forgotten by a restart.
struct OrderTracking: Sendable {
  var place: RequestID?
  var cancel: RequestID?
  var replace: RequestID?
  var lookup: RequestID?
  /// How often each was tried since it was last answered.
  var lookups = 0
  var cancels = 0
  var replaces = 0
  /// How many look-ups in a row said that the broker does not know the order.
  var absences = 0
  /// How many complete snapshots in a row lacked the order.
  var missing = 0
  /// Whether a look-up is due or in flight: nothing else is done about the order before it is answered.
  var needsLookUp = false
  /// From when on the broker refuses every place request that was sent for the order.
  var placeLapses = Instant.origin
  /// When the look-up in flight was sent: what it says of absence holds as of then.
  var lookupSentAt = Instant.origin
  /// Whether the retry timer is set.
  var waits = false
  /// Whether the broker is done with the order, though executions that say so are still to come.
  var isDoneAtBroker = false
  /// The executed quantity for which a pass was started to read the executions that make it up.
  var askedFor = Decimal.zero
  /// The last pass whose answer had the order.
  var seenInPass = 0
}

/// A request without an answer so far.
struct PendingRequest: Sendable {
  var id: RequestID
  var kind: Word
  var order: ClientOrderID?
}

/// A difference of a position or a balance that is not yet acted on.
struct Drift: Sendable {
  var amount = Decimal.zero
  /// How many passes in a row saw this very difference.
  var confirmations = 0
  /// Whether a person was told of it.
  var isReported = false
}
