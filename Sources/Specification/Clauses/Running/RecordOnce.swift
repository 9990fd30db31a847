import Reconciliation
import Trading

/// `record-once`: what is handed to the store.
struct RecordOnce: Clause {
  static let page = ClausePage(
    "record-once", .durability, .action,
    "each record is handed to the store once and in the order of the numbers, with the instant and the cause of its "
      + "turn, also if that was while the store failed; after a failure nothing is, until a retry hands all again that "
      + "are not durable",
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
  /// Of which turn since the store failed the last record was that was handed late.
  private var place = 0

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started(let recovery, _):
      next = recovery.sequence + 1
      open = []
      isFailing = false
    case .persistFailed:
      if !isFailing { place = 0 }
      isFailing = true
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
    if entry.account != .default {
      scene.breach("record \(entry.sequence) is of another account", cause: "account")
    }
    if catchesUp { return lookAtLate(entry, &scene) }
    if entry.instant != now {
      scene.breach(
        "record \(entry.sequence) is of \(entry.instant), and it was made at \(now)", cause: "instant")
    }
    let cause = scene.turn.input.causeOfRecords
    if entry.cause != cause {
      scene.breach(
        "record \(entry.sequence) names \(entry.cause.text) as its cause, and that was \(cause.text)", cause: "cause")
    }
  }

  /// A record that waited for the store is of a turn since that failed, and not of an earlier one than the one before.
  private mutating func lookAtLate(_ entry: JournalEntry, _ scene: inout Scene) {
    let turns = scene.hearsay.failingTurns
    if let index = turns[place...].firstIndex(where: { $0.instant == entry.instant && $0.cause == entry.cause }) {
      place = index
    } else {
      scene.breach(
        "record \(entry.sequence) was made by \(entry.cause.text) at \(entry.instant), and nothing came then while the "
          + "store failed", cause: "late")
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
}
