import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension CaseRun {
  /// Runs another case to its end, with nobody judging.
  ///
  /// - Parameters:
  ///   - scenario: the case.
  ///   - exchange: which of its names change places.
  ///   - configure: what else is other than in this run.
  /// - Returns: nil if the case cannot be compiled, or its run was ended from outside or by its steps.
  borrowing func other(
    _ scenario: Scenario, exchanging exchange: NameExchange? = nil,
    _ configure: (inout WorldConfiguration) -> Void = { _ in }
  ) -> CaseRun? {
    var scenario = scenario
    scenario.always = []
    scenario.finally = []
    guard var plan = try? PlanCompiler.compile(scenario, exchanging: exchange) else { return nil }
    configure(&plan.configuration)
    plan.ends = ends
    plan.endsWhenQuiet = false
    var run = CaseRun(plan, limits)
    run.isFork = true
    run.run()
    return run.isOver ? nil : run
  }

  /// The first entry of the trace, records and answers alike, that is not what stands in its place in another run.
  borrowing func firstDifference(_ other: borrowing CaseRun, _ comparison: EntryComparison) -> RelationBreach? {
    let (mine, theirs) = (world.trace.entries, other.world.trace.entries)
    for index in 0..<max(mine.count, theirs.count) {
      let (here, there) = (index < mine.count ? mine[index] : nil, index < theirs.count ? theirs[index] : nil)
      if let here, let there, here.instant == there.instant, comparison.isSame(here.event, there.event) { continue }
      return comparison.breach(here, there, plan.names, other.plan.names)
    }
    return nil
  }
}
