import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension CaseRun {
  /// Ends the run if it has used up its steps or somebody wants it to end.
  mutating func lookAtLimits() {
    let steps = world.stepCount
    let entries = world.trace.entries.count
    let limit = maximumSteps
    nextLook = min(steps + RunLimits.stride, max(limit, steps + 1))
    if limits.isInterrupted() {
      isInterrupted = true
      isOver = true
    } else if max(steps, entries) >= limit {
      failInconclusive(steps >= limit ? "\(limit) steps were" : "\(limit) entries of the log were")
    }
  }

  /// Whether it is time to look: two comparisons for each step.
  var isLookDue: Bool { world.stepCount >= nextLook || world.trace.entries.count >= maximumSteps }

  private mutating func failInconclusive(_ what: String) {
    let header = plan.scenario.header
    var notes = [
      "so nothing is known about the rest, and that is no pass", "busy     \(busiest)",
      "try      a shorter run, longer intervals, or more steps in the header: `max-steps \(maximumSteps * 4)`",
    ]
    if header.ends == nil { notes.insert("the run was to end at \(ends)", at: 0) }
    failures.append(
      Failure(
        .inconclusive, title: "inconclusive", at: header.ends?.span ?? plan.scenario.title.span,
        label: "\(what) used up at \(world.now)", notes: notes, instant: world.now))
    isOver = true
  }

  /// What most of the last entries are.
  private var busiest: String {
    let last = world.trace.entries.suffix(1000)
    var counts = Array(repeating: 0, count: EventKind.allCases.count)
    var most = 0
    for entry in last {
      let kind = Int(entry.event.kind.rawValue)
      counts[kind] += 1
      if counts[kind] > counts[most] { most = kind }
    }
    let name = EventKind.allCases.first { Int($0.rawValue) == most }?.name ?? ""
    return "\(counts[most]) of the last \(last.count) entries are \(name)"
  }
}
