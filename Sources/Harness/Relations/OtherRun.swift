import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension CaseRun {
  /// Runs another case to its end, with nobody judging.
  ///
  /// - Returns: nil if the case cannot be compiled, or its run was ended from outside or by its steps.
  borrowing func other(
    _ scenario: Scenario, _ configure: (inout EngineConfiguration) -> Void = { _ in }
  ) -> CaseRun? {
    var scenario = scenario
    scenario.always = []
    scenario.finally = []
    guard var plan = try? PlanCompiler.compile(scenario) else { return nil }
    configure(&plan.configuration.engine)
    plan.ends = self.plan.ends
    var run = CaseRun(plan, limits)
    run.isFork = true
    run.run()
    return run.isOver ? nil : run
  }

  /// The first entry of the trace, records and answers alike, that is not what stands in its place in another run; the
  /// figures are left out.
  borrowing func firstDifference(_ other: borrowing CaseRun, _ what: Message) -> RelationBreach? {
    let (mine, theirs) = (world.trace.entries, other.world.trace.entries)
    let (names, otherNames) = (plan.names, other.plan.names)
    for index in 0..<max(mine.count, theirs.count) {
      let (here, there) = (index < mine.count ? mine[index] : nil, index < theirs.count ? theirs[index] : nil)
      if let here, let there, here.instant == there.instant, here.event.outline == there.event.outline { continue }
      return RelationBreach(
        message: "\(what) goes another way: \(about: there?.event.kind.name ?? "nothing") in the place of "
          + "\(about: here?.event.kind.name ?? "nothing")",
        notes: [
          "here     \(here.map { names.line(of: $0) } ?? "nothing more")",
          "there    \(there.map { otherNames.line(of: $0) } ?? "nothing more")",
        ])
    }
    return nil
  }
}

extension Event {
  /// The event without its figures, and without a side.
  fileprivate var outline: Event {
    var event = self
    event.quantity = .zero
    event.price = .zero
    event.filled = .zero
    event.leaves = .zero
    if kind == .traderPlace || kind == .brokerTraded { event.reason = nil }
    return event
  }
}
