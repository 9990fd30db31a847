public import Reconciliation
public import Trading

/// What each input obliges an engine to do, and what it must not do without one.
///
/// It runs beside an engine, turn by turn, and knows nothing but the turns: so it can watch a simulated engine, a live
/// one, or judge a recorded session. It is a list of clauses; ``catalogue`` names them all.
///
/// ```swift
/// var specification = Specification(configuration, naming: names)
/// for turn in session { specification.take(turn) }
/// specification.breaches
/// ```
public struct Specification: Sendable {
  private(set) var scene: Scene
  private var clauses: [any Clause]
  private let roster = ClauseRoster.standard
  private var configuration: EngineConfiguration
  /// The model as of the very first start, and the records since: what a restart goes back through.
  private var opening: Model?
  private var records: [JournalEntry] = []
  /// The clauses that were shown something in this turn.
  private var shown = ClauseSet()

  /// Makes the specification of an engine of these settings.
  ///
  /// - Parameters:
  ///   - configuration: the settings that the engine was made with.
  ///   - names: who knows the names behind the numbers; used only for messages.
  public init(_ configuration: EngineConfiguration, naming names: any NameSource & Sendable) {
    self.configuration = configuration
    clauses = Specification.catalogue.map { $0.init(configuration) }
    scene = Scene(
      configuration: configuration, names: names, turn: Specification.noTurn,
      model: Model(configuration), reckoning: Reckoning(configuration),
      trials: Array(repeating: 0, count: clauses.count))
  }

  /// Takes over the settings of the next start, by which it judges from there on.
  public mutating func restart(under configuration: EngineConfiguration) {
    self.configuration = configuration
    for index in clauses.indices { clauses[index].change(configuration) }
    scene.change(configuration)
  }

  /// Whether anything was broken.
  public var isBroken: Bool { !scene.breaches.isEmpty }

  /// Whether something is still due, as far as it shows: a clause waits for it, or it is open about an order.
  public var isWaiting: Bool {
    !scene.waiting.isEmpty || !scene.dialogue.unsettled.isEmpty || !scene.reckoning.due.isEmpty
  }

  /// How many requests are without an answer, when the stream was heard of last, how many records are not known to be
  /// durable, and how many events wait for a bus that fails, by what the engine was given; nil before a start, and of the
  /// records while the store fails.
  public var heard: (unanswered: Int, streamHeardAt: Instant, unsynced: Int?, unpublished: Int)? {
    guard scene.hearsay.starts > 0 else { return nil }
    let (last, durable) = (scene.model.sequence, scene.hearsay.durable)
    let unsynced = scene.isBlind || last < durable ? nil : Int(last - durable)
    return (scene.hearsay.pending.count, scene.hearsay.streamHeardAt, unsynced, scene.hearsay.bus.backlog(durable))
  }

  /// What was broken so far; the first ones only.
  public var breaches: [Breach] { scene.breaches }

  /// How often each clause was put to the test, by its place in the catalogue.
  public var trials: [UInt32] { scene.trials }

  /// Looks at one turn of the engine.
  public mutating func take(_ given: EngineTurn) {
    let turn = permitted(given)
    if case .started(let recovery, _) = turn.input { goBack(to: recovery) }
    let kind = scene.begin(turn)
    shown = ClauseSet()
    var beginning = roster.beginning[Int(kind.rawValue)]
    while let place = beginning.popFirst() {
      scene.current = place
      clauses[place].begin(&scene)
    }
    for place in turn.effects.indices { take(turn.effects[place], of: kind) }
    end(turn, kind)
    scene.turnNumber += 1
    // What the turn holds on to is free for the next one.
    scene.turn = Specification.noTurn
  }

  private static let noTurn = EngineTurn(instant: .origin, input: .stopping, effects: [])

  /// The turn as most clauses see it: what an operator wants who may not is to be as if nothing had been asked for.
  private mutating func permitted(_ turn: EngineTurn) -> EngineTurn {
    if scene.forbidden != nil { scene.forbidden = nil }
    guard case .operatorCommand(let command, let person?) = turn.input,
      !OperatorOrders.may(person, command, configuration)
    else { return turn }
    scene.forbidden = command
    return EngineTurn(
      instant: turn.instant, input: .operatorCommand(.acknowledge(0), by: person), effects: turn.effects,
      checkpoint: turn.checkpoint)
  }

  private mutating func end(_ turn: EngineTurn, _ kind: TurnKind) {
    if kind == .durable { scene.hearsay.finish(turn) }
    scene.hearsay.bus.finish(durable: scene.hearsay.durable)
    scene.reckoning.end(scene.model)
    var ending = shown.intersection(roster.endingWhenShown)
    ending.formUnion(roster.ending[Int(kind.rawValue)])
    ending.formUnion(scene.waiting)
    if !scene.reckoning.due.isEmpty { ending.formUnion(roster.endingWhenDue) }
    if !scene.dialogue.unsettled.isEmpty { ending.formUnion(roster.endingWhenUnsettled) }
    while let place = ending.popFirst() {
      scene.current = place
      clauses[place].end(&scene)
    }
    if scene.dialogue.hasOpenEnds { scene.dialogue.finish(scene.hearsay, scene.model) }
  }

  /// Shows an effect to those who look at its kind, and takes it in.
  ///
  /// In one switch, since each one copies what the effect carries.
  private mutating func take(_ effect: EngineEffect, of kind: TurnKind) {
    switch effect {
    case .send(let request):
      show(effect, to: roster.takers(of: request.content.order == nil ? .ask : .send), kind)
      scene.reckoning.note(request)
      scene.hearsay.note(request, at: scene.now, record: scene.model.sequence)
      scene.dialogue.note(request, at: scene.now, scene.model, configuration)
    case .log(let event):
      show(effect, to: roster.takers(of: event.kind), kind)
      scene.hearsay.note(event, at: scene.now, configuration)
      if event.kind == .reconcileStarted, let pass = scene.hearsay.pass { scene.reckoning.begin(pass) }
      scene.dialogue.note(event, scene.hearsay, scene.model)
    case .persist(let entry):
      if entry.sequence == scene.model.sequence + 1 {
        take(entry)
      } else {
        show(effect, to: roster.takers(of: .repeated), kind)
      }
      if kind == .storeRetry { scene.hearsay.noteRetry(entry) }
      scene.dialogue.note(entry, scene.model, configuration)
    case .setTimer(let timer, let instant):
      show(effect, to: roster.takers(of: EffectKind(timer)), kind)
      if case .order(let order) = timer { scene.dialogue.note(wakeUpOf: order, at: instant, scene.model) }
    case .cancelTimer(let timer):
      show(effect, to: roster.takers(of: EffectKind(timer)), kind)
      if case .order(let order) = timer { scene.dialogue.note(wakeUpOf: order, at: nil, scene.model) }
    case .publish(let event):
      show(effect, to: roster.takers(of: .publish), kind)
      scene.hearsay.bus.publish(event.sequence)
    case .keep: show(effect, to: roster.takers(of: .repeated), kind)
    case .notify: show(effect, to: roster.takers(of: .notify), kind)
    case .writeCheckpoint: show(effect, to: roster.takers(of: .checkpoint), kind)
    case .account: show(effect, to: ClauseSet(), kind)
    }
  }

  private mutating func show(_ effect: EngineEffect, to takers: ClauseSet, _ kind: TurnKind) {
    var takers = kind == .start ? roster.effectsOfStart : takers
    shown.formUnion(takers)
    while let place = takers.popFirst() {
      scene.current = place
      clauses[place].take(effect, &scene)
    }
  }

  private mutating func take(_ entry: JournalEntry) {
    let kind = Int(RecordKind(entry.record).rawValue)
    var takers = roster.before[kind]
    shown.formUnion(takers)
    while let place = takers.popFirst() {
      scene.current = place
      clauses[place].willRecord(entry, &scene)
    }
    records.append(entry)
    scene.model.take(entry)
    if entry.record.callsForEvent { scene.hearsay.bus.note(entry.sequence) }
    scene.reckoning.note(entry, scene.model)
    takers = roster.after[kind]
    shown.formUnion(takers)
    while let place = takers.popFirst() {
      scene.current = place
      clauses[place].didRecord(entry, &scene)
    }
  }

  /// A start goes back to the last durable record.
  private mutating func goBack(to recovery: Recovery) {
    guard var model = opening else {
      scene.model = Model(configuration, opening: recovery)
      opening = scene.model
      return
    }
    while let last = records.last, last.sequence > recovery.sequence { records.removeLast() }
    for entry in records { model.take(entry) }
    scene.model = model
  }
}
