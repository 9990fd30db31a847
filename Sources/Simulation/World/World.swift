public import Reconciliation
public import Trading

/// Engine, broker, network, disk and clock in one value.
///
/// A copy is a fork of the universe. Nothing in it does I/O, takes a lock or reads a clock: time moves only by
/// ``step()``, and everything that happens is in ``trace``.
///
/// ```swift
/// var world = World<ReconciliationEngine>(configuration)
/// world.start()
/// try world.perform(.command(.place(order, terms)), line: 12)
/// while world.nextInstant.map({ $0 <= end }) ?? false { world.step() }
/// ```
public struct World<Engine: SimulatedEngine>: Sendable {
  /// What was fixed before the run, but for the engine's settings, which a restart may change.
  public internal(set) var configuration: WorldConfiguration
  /// How often a restart has changed the engine's settings.
  public internal(set) var settingChanges = 0
  /// The virtual time.
  public internal(set) var now = Instant.origin
  /// Everything that happened so far.
  public internal(set) var trace = Trace()
  /// The broker.
  public internal(set) var broker: SimulatedBroker
  /// Whether the turns of the engine are kept for somebody who takes them.
  public var keepsTurns: Bool
  /// What the engine was given and wanted since somebody last took it.
  var turns: [EngineTurn] = []
  /// Whether what passes about orders is kept for somebody who takes it.
  public var keepsDealings = false
  /// What has passed since somebody last took it.
  var dealings: [Dealing] = []
  /// The engine that ran last.
  ///
  /// It runs now if ``isRunning``. Read it in place, since a copy of an engine costs.
  public internal(set) var incarnation: Engine
  /// When the container last started.
  public internal(set) var lastStart = Instant.origin
  /// Whether the container runs the engine.
  public internal(set) var isRunning = false
  /// The container.
  public internal(set) var container = ContainerState.down
  /// The disk.
  public internal(set) var disk: SimulatedDisk
  /// The faults that lines put into the world.
  public internal(set) var faults = FaultLedger()
  /// The books as the last start recovered them, before the engine did anything.
  public internal(set) var recoveredBooks: Books?
  /// Whether the engine's position before the run was the broker's, by ``InstrumentID``.
  public internal(set) var opensAlike: [Bool] = []
  /// Whether the store reported a sync and kept nothing, or was damaged: then a restart may forget.
  public internal(set) var storeHasLied = false
  /// How many events of the queue were handled.
  public internal(set) var stepCount = 0

  var network: SimulatedNetwork
  var queue = EventQueue()
  /// Messages on their way; a slot is reused once its message has arrived.
  var envelopes: [Envelope] = []
  var freeEnvelopes: [Int] = []
  var timers = TimerTable()
  /// Counts the incarnations of the engine.
  var generation: UInt32 = 0
  var crashes: [ArmedCrash] = []
  /// The faults of the store that are in force.
  var storeRules: [StoreRule] = []
  /// The event bus.
  var bus = SimulatedBus()
  let randomness: SiteRandomness
  /// Buffers kept from step to step, so that a step allocates nothing.
  var effects: [EngineEffect] = []
  var outputs: [BrokerOutput] = []
  /// The entry that the effects being performed go back to.
  var cause = TraceEntry.noCause

  /// The request handed to the network last; the timer that watches it is set right after it.
  var lastRequest: Word?

  /// The broker's stream tells that it is alive this often (OANDA: 5 s).
  static var heartbeatInterval: TimeSpan { .seconds(5) }

  /// Makes a world in which nothing has happened yet; the container is down.
  public init(_ configuration: WorldConfiguration) {
    self.configuration = configuration
    keepsTurns = configuration.keepsTurns
    broker = SimulatedBroker(
      profile: configuration.profile, instruments: configuration.engine.instruments,
      currencyCount: configuration.engine.currencyCount, keepsHistory: configuration.keepsBrokerHistory)
    network = SimulatedNetwork(latency: configuration.latency, pins: configuration.pins)
    disk = SimulatedDisk(
      opening: configuration.opening, names: configuration.names,
      identity: ConfigurationIdentity(configuration.engine, naming: configuration.names))
    randomness = SiteRandomness(seed: configuration.seed)
    incarnation = Engine(configuration: configuration.engine)
  }

  /// Starts the container and the broker's stream.
  public mutating func start() {
    // What has led to the state before the run is no part of its past.
    broker.history = []
    broker.remember(at: now)
    opensAlike = broker.positions.indices.map { index in
      let (broker, local) = (broker.positions[index], configuration.opening?.books.positions[index] ?? .flat)
      return broker.quantity == local.quantity && broker.cost == local.cost && broker.exactProfit == local.exactProfit
    }
    startContainer(reason: .start, cause: TraceEntry.noCause)
    if configuration.engine.streamSilence != nil {
      queue.schedule(.heartbeat, at: now + Self.heartbeatInterval)
    }
  }

  /// Whether there are turns of the engine that nobody has taken.
  @_specialize(where Engine == ReconciliationEngine)
  public borrowing func hasTurns() -> Bool { !turns.isEmpty }

  /// Takes the oldest of them.
  @_specialize(where Engine == ReconciliationEngine)
  public mutating func takeTurn() -> EngineTurn? {
    turns.count > 1 ? turns.removeFirst() : turns.popLast()
  }

  /// A copy of the engine that runs, or nil while none does.
  public var engine: Engine? { isRunning ? incarnation : nil }

  /// How many messages and wake-ups are pending.
  public var pendingCount: Int { queue.count + timers.armed.count }

  /// The kinds of request that wait for an answer: those whose deadline is being watched and still to come.
  public var pendingRequests: [Word] {
    timers.armed.compactMap { armed in
      if case .request = armed.timer { armed.request } else { nil }
    }
  }

  /// Whether nothing passes between engine and broker now.
  public var isCut: Bool { network.isCut(faults, at: now) }

  /// When the next thing happens, or nil if nothing ever will.
  public var nextInstant: Instant? {
    guard let timer = timers.nextInstant else { return queue.nextInstant }
    guard let event = queue.nextInstant else { return timer }
    return min(timer, event)
  }

  /// Moves time to an instant at which nothing has to happen; never backwards.
  public mutating func advance(to instant: Instant) {
    now = max(now, instant)
  }

  /// Takes the next thing off the queue and lets it happen.
  @_specialize(where Engine == ReconciliationEngine)
  public mutating func step() {
    // At one instant deliveries come first, then timers.
    if let timer = timers.nextInstant, queue.nextInstant.map({ timer < $0 }) ?? true { return fireTimer() }
    guard let next = queue.popFirst() else { return }
    now = max(now, next.instant)
    stepCount += 1
    switch next.payload {
    case .delivery(let envelope): deliver(envelope)
    case .start(let reason, let cause): startContainer(reason: reason, cause: cause)
    case .synced(let sequence, let isLost, let generation, let cause):
      finishSync(upTo: sequence, isLost: isLost, generation, cause: cause)
    case .heartbeat: sendHeartbeat()
    case .reconnect(let generation, let cause): reconnect(generation, cause: cause)
    case .faultWakes(let fault): wake(fault)
    }
  }

  /// Appends to the trace and makes the entry the cause of what follows.
  @discardableResult
  mutating func record(_ event: Event, cause: UInt32, line: UInt32? = nil) -> UInt32 {
    trace.append(event, at: now, cause: cause, line: line)
  }

  private mutating func fireTimer() {
    guard let armed = timers.popFirst() else { return }
    now = max(now, armed.instant)
    stepCount += 1
    feed(.timer(armed.timer), cause: armed.cause)
  }
}
