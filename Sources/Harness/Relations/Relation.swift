package import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// What must hold between a run and a copy of it in which one thing was done otherwise.
///
/// An oracle knows what is true and looks whether the engine says so. A relation knows nothing: it says that two runs
/// have to agree, and needs no truth for it. The world is a value, so the second run begins as a copy of the first one,
/// at any moment of it.
public struct Relation: Sendable {
  /// The name, as files and the command line write it.
  public let name: String
  /// What is done to the copy and what must hold then.
  public let summary: String
  /// Where the rule comes from.
  public let source: String
  /// Where it is not claimed to hold, and why.
  public let exceptions: [String]
  /// How often it is tried.
  let share: RelationShare
  /// What is done.
  let trial: any RelationTrial
}

extension Relation {
  /// What it has to see of an engine: some read what our journal holds.
  public var needs: JudgeNeeds {
    let readsOurs = [Relation.recoverNow, .damagedStore, .inWriting, .plainValues].contains { $0.name == name }
    return JudgeNeeds(figures: [.orders, .positions, .costs, .cash], needsOurJournal: readsOurs)
  }

  /// How often it is tried without being asked for, in words.
  public var frequency: String {
    let cases = share.cases == 1 ? "in every case" : "in one case of \(share.cases)"
    return share.occasions == 1 ? "\(cases)" : "\(cases), at one occasion of \(share.occasions)"
  }
}

/// How much of a campaign a relation takes.
///
/// A try costs a part of a run, up to a whole one, and a run without judges about half of one with oracles: tried
/// everywhere, the relations would take most of the time. So each is drawn for a share of the cases, and in them for a
/// share of the occasions, by what a try costs and by how often it is worth one:
///
/// - `recover-now` reads a disk, which is cheap, and what it looks for can be gone a moment later: in every fifth case
///   at one of twelve records, and always at the end.
/// - `say-it-again` gives one message to a copy of the engine, cheap too, but there are hundreds: in every sixth case,
///   those that left a record more often; one in 32 of these goes on to the end of a copy of the run.
/// - `ask-again` runs two copies for as long as one answer takes: in every third case, once.
/// - `late-by-nothing` runs a copy from the middle on: in every twelfth case, two changes of one order nearly always.
/// - `mirror`, `rescale`, `split` and `stranger` run another case, and what they look for is in nearly every case or in
///   none: in every 64th or 32nd case. `permute` needs several things that come at one instant: in every 16th.
/// - `damaged-store` reads one disk seven times, and there are many ways to damage it: in every fourth case, at the end.
/// - `in-writing` prints and reads a file, which takes a part of a run, and runs it in one of four tries: in every
///   eighth case.
/// - `plain-values` computes with numbers of any size, which is slow, and needs no run at all: in every 16th case.
struct RelationShare: Sendable {
  /// One case in so many tries it.
  var cases = 1
  /// In such a case one occasion in so many is taken, on the average.
  var occasions = 1
}

/// When a relation may be tried.
package enum RelationOccasion: Sendable {
  /// A step has left records behind it, and all of them are durable.
  case durable
  /// A message has arrived; it is given with what of it was recorded.
  case message(EngineInput, hasRecorded: Bool)
  /// Two messages are about to arrive at one instant.
  case simultaneous(EngineInput, EngineInput)
  /// The run is over, and nothing was found.
  case end

  /// The place among ``samples``.
  var number: Int {
    switch self {
    case .durable: 0
    case .message: 1
    case .simultaneous: 2
    case .end: 3
    }
  }

  /// One of each sort.
  static let samples: [RelationOccasion] = [
    .durable, .message(.streamConnected, hasRecorded: true), .simultaneous(.streamConnected, .streamConnected), .end,
  ]
}

/// What is done for a relation on a copy of a run.
protocol RelationTrial: Sendable {
  /// Whether an occasion is one of this relation, and how much it counts in the drawing of occasions; 0 for none.
  func weight(of occasion: RelationOccasion) -> Int
  /// Whether messages have to be looked at before they arrive.
  var readsMessages: Bool { get }
  /// Tries the relation.
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome]
}

extension RelationTrial {
  var readsMessages: Bool { false }
}

/// A trial that needs the whole run, and so is made at its end.
protocol EndTrial: RelationTrial {}

extension EndTrial {
  func weight(of occasion: RelationOccasion) -> Int {
    if case .end = occasion { 1 } else { 0 }
  }
}

/// What came of a try.
enum RelationOutcome: Sendable {
  /// The case is one of the exceptions.
  case excepted
  /// The relation holds.
  case holds
  /// The relation holds if the end of the run is what was found on a copy.
  case holdsIf(any Prediction)
  /// The relation does not hold.
  case broken(RelationBreach)

  /// What came of it if nothing is excepted: a breach, or that the relation holds.
  init(_ breach: RelationBreach?) { self = breach.map { .broken($0) } ?? .holds }
}

/// How a relation was broken.
struct RelationBreach: Sendable {
  /// What differs.
  var message: Message
  /// The property that differs, where there is one.
  var property: String?
  /// Further lines.
  var notes: [String] = []
}

/// What a run will come to, if a relation holds.
protocol Prediction: Sendable {
  /// Compares the prediction with the run that has ended.
  func judge<Engine>(_ run: borrowing CaseRun<Engine>) -> RelationOutcome
}

extension Scenario {
  /// The case with the amounts and sides of its setup and its timeline changed; each line says what it holds.
  func changed(by change: AmountChange) -> Scenario {
    var scenario = self
    for index in scenario.setup.indices { scenario.setup[index].value.form.map(change) }
    for index in scenario.timeline.indices { scenario.timeline[index].form.map(change) }
    return scenario
  }
}
