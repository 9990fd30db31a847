import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension PlanCompiler {
  /// Compiles the timeline, and finds when the run ends.
  mutating func compileTimeline() throws(PlanError) {
    var previous: Instant? = .origin
    var last = Instant.origin
    for (index, line) in plan.scenario.timeline.enumerated() {
      let time = try compile(line.time, line: index, previous: previous)
      if case .at(let instant) = time {
        previous = instant
        last = max(last, instant)
      } else if case .beforeStart = time {
        previous = .origin
      } else {
        previous = nil
      }
      var planned = PlannedLine(
        time: time, action: try compile(line.form),
        mark: try line.mark.map { (mark) throws(PlanError) in try self.mark(mark.value, at: mark.span) },
        mayMiss: line.mayMiss, span: line.span)
      if case .until(let mark)? = line.form.extent { planned.untilMark = try self.mark(mark, at: line.span) }
      switch planned.time {
      case .afterLine, .afterMark: plan.relativeLines.append(index)
      case .beforeStart, .at, .on: if planned.untilMark != nil { plan.relativeLines.append(index) }
      }
      plan.lines.append(planned)
    }
    plan.ends = plan.scenario.header.ends.map { Instant.origin + $0.value } ?? last + .seconds(60)
    plan.endsWhenQuiet = plan.scenario.header.endsWhenQuiet
  }

  private mutating func compile(
    _ time: Located<TimePoint>, line: Int, previous: Instant?
  ) throws(PlanError) -> PlannedTime {
    switch time.value {
    case .beforeStart: return .beforeStart
    case .at(let span): return .at(.origin + span)
    case .between(let lower, let upper):
      let randomness = SiteRandomness(seed: plan.configuration.seed)
      return .at(.origin + randomness.span(from: lower, through: upper, site: UInt64(line), ordinal: 0))
    case .afterPrevious(let span):
      if let previous { return .at(previous + span) }
      return .afterLine(line - 1, span)
    case .afterMark(let name, let span): return .afterMark(try mark(name, at: time.span), span)
    case .on(let pattern, let nth, let delay): return .on(try pattern.compiled(in: self), nth: nth, delay: delay)
    }
  }

  private mutating func compile(_ form: any LineForm) throws(PlanError) -> PlannedAction {
    switch try form.compile(in: &self) {
    case .world(let action): .world(action)
    case .expect(let check, let within, let holding):
      .expect(try compile(check), within: within, holding: holding, span: check.span)
    case .nothing: .mark
    }
  }
}
