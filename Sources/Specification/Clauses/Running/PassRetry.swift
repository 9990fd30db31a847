import Reconciliation
import Trading

/// `pass-retry`: when a pass is repeated that came to nothing.
struct PassRetry: Clause {
  static let page = ClausePage(
    "pass-retry", .passes, .action,
    "a pass that failed and may change something is repeated after a wait that grows with each pass in a row that failed or left something open, "
      + "unless a clock repeats it; without polls so is one that left something open, up to `max-retries` times, and one whose "
      + "answers are too old, or too short, to prove anything of executions that a report had told; and at a start so is "
      + "one that has not seen all orders and executions, and after `retry-delay` one that leaves a drift to be seen once "
      + "more; and where no clock brings a pass that compares the account, one "
      + "that has compared it and found what has to be seen once more, or missed once what a person was told of, whatever else is open; "
      + "and so is one after which a person's decision has still to be carried out, or what was taken over to be shown "
      + "again by the broker, until more than `max-retries` in a row have taken nothing over",
    source:
      "`retry-delay`, `retry-limit`, `max-retries`, `order-interval`, `drift-confirmations`; design, section 3, rule 10",
    settings: [.retryDelay, .retryLimit, .maximumRetries, .orderInterval])
  static let hooks: ClauseHooks = [.begin, .willRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let records: ClauseRecords = [.figure]
  static let effects: ClauseEffects = [.passRetry]
  static let lines: [EventKind] = [.reconcileFinished]

  /// How many passes in a row failed or left something open; nil if that cannot be told.
  private var streak: Int? = 0
  /// What the log says of a pass that has ended in this turn, and when it is to be repeated.
  private var ended: Event?
  private var repeatsAt: Instant?
  /// Whether the pass that has ended was cut short.
  private var isCutShort = false
  /// Whether it has seen the account, and how many in a row have left something of it to be seen once more.
  private var hasAccount = false
  private var sightings: Int? = 0
  /// How many in a row have settled nothing of what waits for the account, and whether this turn has taken a figure over.
  private var idle: Int? = 0
  private var hasTaken = false

  private enum Due { case no, yes, maybe }

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input { (streak, sightings, idle) = (0, 0, 0) }
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .position(.adopted), .cash(.adopted): hasTaken = true
    case .position, .cash, .order, .execution, .discrepancy, .ticket, .control: break
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event):
      guard event.kind == .reconcileFinished else { return }
      ended = event
      isCutShort = scene.hearsay.pass?.isCutShort ?? false
      hasAccount = scene.hearsay.pass?.account != nil
    case .setTimer(.passRetry, let instant):
      scene.tried()
      if repeatsAt != nil { scene.breach("a pass was to be repeated twice", cause: "twice") }
      repeatsAt = instant
    case .cancelTimer(.passRetry): scene.breach("the repeat of a pass was taken back", cause: "cancelled")
    default: return
    }
  }

  /// Whether a pass that has ended has to be repeated; it is counted.
  private mutating func due(after event: Event, _ scene: Scene) -> Due {
    // Whoever wants to look again asks again.
    guard event.source != .review else { return .no }
    let hasClock = scene.configuration.orderInterval != nil
    let isStarting = scene.dialogue.conditionBefore == .starting
    if event.state == .failed {
      streak = streak.map { $0 + 1 }
      return event.reason == .poll || event.reason == .full ? .no : .yes
    }
    let verdict = scene.reckoning.gaps.verdict
    let isOutdated = verdict.map { !$0.isUnclear && !$0.outdated.isEmpty } ?? false
    if isStarting, isCutShort || isOutdated {
      streak = streak.map { $0 + 1 }
      return .yes
    }
    if let verdict, verdict.isUnclear {
      streak = event.state == .differs ? streak.map { $0 + 1 } : nil
      return hasClock && !isStarting ? .no : .maybe
    }
    if verdict?.leavesGap ?? false {
      streak = streak.map { $0 + 1 }
      return hasClock ? .no : .yes
    }
    guard event.state == .differs else {
      streak = 0
      return .no
    }
    streak = streak.map { $0 + 1 }
    guard !hasClock else { return .no }
    return streak.map { $0 <= scene.configuration.maximumRetries ? .yes : .no } ?? .maybe
  }

  /// Whether a pass that has ended has compared the account and found what has to be seen once more, or left something
  /// that waits for the next one, where no clock will ask for that; it is counted.
  private mutating func sights(after event: Event, _ scene: Scene) -> Due {
    guard event.source != .review, event.state != .failed, hasAccount else { return .no }
    guard !scene.hasAccountClock else {
      (sightings, idle) = (0, 0)
      return .no
    }
    guard !scene.isBlind, let sights = scene.reckoning.sights, let absences = scene.reckoning.absences else {
      (sightings, idle) = (nil, nil)
      return .maybe
    }
    let needed = scene.configuration.driftConfirmations
    let isUnconfirmed = sights.contains { $0.count < needed } || absences.values.contains { 0 < $0 && $0 < needed }
    let awaits = scene.awaitsAccount
    idle = !awaits || hasTaken ? 0 : idle.map { $0 + 1 }
    guard !isUnconfirmed else {
      sightings = sightings.map { $0 + 1 }
      return .yes
    }
    guard awaits else {
      sightings = 0
      return .no
    }
    guard let idle else {
      sightings = nil
      return .maybe
    }
    sightings = idle > scene.configuration.maximumRetries ? 0 : sightings.map { $0 + 1 }
    return idle > scene.configuration.maximumRetries ? .no : .yes
  }

  /// Whether a pass of the start has left a drift to be seen once more; what has failed, or has not seen all, begins anew.
  private func confirms(after event: Event, _ scene: Scene) -> Due {
    guard scene.dialogue.conditionBefore == .starting, event.source != .review, event.state != .failed, !isCutShort
    else { return .no }
    let verdict = scene.reckoning.gaps.verdict
    if let verdict, !verdict.isUnclear, !verdict.outdated.isEmpty { return .no }
    guard !scene.isBlind, let sights = scene.reckoning.sights else { return .maybe }
    guard scene.holdsUpStart(sights) else { return .no }
    return verdict?.isUnclear ?? false ? .maybe : .yes
  }

  mutating func end(_ scene: inout Scene) {
    let event = ended
    var (open, due, sighting) = (Due.no, Due.no, Due.no)
    // Not by `map`, whose closure would copy the scene.
    if let event { open = sights(after: event, scene) }
    if let event { due = self.due(after: event, scene) }
    if let event { sighting = confirms(after: event, scene) }
    // A start that has not seen everything begins anew, and counts otherwise.
    let isStarting = scene.dialogue.conditionBefore == .starting
    let number = open == .no ? streak : open == .yes && !isStarting ? sightings : nil
    var attempt = number
    switch sighting {
    case .yes: (due, attempt) = (.yes, 1)
    case .maybe: (due, attempt) = (due == .no ? .maybe : due, nil)
    case .no: if open == .yes || open == .maybe && due == .no { due = open }
    }
    ended = nil
    hasTaken = false
    let instant = repeatsAt
    repeatsAt = nil
    guard let instant else {
      if due == .yes {
        scene.breach("a pass has to be repeated after \(text) in a row, and is not", cause: "missing")
      }
      return
    }
    guard due != .no else {
      return scene.breach("a pass was to be repeated at \(instant), and none is due", cause: "not due")
    }
    guard let number = attempt else { return }
    let bounds = WaitBounds(scene.configuration, attempt: number, from: scene.now)
    if !bounds.contains(instant) {
      scene.breach(
        "a pass is repeated at \(instant), and \(bounds.text) is due after \(number) in a row", cause: "instant")
    }
  }

  private var text: String { streak.map { "\($0)" } ?? "some" }
}
