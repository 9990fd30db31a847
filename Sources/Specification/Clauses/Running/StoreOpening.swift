import Reconciliation
import Trading

/// `store-opening`: what becomes of a store that holds nothing.
struct StoreOpening: Clause {
  static let page = ClausePage(
    "store-opening", .restarts, .justification,
    "under `empty-store review` and `refuse` a start from a store without a record, order, execution, position and balance "
      + "is recorded as such, once; the first pass that has seen orders, positions and balances in whole, and leaves no drift "
      + "to be seen again, records the store as in use if nothing differs that no person has decided about, and the store as "
      + "lost else, once; `operator release` records it as in use too, if no emergency stop is on; nothing else does",
    source: "`empty-store`; position document, startup reconciliation; order/position document, recovery",
    settings: [.emptyStore])
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .command]
  static let endings: ClauseInputs = [.start, .command]
  static let records: ClauseRecords = [.control]
  static let lines: [EventKind] = [.snapshotIncomplete, .reconcileFinished]

  /// What has to be recorded in this turn.
  private var due: ControlRecord?
  private var isIncomplete = false
  /// Whether the store has failed since the start, so that records come when nobody knows why.
  private var isBlurred = false

  init(_ configuration: EngineConfiguration) {}

  private static func word(_ policy: EmptyStorePolicy) -> Word? {
    switch policy {
    case .takeOver: nil
    case .review: .review
    case .refuse: .refuse
    }
  }

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started:
      isBlurred = false
      isIncomplete = false
      guard let policy = StoreOpening.word(scene.configuration.emptyStore) else {
        if scene.model.opening != nil { due = .opened(by: .auto, person: Event.none) }
        return
      }
      guard scene.model.opening == nil, scene.model.isBlank else { return }
      due = .opening(.empty, policy: policy)
    case .operatorCommand(.release, let person):
      guard !scene.isBlind, scene.model.opening != nil, !scene.model.isStopped else { return }
      due = .opened(by: .operator, person: person?.index ?? Event.none)
    default: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect else { return }
    // A start is shown all that is logged.
    if event.kind == .snapshotIncomplete { isIncomplete = true }
    guard event.kind == .reconcileFinished else { return }
    defer { isIncomplete = false }
    if scene.isBlind { isBlurred = true }
    guard let opening = scene.model.opening, let pass = scene.hearsay.pass, !isBlurred, !isIncomplete, !pass.hasFailed,
      !pass.isLook, pass.kind.asksOrders, !pass.kind.asksChangesOnly, pass.kind.isOfPositions, pass.kind.isOfBalances
    else { return }
    guard let sights = scene.reckoning.sights else {
      isBlurred = true
      return
    }
    let confirmations = scene.configuration.driftConfirmations
    guard !sights.contains(where: { $0.count < confirmations }) else { return }
    if !scene.model.isUndecided {
      due = .opened(by: .auto, person: Event.none)
    } else if opening == .empty, let policy = StoreOpening.word(scene.configuration.emptyStore) {
      due = .opening(.lost, policy: policy)
    }
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .control(let record) = entry.record, record.isOfStore else { return }
    scene.tried()
    if record == due {
      due = nil
    } else if !isBlurred, !scene.isBlind {
      let text = due.map { $0.storeText } ?? "nothing"
      scene.breach("record \(entry.sequence) says that \(record.storeText), and \(text) is due", cause: "not due")
    }
  }

  mutating func end(_ scene: inout Scene) {
    if scene.isBlind { isBlurred = true }
    defer { due = nil }
    guard let due, !isBlurred else { return }
    scene.breach("it was not recorded that \(due.storeText)", cause: "missing")
  }
}

extension ControlRecord {
  fileprivate var isOfStore: Bool {
    switch self {
    case .opening, .opened: true
    case .halt, .stop, .kind, .passReport, .archived, .accountSeen: false
    }
  }

  fileprivate var storeText: String {
    switch self {
    case .opening(let opening, let policy): "the store is \(opening), under \(policy.text)"
    case .opened(let by, _): "the store is in use by \(by.text)"
    case .halt, .stop, .kind, .passReport, .archived, .accountSeen: "nothing about the store"
    }
  }
}

extension Model {
  /// Whether there is nothing at all: no record was ever written, and nothing was given.
  fileprivate var isBlank: Bool {
    sequence == 0 && orders.isEmpty && executions.isEmpty && instruments.allSatisfy { $0.position.quantity.isZero }
      && balances.allSatisfy { $0.amount.isZero }
  }

  /// Whether a difference is open that passes look for and no person has decided about.
  fileprivate var isUndecided: Bool {
    discrepancies.contains { discrepancy in
      switch discrepancy.kind {
      case .duplicateExecution, .overfill, .invalidReport, .contradiction: false
      default: tickets.first { $0.discrepancy == discrepancy.id }?.decision == nil
      }
    }
  }
}
