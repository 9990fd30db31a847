public import Reconciliation
import Trading

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
  private var scene: Scene
  private var clauses: [any Clause]
  private let roster = ClauseRoster.standard
  private let configuration: EngineConfiguration
  /// The model as of the very first start, and the records since: what a restart goes back through.
  private var opening: Model?
  private var records: [JournalEntry] = []

  /// Makes the specification of an engine of these settings.
  ///
  /// - Parameters:
  ///   - configuration: the settings that the engine was made with.
  ///   - names: who knows the names behind the numbers; used only for messages.
  public init(_ configuration: EngineConfiguration, naming names: any NameSource & Sendable) {
    self.configuration = configuration
    clauses = Specification.catalogue.map { $0.init(configuration) }
    scene = Scene(
      configuration: configuration, names: names, turn: EngineTurn(instant: .origin, input: .stopping, effects: []),
      model: Model(configuration), reckoning: Reckoning(configuration),
      trials: Array(repeating: 0, count: clauses.count))
  }

  /// Whether anything was broken.
  public var isBroken: Bool { !scene.breaches.isEmpty }

  /// What was broken so far; the first ones only.
  public var breaches: [Breach] { scene.breaches }

  /// How often each clause was put to the test, by its place in the catalogue.
  public var trials: [UInt32] { scene.trials }

  /// Looks at one turn of the engine.
  public mutating func take(_ turn: EngineTurn) {
    scene.turn = turn
    if case .started(let recovery, _) = turn.input { goBack(to: recovery) }
    scene.hearsay.take(turn.input, at: turn.instant)
    scene.dialogue.take(turn, scene.hearsay, scene.model, configuration)
    scene.reckoning.begin(turn, scene.model, scene.hearsay)
    let place = ClauseRoster.place(of: turn.input)
    for index in roster.beginning[place] {
      scene.current = index
      clauses[index].begin(&scene)
    }
    // By index, since the iterator of an array copies each effect twice.
    for effect in turn.effects.indices { take(turn.effects[effect], of: turn) }
    scene.hearsay.finish(turn)
    scene.reckoning.end(scene.model)
    for index in roster.ending[place] {
      scene.current = index
      clauses[index].end(&scene)
    }
    scene.dialogue.finish(scene.hearsay, scene.model)
    scene.turnNumber += 1
  }

  private mutating func take(_ effect: EngineEffect, of turn: EngineTurn) {
    if case .persist(let entry) = effect, entry.sequence == scene.model.sequence + 1 {
      take(entry)
    } else {
      let place = ClauseRoster.place(of: effect)
      let isStart = if case .started = turn.input { true } else { false }
      for index in isStart ? roster.effectsOfStart[place] : roster.effects[place] {
        scene.current = index
        clauses[index].take(effect, &scene)
      }
    }
    scene.reckoning.take(effect)
    scene.hearsay.take(effect, of: turn, record: scene.model.sequence)
    scene.dialogue.take(effect, of: turn, scene.hearsay, scene.model, configuration)
  }

  private mutating func take(_ entry: JournalEntry) {
    let place = ClauseRoster.place(of: entry.record)
    for index in roster.before[place] {
      scene.current = index
      clauses[index].willRecord(entry, &scene)
    }
    records.append(entry)
    scene.model.take(entry)
    scene.reckoning.note(entry)
    for index in roster.after[place] {
      scene.current = index
      clauses[index].didRecord(entry, &scene)
    }
  }

  /// A start goes back to the last durable record.
  private mutating func goBack(to recovery: Recovery) {
    guard var model = opening else {
      scene.model = Model(configuration, opening: recovery)
      opening = scene.model
      return
    }
    records.removeAll { $0.sequence > recovery.sequence }
    for entry in records { model.take(entry) }
    scene.model = model
  }
}
