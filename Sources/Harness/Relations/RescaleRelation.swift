import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension Relation {
  /// Ten times as much of everything is the same story.
  static let rescale = Relation(
    name: "rescale",
    summary:
      "with quantities, cash and the limits on them times ten, all happens at the same times, ten times as large",
    source: "arithmetic: a tolerance is a share, and a limit moves with what it limits",
    exceptions: ["the last digit, where a figure is rounded", "figures that leave the range of a decimal"],
    share: RelationShare(cases: 64), trial: RescaleTrial())
}

/// `rescale`: runs the larger case from the start.
private struct RescaleTrial: RelationTrial {
  private static let ten = Decimal(10)

  func weight(of occasion: RelationOccasion) -> Int {
    if case .end = occasion { 1 } else { 0 }
  }

  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    let old = run.plan.configuration.engine
    let enlarged = run.other(run.plan.scenario.times(Self.ten)) { engine in
      engine.maximumAutomaticCorrectionPerPass = old.maximumAutomaticCorrectionPerPass.times(Self.ten)
      engine.maximumAutomaticCorrectionPerDay = old.maximumAutomaticCorrectionPerDay.times(Self.ten)
      engine.maximumAutomaticCorrection = old.maximumAutomaticCorrection.times(Self.ten)
      engine.quantityEpsilon = old.quantityEpsilon.times(Self.ten)
    }
    guard let enlarged else { return [.excepted] }
    if let breach = run.firstDifference(enlarged, "the run with ten times as much") { return [.broken(breach)] }
    var state = EndState(run)
    state.scale(by: Self.ten, signed: Self.ten)
    return [state.breach(against: EndState(enlarged), "the run with ten times as much").map { .broken($0) } ?? .holds]
  }
}

extension Scenario {
  /// The case with quantities and money multiplied; prices stay.
  fileprivate func times(_ factor: Decimal) -> Scenario {
    var scenario = self
    let change = AmountChange(quantity: { $0.times(factor) }, price: { $0 })
    for index in scenario.setup.indices {
      scenario.setup[index].value.form.map(change)
      guard var line = scenario.setup[index].value.form as? SetupCash else { continue }
      line.amount.value = line.amount.value.times(factor)
      scenario.setup[index].value.form = line
    }
    for index in scenario.timeline.indices {
      scenario.timeline[index].form.map(change)
      guard var line = scenario.timeline[index].form as? BrokerAdjustCash else { continue }
      line.amount.value = line.amount.value.times(factor)
      scenario.timeline[index].form = line
    }
    return scenario
  }
}

extension Decimal {
  fileprivate func times(_ factor: Decimal) -> Decimal { (try? self * factor) ?? self }
}
