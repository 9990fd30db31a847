public import Trading

/// The reconciliation engine: a sans-I/O value that takes one input at a time and says what it wants done.
///
/// It never reads a clock, starts a task, opens a file or draws from a generator, so the simulator drives in
/// virtual time exactly what runs live. It has a core and desks. The ``books`` in the core are durable and change only
/// by journal records; a desk holds the volatile state of one concern, forgotten by a restart and rebuilt by asking the
/// broker. No desk knows another: where the order of things is fixed, the engine calls one after the other, and what
/// one finds for another to do it leaves as a follow-up.
///
/// Order of things: a change is applied to the books and its record handed to the store at once; what a restart
/// would have to remember (requests that change orders, events on the bus) waits in the outbox until the store
/// reports the record durable.
///
/// - Important: effects must be performed in order. A shell reports `persisted` or `persistFailed` for what it
///   was told to persist, and feeds every response, failure, update and timer back as an input.
public struct ReconciliationEngine: Sendable {
  /// Books, journal, outbox and effects.
  @usableFromInline var core: Core
  /// The desks of the account in hand.
  var desks = Desks()
  /// The other accounts.
  var resting = RestingAccounts()

  /// Makes an engine that knows nothing; its first input is `started`.
  public init(configuration: EngineConfiguration) {
    core = Core(configuration: configuration)
  }

  /// The settings.
  @inlinable public var configuration: EngineConfiguration { core.configuration }
  /// What the engine durably believes.
  @inlinable public var books: Books {
    _read { yield core.ledger.main }
  }
  /// What the store is to hold when the engine asks for a checkpoint.
  ///
  /// It is as of the last input; read between ``EngineEffect/writeCheckpoint(upTo:)`` and the next input, it has the
  /// number of the effect.
  public var checkpoint: Checkpoint { core.checkpoint }
  /// How the engine is.
  @inlinable public var condition: EngineCondition { core.condition }

  /// Takes one input, changes the state, and appends what is to be done.
  ///
  /// - Parameters:
  ///   - input: what happened.
  ///   - now: the time by the engine's clock.
  ///   - effects: receives the effects, in the order in which they are to be performed.
  public mutating func handle(_ input: EngineInput, at now: Instant, into effects: inout [EngineEffect]) {
    handle(input, of: .default, at: now, into: &effects)
  }

  /// Takes one input that is about an account, changes the state, and appends what is to be done.
  ///
  /// An account begins with the first input that is about it, or is found in the store by the start: with desks, passes
  /// and a condition of its own. Journal and store are of all accounts, and so are the reports of the store.
  ///
  /// - Parameters:
  ///   - input: what happened.
  ///   - account: the account; an answer to a request is always about that of the request.
  ///   - now: the time by the engine's clock.
  ///   - effects: receives the effects, in the order in which they are to be performed.
  public mutating func handle(
    _ input: EngineInput, of account: AccountID, at now: Instant, into effects: inout [EngineEffect]
  ) {
    core.now = now
    core.cause = EntryCause(input)
    swap(&core.effects, &effects)
    if account != .default || !resting.isEmpty { turn(to: self.account(of: input, account)) }
    let wasFailing = core.journal.isFailing
    let wasFull = core.bus.isFull
    var fillsBus = false
    switch input {
    case .publishFailed: break
    default: if core.outbox.hasReleased { core.endRelease() }
    }
    switch input {
    case .started(let recovery, let reason): start(from: recovery, reason: reason)
    case .command(let command): desks.orders.accept(command, &core)
    case .operatorCommand(let command, let person): accept(command, by: person)
    case .response(let request, let response): receive(response, to: request)
    case .requestFailed(let request, let failure): receive(failure, of: request)
    case .streamUpdate(let update): receive(update)
    case .streamConnected: desks.streamWatch.noteActivity(&core)
    case .streamLost: desks.streamWatch.noteLoss(reason: .reset, &core)
    case .timer(let timer): fire(timer)
    case .persisted(let sequence):
      core.noteDurable(upTo: sequence)
      // A store that takes records again lets out what may be too much for the bus: then nothing is resumed.
      fillsBus = core.noteBacklog()
    case .persistFailed(let reason): core.noteStoreFailure(reason)
    case .publishFailed(let sequence, let reason): core.noteBusFailure(from: sequence, reason)
    case .published(let sequence): core.noteBusRestored(upTo: sequence)
    case .stopping: core.journal.isStopping = true
    }
    drainFollowUps()
    if core.hasTicketsChanged {
      desks.orders.takeUpBlocked(&core)
      desks.strangers.review(&core)
    }
    takeUpExits()
    desks.tickets.setTimer(&core)
    desks.streamWatch.lookForBlindness(lacksAnswer: desks.passes.lacksAnswer, &core)
    if core.journal.isFailing != wasFailing || core.bus.isFull != wasFull, !resting.isEmpty { reviewResting() }
    releaseOutbox()
    if core.noteBacklog() || fillsBus { reviewBacklog() }
    turn(to: .default)
    swap(&core.effects, &effects)
  }

  private mutating func fire(_ timer: Timer) {
    switch timer {
    case .request(let request): noteTimeout(of: request)
    case .order(let order): desks.orders.retry(order, &core)
    case .lookUps: desks.orders.takeUpLookUps(&core)
    case .stranger(let number): desks.strangers.wakeUp(number, &core)
    case .orderPoll: desks.scheduler.orderPollIsDue(&core)
    case .fullPass: desks.scheduler.fullPassIsDue(&core)
    case .passRetry: if let plan = desks.scheduler.retryIsDue() { begin(plan) }
    case .streamSilence: desks.streamWatch.checkSilence(&core)
    case .store: core.retryStore()
    case .bus: core.retryBus()
    case .tickets: desks.tickets.wakeUp(&core)
    case .metrics: logMetrics()
    case .blindness:
      let reason = standingReason(of: core.condition == .starting ? .starting : .degraded)
      desks.streamWatch.tellBlindness(reason: reason, &core)
    }
  }

  /// Does what one desk has found and left for another, in the order in which it was found.
  mutating func drainFollowUps() {
    while !core.followUps.isEmpty {
      // One alone, which is nearly all there ever are, is taken from the end: nothing has to move up.
      switch core.followUps.count == 1 ? core.followUps.removeLast() : core.followUps.removeFirst() {
      case .startPass(let reason): beginPass(reason)
      case .reviewCondition(let reason): updateCondition(reason: reason)
      case .endWaits: desks.orders.endWaits(&core)
      }
    }
  }

  /// Takes up what a block or a hold keeps back and what lowers the risk by now.
  private mutating func takeUpExits() {
    while core.hasRoomChanged {
      core.hasRoomChanged = false
      // Without a ticket nothing is blocked, and only the degraded engine holds anything.
      guard !core.books.tickets.isEmpty || core.condition == .degraded else { return }
      desks.orders.takeUpBlocked(&core)
    }
  }

  /// Lets out what is durable.
  private mutating func releaseOutbox() {
    while let item = core.outbox.removeFirst(durable: core.journal.durable) {
      turn(to: item.account)
      switch item.content {
      case .event(let event):
        if core.bus.isFailing { core.bus.keep(item) } else { core.effects.append(.publish(event)) }
      case .notice(let event, let wanted):
        core.alertDelay.note(core.now - wanted)
        core.effects.append(.notify(event))
        core.journal.hasToldSinceCheckpoint = true
      case .place(let order):
        desks.orders.sendPlace(order, &core)
        takeUpExits()
      case .cancel(let order): desks.orders.sendCancel(order, &core)
      case .replace(let order): desks.orders.sendReplace(order, &core)
      case .cancelStranger(let number): desks.strangers.sendCancel(number, &core)
      }
    }
    core.writeCheckpointIfDue()
  }
}
