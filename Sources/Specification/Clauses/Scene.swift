import Reconciliation
public import Trading

/// What a clause can see: the turn, the model, the hearsay; and where it says what it found.
struct Scene: Sendable {
  /// The settings.
  private(set) var configuration: EngineConfiguration
  /// The names behind the numbers; used only for messages.
  let names: any NameSource & Sendable
  /// The turn being looked at.
  var turn: EngineTurn
  /// What sort of turn it is.
  var kind = TurnKind.stop
  /// How many turns there were before.
  var turnNumber = 0
  /// What the records say.
  var model: Model
  /// The last record that there was when the turn began.
  private(set) var sequenceBefore: UInt64 = 0
  /// What the engine was told and asked.
  var hearsay = Hearsay()
  /// What was said about orders.
  var dialogue = OrderDialogue()
  /// What the reports of the turn call for.
  var reckoning: Reckoning
  /// How often each clause was put to the test, by its place in the catalogue.
  var trials: [UInt32]
  /// What was broken.
  var breaches: [Breach] = []
  /// The clause that looks now.
  var current = 0
  /// The clauses that look at the end of every turn until what they wait for is there.
  private(set) var waiting = ClauseSet()

  /// What an operator wants who may not: no clause but one sees it.
  var forbidden: OperatorCommand?

  /// The time by the engine's clock.
  var now: Instant { turn.instant }

  /// Whether the engine may be ahead of its records: while the store fails, what it decides is written later.
  var isBlind: Bool { hearsay.isStoreFailing }

  /// Whether every record was durable when the turn began.
  var wasDurable: Bool { hearsay.durable >= sequenceBefore }

  /// Takes over the settings of the next start; nobody waits for anything over it.
  mutating func change(_ configuration: EngineConfiguration) {
    self.configuration = configuration
    reckoning.configuration = configuration
    waiting = ClauseSet()
  }

  /// Whether the clause that looks now is to look at the end of the next turn too, whatever that brings.
  mutating func wait(_ isWaiting: Bool) { waiting.set(current, isWaiting) }

  /// The premise of the clause holds: from here on it can be broken.
  mutating func tried() { trials[current] &+= 1 }

  /// The clause is broken.
  ///
  /// - Parameters:
  ///   - message: what was due or not due, with both values.
  ///   - cause: what tells two causes apart where the message does not: a field, a setting.
  mutating func breach(_ message: @autoclosure () -> String, cause: String = "") {
    guard breaches.count < 16 else { return }
    breaches.append(
      Breach(clause: Specification.catalogue[current].page.name, message: message(), cause: cause, instant: now))
  }

  /// Counts a trial, and a breach unless something holds.
  mutating func require(_ holds: Bool, _ message: @autoclosure () -> String, cause: String = "") {
    tried()
    if !holds { breach(message(), cause: cause) }
  }

  /// The clause is broken; the message is made of what can be seen.
  mutating func breach(_ message: (Scene) -> String, cause: String = "") {
    guard breaches.count < 16 else { return }
    let text = message(self)
    breach(text, cause: cause)
  }

  /// Counts a trial, and a breach unless something holds; the message is made of what can be seen.
  mutating func require(_ holds: Bool, _ message: (Scene) -> String, cause: String = "") {
    tried()
    if !holds { breach(message, cause: cause) }
  }

  /// The name of an order, as messages show it.
  func name(_ order: ClientOrderID) -> String { names.name(.order, order.index) }
  /// The name of an execution.
  func name(_ execution: ExecutionID) -> String {
    execution.isInferred ? "that was inferred" : names.name(.execution, execution.index)
  }
  /// The name of an instrument.
  func name(_ instrument: InstrumentID) -> String { names.name(.instrument, instrument.index) }
  /// The name of a currency.
  func name(_ currency: CurrencyID) -> String { names.name(.currency, currency.index) }
}

extension Scene {
  /// A turn begins: hearsay, dialogue and reckoning take in what it says.
  ///
  /// Two turns of three are a clock that ticks or a store that works, which say nothing of orders and account.
  ///
  /// - Returns: What sort of turn it is.
  mutating func begin(_ turn: EngineTurn) -> TurnKind {
    hearsay.begin()
    sequenceBefore = model.sequence
    // Read once, since whoever reads it out of the turn copies it.
    let input = turn.input
    hearsay.take(input, at: turn.instant)
    if case .operatorCommand(let command, _) = input { hearsay.take(command, configuration) }
    let kind = hearsay.kind(of: input)
    dialogue.begin(hearsay.condition)
    if kind.tellsOfOrders {
      // Only the answer to a question about an order is weighed against the account.
      let apart = kind == .orderAnswer ? reckoning.positionsApart : nil
      dialogue.take(turn, hearsay, model, apart: apart, configuration)
    }
    reckoning.begin(at: turn.instant, isBlind: hearsay.isStoreFailing)
    if kind.tellsOfAccount { reckoning.take(turn, &model, hearsay, dialogue) }
    self.turn = turn
    self.kind = kind
    return kind
  }
}

extension TurnKind {
  /// Whether the input may say something of orders.
  fileprivate var tellsOfOrders: Bool {
    switch self {
    case .start, .command, .passAnswer, .passEnd, .orderAnswer, .report, .wakeUp: true
    case .heartbeat, .connection, .clock, .silence, .storeRetry, .ticketsDue, .durable, .storeFailure, .bus, .busRetry,
      .stop:
      false
    }
  }

  /// Whether the input may say something of executions, terms or the account.
  fileprivate var tellsOfAccount: Bool {
    switch self {
    case .start, .command, .passAnswer, .passEnd, .orderAnswer, .report, .heartbeat: true
    case .connection, .clock, .silence, .wakeUp, .storeRetry, .ticketsDue, .durable, .storeFailure, .bus, .busRetry,
      .stop:
      false
    }
  }
}

/// A clause that was broken.
public struct Breach: Hashable, Sendable {
  /// The name of the clause.
  public var clause: String
  /// What was due or not due, with both values.
  public var message: String
  /// What tells two causes apart where the message does not.
  public var cause: String
  /// When.
  public var instant: Instant
}
