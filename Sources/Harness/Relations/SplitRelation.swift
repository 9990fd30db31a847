import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension Relation {
  /// Two halves are a whole.
  static let split = Relation(
    name: "split",
    summary: "a fill that comes as two halves at one price leaves the same orders, positions and cash at the end",
    source: "arithmetic: value and cost are sums of executions",
    exceptions: [
      "counts of events, records and checkpoints",
      "lines that wait for an event, kills that wait for a boundary, and faults that act on the next so many messages",
      "a broker that misreports: what was taken over from it depends on what came before",
      "a fill that the broker takes back or amends: of two halves it would be one",
    ],
    share: RelationShare(cases: 64), trial: SplitTrial())
}

/// `split`: runs the case from the start with one fill in two; everywhere, with each of the first eight.
private struct SplitTrial: EndTrial {
  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    let scenario = run.plan.scenario
    let hasTriggers = !run.triggers.isEmpty
    var fills = scenario.timeline.indices.filter { scenario.timeline[$0].half != nil }
    for index in run.impossible { fills.removeAll { $0 == index } }
    let revised = scenario.revisedExecutions
    fills.removeAll { index in
      (scenario.timeline[index].form as? BrokerFill)?.execution.map { revised.contains($0.value) } ?? false
    }
    let isDisturbed = run.world.trace.entries.contains { entry in
      entry.event.kind == .containerKilled || entry.event.kind == .brokerMisreported
    }
    // One that acts on the next so many messages acts on others once there are more of them.
    let countsMessages = run.world.faults.faults.contains { $0.remaining != nil && $0.fired > 0 }
    guard !fills.isEmpty, !hasTriggers, !isDisturbed, !countsMessages else { return [.excepted] }
    let chosen = dice.isThorough ? Array(fills.prefix(8)) : [fills[dice.number(below: fills.count)]]
    let state = EndState(run)
    var outcomes: [RelationOutcome] = []
    for index in chosen {
      guard let other = run.other(scenario.splitting(index)) else { return [.excepted] }
      let end = EndState(other)
      guard state.hadSameFaults(as: end) else {
        outcomes.append(.excepted)
        continue
      }
      outcomes.append(RelationOutcome(state.breach(against: end, "the run with a fill in two halves")))
    }
    return outcomes
  }
}

extension TimelineLine {
  /// Half of the fill that the line makes, if it is a fill of a quantity that can be halved, at a given instant.
  fileprivate var half: Decimal? {
    guard case .at = time.value, let fill = form as? BrokerFill, let execution = fill.execution, !execution.isNone,
      !fill.quantity.isOverfill, fill.fee.map({ $0.value.half != nil }) ?? true
    else { return nil }
    return fill.quantity.quantity?.value.half
  }
}

extension Decimal {
  /// Half of it, where that is a decimal.
  fileprivate var half: Decimal? {
    guard let half = try? divided(by: Decimal(2), rounding: .halfEven), (try? half + half) == self else { return nil }
    return half
  }
}

extension Scenario {
  /// The names of the executions that are taken back or amended.
  fileprivate var revisedExecutions: Set<String> {
    Set(
      timeline.compactMap { line in
        (line.form as? BrokerBust)?.execution.name.value ?? (line.form as? BrokerCorrect)?.execution.name.value
      })
  }

  /// The case in which one fill comes in two halves.
  fileprivate func splitting(_ index: Int) -> Scenario {
    var scenario = self
    guard var fill = timeline[index].form as? BrokerFill, let half = timeline[index].half, let name = fill.execution
    else { return scenario }
    fill.quantity.quantity = Quantity(half)
    fill.fee = fill.fee.flatMap { $0.value.half.map(Money.init) }
    scenario.timeline[index].form = fill
    fill.execution = ExecutionName(stringLiteral: "\(name.value).half")
    var second = scenario.timeline[index]
    second.form = fill
    second.mark = nil
    scenario.timeline.insert(second, at: index + 1)
    return scenario
  }
}
