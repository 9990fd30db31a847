import Harness
import ScenarioLanguage
import Simulation
import Trading

/// Runs variants of a case that fails, and says whether they fail in the same way.
struct Variants {
  /// How a variant goes.
  enum Outcome {
    /// It fails in the same way.
    case same
    /// It fails in another way.
    case otherwise(Failure)
    /// It passes.
    case passes
    /// It cannot be run.
    case impossible
  }

  /// The case.
  let scenario: Scenario
  /// When each of its lines is carried out; nil for one that waits for something that never came.
  let times: [TimeSpan?]
  /// How many runs it took so far.
  private(set) var runs = 0

  private let fingerprint: Fingerprint
  private let engine: EngineUnderTest
  /// The instants at which something happens: between two of them nothing changes.
  private let instants: [TimeSpan]

  init(_ scenario: Scenario, _ failure: Failure, _ trace: Trace, on engine: EngineUnderTest) {
    self.scenario = scenario
    self.engine = engine
    fingerprint = Fingerprint(failure)
    times = Variants.times(of: scenario, trace)
    var instants: [TimeSpan] = [.zero, .milliseconds(1)]
    for entry in trace.entries where entry.instant - .origin > instants[instants.count - 1] {
      // At the instant, and right after it.
      instants += [entry.instant - .origin, entry.instant - .origin + .milliseconds(1)]
    }
    self.instants = instants
  }

  /// Runs a variant.
  mutating func outcome(of variant: Scenario?) -> Outcome {
    guard var variant else { return .impossible }
    runs += 1
    // A fault may have nothing to do in a variant: that is no failure of the engine.
    for index in variant.timeline.indices where variant.timeline[index].isFault {
      variant.timeline[index].mayMiss = true
    }
    guard let other = engine.run(variant, relations: .none).failures.first else { return .passes }
    if other.kind == .invalid { return .impossible }
    return Fingerprint(other) == fingerprint ? .same : .otherwise(other)
  }

  /// Whether a variant fails in the same way.
  mutating func fails(_ variant: Scenario?) -> Bool {
    if case .same = outcome(of: variant) { true } else { false }
  }

  /// Whether a variant passes.
  mutating func passes(_ variant: Scenario?) -> Bool {
    if case .passes = outcome(of: variant) { true } else { false }
  }

  /// The instants before a time, the latest first, and those after it.
  func instants(around time: TimeSpan) -> (before: [TimeSpan], after: [TimeSpan]) {
    (instants.filter { $0 < time }.reversed(), instants.filter { $0 > time })
  }

  /// How many of some instants, in their order, a variant goes on failing at; found by halves, so that it is right
  /// where it fails up to one of them and not beyond.
  mutating func reach(_ instants: [TimeSpan], _ variant: (TimeSpan) -> Scenario?) -> Int {
    var (low, high) = (0, instants.count)
    while low < high {
      let middle = (low + high) / 2
      if fails(variant(instants[middle])) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func times(of scenario: Scenario, _ trace: Trace) -> [TimeSpan?] {
    var times: [TimeSpan?] = []
    for line in scenario.timeline {
      switch line.time.value {
      case .beforeStart: times.append(.zero)
      case .at(let span): times.append(span)
      case .afterPrevious(let span): times.append(times.last.map { $0.map { $0 + span } } ?? span)
      case .between, .afterMark, .on:
        // Where it stands in the log first.
        let number = UInt32(clamping: line.span.line)
        times.append(trace.entries.first { $0.line == number }.map { $0.instant - .origin })
      }
    }
    return times
  }
}
