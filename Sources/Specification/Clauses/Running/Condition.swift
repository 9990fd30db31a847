import Reconciliation
import Trading

/// `condition`: how the engine says it is.
struct Condition: Clause {
  static let page = ClausePage(
    "condition", .conditions, .projection,
    "once ready the engine is halted while its store fails, as many events wait for the bus as `bus-backlog` says, an operator says so or the emergency stop is on, else degraded while the stream is "
      + "lost or passes that may correct lack an answer of a kind that none has had since, else ready; each change is logged once, in the turn of its cause, with the cause "
      + "as reason",
    source:
      "`trueup list events`: engine.halted, engine.degraded, engine.recovered; order reconciliation document, section 5",
    settings: [.busBacklog]
  )
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .command] | .store
  static let endings: ClauseInputs = [.start, .command, .bus] | .store
  static let lines: [EventKind] = [
    .streamLost, .streamRestored, .reconcileFinished, .engineReady, .engineHalted, .engineDegraded, .engineRecovered,
  ]

  private var condition = EngineCondition.starting
  private var isHalted = false, isStopped = false
  private var isStoreFailing = false
  /// Why the store failed first, and why the stream was lost last.
  private var storeReason: Word?
  private var streamReason: Word?

  /// How many events may wait for the bus.
  private var backlog: Int

  init(_ configuration: EngineConfiguration) { backlog = configuration.busBacklog }

  mutating func change(_ configuration: EngineConfiguration) {
    backlog = configuration.busBacklog
  }

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started:
      condition = .starting
      isHalted = scene.model.isHalted
      isStopped = scene.model.isStopped
      isStoreFailing = false
    case .operatorCommand(.halt, _): isHalted = true
    case .operatorCommand(.resume, _): isHalted = false
    case .operatorCommand(.stop, _): isStopped = true
    case .operatorCommand(.release, _): isStopped = false
    case .persistFailed(let reason):
      if !isStoreFailing { storeReason = reason }
      isStoreFailing = true
    case .persisted: if scene.hearsay.storeReturns(with: scene.turn.input) { isStoreFailing = false }
    default: return
    }
  }

  private func isBusFull(_ hearsay: Hearsay) -> Bool { hearsay.bus.isFull(backlog, durable: hearsay.durable) }

  /// What the causes make of the engine.
  private func due(_ hearsay: Hearsay) -> EngineCondition {
    if isHalted || isStopped || isStoreFailing || isBusFull(hearsay) { return .halted }
    return hearsay.isStreamUp && hearsay.lacking.isEmpty ? .ready : .degraded
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect else { return }
    let next: EngineCondition
    switch event.kind {
    case .streamLost:
      streamReason = event.reason
      return
    case .engineReady:
      condition = .ready
      return
    case .engineHalted: next = .halted
    case .engineDegraded: next = .degraded
    case .engineRecovered: next = .ready
    default: return
    }
    scene.tried()
    let due = due(scene.hearsay)
    if next != due || next == condition || condition == .starting {
      scene.breach(
        "\(event.kind.name) was logged while the engine was \(condition), and \(due) is due", cause: "not due")
    }
    look(event, next, scene.hearsay, &scene)
    condition = next
  }

  /// The reason is one of the causes that hold; where two do, either says why.
  private func look(_ event: Event, _ next: EngineCondition, _ hearsay: Hearsay, _ scene: inout Scene) {
    var reasons: [Word?] = []
    switch next {
    case .halted:
      if isStoreFailing { reasons.append(storeReason) }
      if isBusFull(hearsay) { reasons.append(.busFailure) }
      if isHalted { reasons.append(.operator) }
      if isStopped { reasons.append(.stopped) }
    case .degraded:
      if !hearsay.isStreamUp { reasons.append(streamReason) }
      if !hearsay.lacking.isEmpty { reasons.append(.failed) }
    case .ready, .starting: reasons = [nil]
    }
    // What has just happened is the reason, whatever else holds.
    switch scene.turn.input {
    case .persistFailed(let reason): reasons = [reason]
    case .operatorCommand(.halt, _): reasons = [.operator]
    case .operatorCommand(.stop, _): reasons = [.stopped]
    default: break
    }
    guard !reasons.contains(event.reason) else { return }
    let words = reasons.map { $0?.text ?? "none" }.joined(separator: " or ")
    scene.breach(
      "\(event.kind.name) says reason=\(event.reason?.text ?? "nothing"), and \(words) is due", cause: "reason")
  }

  mutating func end(_ scene: inout Scene) {
    guard condition != .starting else { return }
    let due = due(scene.hearsay)
    guard due != condition else { return }
    scene.breach("the engine says that it is \(condition), and \(due) is due", cause: "missing")
    condition = due
  }
}
