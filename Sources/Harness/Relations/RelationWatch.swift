import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// The relations of one run: which are tried when, what was predicted, and what did not hold.
struct RelationWatch: Sendable {
  private let draw: RelationDraw
  private let densities: [RelationDensity]
  /// For each relation: the weight of the occasions so far, the weight at which the next one is taken, and how many
  /// were.
  private var passed: [Int]
  private var next: [Int]
  private var taken: [Int]
  /// What has to be so at the end.
  private var predictions: [(relation: Int, instant: Instant, prediction: any Prediction)] = []
  /// What did not hold, each cause once.
  private(set) var breaches: [Failure] = []
  private(set) var counts = RelationCounts()

  /// How many causes a case tells of.
  private static let breachLimit = 4
  /// After how many tries the next ones are half as dense.
  private static let densityLimit = 32
  /// How many predictions a run makes of one relation.
  private static let predictionLimit = 24

  /// Makes the watch of a plan; nil if nothing is to be tried.
  init?(_ plan: Plan, _ choice: RelationChoice) {
    guard choice != .none || !plan.insisted.isEmpty || !plan.drawn.isEmpty else { return nil }
    let draw = RelationDraw(plan)
    self.draw = draw
    let all = Relation.all
    let densities = all.enumerated().map { index, relation in choice.density(of: relation, at: index, plan, draw) }
    let tried = densities.indices.filter { densities[$0] != .never }
    guard !tried.isEmpty else { return nil }
    self.densities = densities
    readsMessages = tried.contains { all[$0].trial.readsMessages }
    let watching = RelationOccasion.samples.map { sample in tried.filter { all[$0].trial.weight(of: sample) > 0 } }
    self.watching = watching
    readsPairs = zip(RelationOccasion.samples, watching).contains { sample, relations in
      if case .simultaneous = sample { !relations.isEmpty } else { false }
    }
    passed = Array(repeating: 0, count: densities.count)
    taken = passed
    next = densities.indices.map { draw.gap($0, 0, share: all[$0].share.occasions) }
  }

  /// Whether messages have to be looked at before they arrive.
  let readsMessages: Bool
  /// Whether two messages of one instant have to be looked at before they arrive.
  let readsPairs: Bool
  /// The relations that are tried at all, for each sort of occasion.
  private let watching: [[Int]]

  /// The relations that take an occasion.
  mutating func takers(of occasion: RelationOccasion) -> [Int] {
    var takers: [Int] = []
    for index in watching[occasion.number] {
      let weight = Relation.all[index].trial.weight(of: occasion)
      passed[index] += weight
      guard densities[index] == .always || passed[index] >= next[index] else { continue }
      taken[index] += 1
      // A try costs as much as there is to copy and to recover: in a long run they become rare, or their sum would grow
      // with the square of its length.
      let share = Relation.all[index].share.occasions << min(taken[index] / Self.densityLimit, 32)
      next[index] = passed[index] + draw.gap(index, taken[index], share: share)
      takers.append(index)
    }
    return takers
  }

  /// Tries what is to be tried at an occasion.
  mutating func look<Engine: SimulatedEngine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ takers: [Int]
  ) {
    for relation in takers {
      var dice = RelationDice(
        draw: draw, relation: relation, ordinal: taken[relation] * 16, isThorough: densities[relation] == .always)
      for outcome in Relation.all[relation].trial.attempt(run, at: occasion, &dice) {
        note(outcome, of: relation, run, at: run.world.now)
      }
    }
  }

  /// Compares what was predicted with the end of the run.
  mutating func judgePredictions<Engine: SimulatedEngine>(_ run: borrowing CaseRun<Engine>) {
    for (relation, instant, prediction) in predictions {
      note(prediction.judge(run), of: relation, run, at: instant)
    }
  }

  private mutating func note<Engine: SimulatedEngine>(
    _ outcome: RelationOutcome, of relation: Int, _ run: borrowing CaseRun<Engine>, at instant: Instant
  ) {
    switch outcome {
    case .excepted: counts.note(relation, isException: true)
    case .holds: counts.note(relation, isException: false)
    case .holdsIf(let prediction):
      // Of each relation by itself: which of them are tried beside it makes no difference.
      let count = predictions.count { $0.relation == relation }
      if count < Self.predictionLimit { predictions.append((relation, instant, prediction)) }
    case .broken(let breach):
      counts.note(relation, isException: false)
      let failure = Failure(Relation.all[relation], breach, at: run.plan.scenario.title.span, instant)
      guard breaches.count < Self.breachLimit else { return }
      if !breaches.contains(where: { $0.oracle == failure.oracle && $0.cause == failure.cause }) {
        breaches.append(failure)
      }
    }
  }
}

extension Failure {
  /// Makes the failure of a relation that does not hold.
  fileprivate init(_ relation: Relation, _ breach: RelationBreach, at span: SourceSpan, _ instant: Instant) {
    self.init(
      .safety, oracle: relation.name, title: "\(relation.name) does not hold", at: span, label: breach.message.text,
      cause: breach.message.pattern, property: breach.property,
      notes: ["at       \(instant)"] + breach.notes + ["relation \(relation.summary)"], instant: instant)
  }
}
