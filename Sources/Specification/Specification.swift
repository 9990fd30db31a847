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
  /// The clauses that each hook calls, by place in the catalogue.
  private let beginning: [Int], before: [Int], after: [Int], effects: [Int], ending: [Int]
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
    func places(_ hook: ClauseHooks) -> [Int] {
      Specification.catalogue.indices.filter { Specification.catalogue[$0].hooks.contains(hook) }
    }
    beginning = places(.begin)
    before = places(.willRecord)
    after = places(.didRecord)
    effects = places(.effects)
    ending = places(.end)
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
    for index in beginning { look(index) { $0.begin(&$1) } }
    for effect in turn.effects {
      if case .persist(let entry) = effect, entry.sequence == scene.model.sequence + 1 {
        for index in before { look(index) { $0.willRecord(entry, &$1) } }
        records.append(entry)
        scene.model.take(entry)
        scene.reckoning.note(entry)
        for index in after { look(index) { $0.didRecord(entry, &$1) } }
      } else {
        for index in effects { look(index) { $0.take(effect, &$1) } }
      }
      scene.reckoning.take(effect)
      scene.hearsay.take(effect, of: turn, record: scene.model.sequence)
      scene.dialogue.take(effect, of: turn, scene.hearsay, scene.model)
    }
    scene.hearsay.finish(turn)
    scene.reckoning.end(scene.model)
    for index in ending { look(index) { $0.end(&$1) } }
    scene.dialogue.finish(scene.hearsay, scene.model)
    scene.turnNumber += 1
  }

  private mutating func look(_ index: Int, _ body: (inout any Clause, inout Scene) -> Void) {
    scene.current = index
    body(&clauses[index], &scene)
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
