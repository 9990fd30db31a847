import Harness
public import ScenarioLanguage
import Simulation
import Trading

/// What each line of a timeline changes, found by leaving it out.
public struct LineEffects: Sendable {
  /// What leaving a line out does.
  public enum Effect: Int, Hashable, Sendable, Comparable {
    /// Nothing: all that happens is the same, but for what the log says about the line itself.
    case none
    /// Something else happens, and no check notices: the case passes all the same.
    case unnoticed
    /// The case fails, or other lines need this one.
    case needed

    /// Whether leaving the left line out does less.
    public static func < (left: Effect, right: Effect) -> Bool { left.rawValue < right.rawValue }
  }

  /// Each line that was left out, by its index in the timeline, with what that does.
  public let lines: [(index: Int, effect: Effect)]

  /// Leaves out every line of a case in turn; checks are no lines in this sense, since leaving one out changes nothing.
  ///
  /// - Parameters:
  ///   - scenario: the case.
  ///   - engine: the engine.
  /// - Returns: nil for a case that cannot be run.
  public init?(of scenario: Scenario, on engine: EngineUnderTest = .real) {
    guard let plan = try? PlanCompiler.compile(scenario) else { return nil }
    let whole = engine.record(plan)
    guard let trace = whole.trace else { return nil }
    var lines: [(index: Int, effect: Effect)] = []
    for index in scenario.timeline.indices where !scenario.timeline[index].isLeftInPlace {
      let line = UInt32(scenario.timeline[index].span.line)
      guard let without = scenario.without(line: index), let plan = try? PlanCompiler.compile(without) else {
        lines.append((index, .needed))
        continue
      }
      let result = engine.record(plan)
      if result.isPassed != whole.isPassed {
        lines.append((index, .needed))
      } else if let other = result.trace,
        LineEffects.story(of: trace, plan.names, but: line) == LineEffects.story(of: other, plan.names, but: line)
      {
        lines.append((index, .none))
      } else {
        lines.append((index, .unnoticed))
      }
    }
    self.lines = lines
  }

  /// All that happens, without what the log says of a line itself.
  private static func story(of trace: Trace, _ names: Names, but line: UInt32) -> [String] {
    trace.entries.filter { entry in
      guard entry.line == line else { return true }
      // What follows from it is an effect; the entry in which it begins is not.
      return entry.cause != TraceEntry.noCause && trace.entries[Int(entry.cause)].line == line
    }.map { names.line(of: $0) }
  }
}

extension TimelineLine {
  /// Whether the line only looks.
  var isCheck: Bool { type(of: form).traits.contains(.check) }

  /// Whether leaving it out says nothing: a check changes nothing, and further times of a line go with its first one.
  fileprivate var isLeftInPlace: Bool { isCheck || isRepeated }
}

extension Scenario {
  /// Whether a line of the timeline happens more than once.
  func repeats(line index: Int) -> Bool {
    timeline.indices.contains(index + 1) && timeline[index + 1].isRepeated
  }

  /// The scenario without a line of its timeline and all of its times; a line that counts from it keeps its time.
  ///
  /// - Returns: nil where that cannot be said: the line below counts from an event.
  package func without(line index: Int) -> Scenario? {
    var result = self
    var gone = result.timeline.remove(at: index)
    while result.timeline.indices.contains(index), result.timeline[index].isRepeated {
      let next = result.timeline.remove(at: index)
      if case .afterPrevious(let span) = next.time.value {
        gone.time.value = gone.time.value.later(by: span)
      } else {
        gone = next
      }
    }
    guard index < result.timeline.count, case .afterPrevious(let span) = result.timeline[index].time.value else {
      return result
    }
    switch gone.time.value {
    case .between, .on: return nil
    case let time: result.timeline[index].time.value = time.later(by: span)
    }
    return result
  }
}

extension TimePoint {
  /// A time so much later.
  fileprivate func later(by span: TimeSpan) -> TimePoint {
    switch self {
    case .beforeStart: .at(span)
    case .at(let start): .at(start + span)
    case .afterPrevious(let start): .afterPrevious(start + span)
    case .afterMark(let mark, let start): .afterMark(mark, start + span)
    case .between(let first, let last): .between(first + span, last + span)
    case .on(let pattern, let nth, let delay): .on(pattern, nth: nth, delay: delay + span)
    }
  }
}
