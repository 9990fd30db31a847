public import Reconciliation
public import Trading

/// What the engine was told and what it asked since it started, beside its records: forgotten by a restart.
public struct Hearsay: Sendable {
  /// How often the engine was started.
  public internal(set) var starts = 0
  /// Which record the start went back to.
  public internal(set) var recovered: UInt64 = 0
  /// How the engine is, by its own log.
  public internal(set) var condition = EngineCondition.starting
  /// Whether the stream is up, by the engine's own log.
  public internal(set) var isStreamUp = true
  /// Whether it was when the turn began.
  public internal(set) var wasStreamUp = true
  /// Whether a pass ran when the turn began.
  public internal(set) var wasPassRunning = false
  /// When the stream was last heard of, or the start.
  public internal(set) var streamHeardAt = Instant.origin
  /// The number of the last record reported as durable.
  public internal(set) var durable: UInt64 = 0
  /// Whether the store does not take records, so that records are made which are not seen yet.
  public internal(set) var isStoreFailing = false
  /// How often the store failed since it last worked.
  public internal(set) var storeFailures = 0
  /// What the event bus was told to take, and what it has not taken.
  var bus = BusHearsay()
  /// The requests without an answer.
  public internal(set) var pending = RequestsInFlight()
  /// The request that the input of this turn ends, if it ends one that was still waited for.
  public internal(set) var settled: SentRequest?
  /// Whether the answer of this turn was taken before: one that comes twice says nothing new.
  public internal(set) var isAnswerRepeated = false
  /// The pass that runs.
  public internal(set) var pass: HeardPass?
  /// The pass that changes nothing for which operators wait.
  var wantedLook: WantedLook?
  /// Whether a pass runs and every query of it has ended.
  ///
  /// Kept, since it is asked for in every turn: to read it through the optional would copy the pass with its answers.
  var isPassDone = false
  /// Whether the answer of this turn lets a pass ask for the rest.
  var isPassProbed = false
  /// How many passes in a row that may correct got no answer at all.
  var silentPasses = 0
  /// Whether the last pass lacked an answer.
  public internal(set) var hasLastPassFailed = false
  /// What passes that may correct have asked in vain and not been told since.
  public internal(set) var lacking: Set<Word> = []
  /// Up to which change at the broker the answers of passes have told all executions.
  public internal(set) var executionsKnownUpTo = BrokerSequence.zero

  /// Which attempt the log told last, until its request goes out.
  var loggedAttempt: Int64 = 0
  /// The numbers of the requests that were given up and whose answer may still come, the last ones of them.
  var givenUp: [UInt32] = []
  /// While the store fails: the last record of the retry that is under way.
  var retriedUpTo: UInt64?
  /// While the store fails: when it heard of what, since what was recorded then is seen later.
  var failingTurns: [(instant: Instant, cause: EntryCause)] = []
}

extension EngineInput {
  /// What the records name as their cause that are made while this is handled.
  var causeOfRecords: EntryCause {
    switch self {
    case .started: .start
    case .command: .trader
    case .operatorCommand: .operator
    case .response: .response
    case .requestFailed: .failure
    case .streamUpdate, .streamConnected, .streamLost: .stream
    case .timer: .timer
    case .persisted, .persistFailed, .publishFailed, .published, .stopping: .store
    }
  }
}
