import Reconciliation
import Trading

/// `record-once`: what is handed to the store.
struct RecordOnce: Clause {
  static let page = ClausePage(
    "record-once", .durability, .action,
    "each record is handed to the store once and in the order of the numbers, with the instant and the cause of its "
      + "turn; after a failure nothing is, until a retry hands all again that are not durable",
    source: "design, section 3, rule 5; hooks of the store in `EngineEffect`")
  static let hooks: ClauseHooks = [.begin, .willRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .storeRetry] | .store
  static let endings: ClauseInputs = [.start, .storeRetry] | .store
  static let effects: ClauseEffects = [.repeated]

  /// The number that has to be handed next.
  private var next: UInt64 = 1
  /// What was handed and is not known to be durable, oldest first.
  private var open: [JournalEntry] = []
  private var isFailing = false
  /// Whether this turn hands all again that is not durable.
  private var repeats = false
  /// Whether this turn may hand what was recorded while the store failed.
  private var catchesUp = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started(let recovery, _):
      next = recovery.sequence + 1
      open = []
      isFailing = false
    case .persistFailed: isFailing = true
    case .persisted:
      let durable = scene.hearsay.durable
      open.removeFirst(open.prefix { $0.sequence <= durable }.count)
      guard scene.hearsay.storeReturns(with: scene.turn.input) else { return }
      isFailing = false
      handAgain(durable)
    case .timer(.store): if isFailing { handAgain(scene.hearsay.durable) }
    default: return
    }
  }

  private mutating func handAgain(_ durable: UInt64) {
    repeats = true
    catchesUp = true
    next = durable + 1
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    look(entry, &scene)
    open.append(entry)
    let now = scene.now
    if catchesUp {
      guard entry.instant > now else { return }
      return scene.breach(
        "record \(entry.sequence) is of \(entry.instant), and it is \(now)", cause: "instant")
    }
    if entry.instant != now {
      scene.breach(
        "record \(entry.sequence) is of \(entry.instant), and it was made at \(now)", cause: "instant")
    }
    let cause = cause(of: scene.turn.input)
    if entry.cause != cause {
      scene.breach(
        "record \(entry.sequence) names \(entry.cause.text) as its cause, and that was \(cause.text)", cause: "cause")
    }
    if entry.account != .default {
      scene.breach("record \(entry.sequence) is of another account", cause: "account")
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .persist(let entry) = effect else { return }
    look(entry, &scene)
    guard repeats, let index = open.firstIndex(where: { $0.sequence == entry.sequence }) else { return }
    if open[index] != entry {
      scene.breach("record \(entry.sequence) is another one than when it was handed first", cause: "changed")
    }
  }

  private mutating func look(_ entry: JournalEntry, _ scene: inout Scene) {
    scene.tried()
    if isFailing, !repeats {
      return scene.breach("record \(entry.sequence) was handed to a store that fails", cause: "failing")
    }
    if entry.sequence != next {
      scene.breach("record \(entry.sequence) was handed to the store, and \(next) is due", cause: "order")
    }
    next = entry.sequence + 1
  }

  mutating func end(_ scene: inout Scene) {
    defer {
      repeats = false
      catchesUp = false
    }
    guard repeats, let last = open.last, next <= last.sequence else { return }
    scene.breach("record \(next) is not durable, and was not handed to the store again", cause: "left out")
    next = last.sequence + 1
  }

  private func cause(of input: EngineInput) -> EntryCause {
    switch input {
    case .started: .start
    case .command: .trader
    case .operatorCommand: .operator
    case .response: .response
    case .requestFailed: .failure
    case .streamUpdate, .streamConnected, .streamLost: .stream
    case .timer: .timer
    case .persisted, .persistFailed, .stopping: .store
    }
  }
}
