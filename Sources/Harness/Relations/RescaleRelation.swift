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
    exceptions: [
      "the last digit, where a figure is rounded, and so whatever trades in steps of it",
      "figures that leave the range of a decimal",
    ],
    share: RelationShare(cases: 64), trial: RescaleTrial())
}

/// `rescale`: runs the larger case from the start.
private struct RescaleTrial: EndTrial {
  private static let ten = Decimal(10)
  /// Each figure as large or ten times as large, but for the last digits.
  private static let comparison = EntryComparison(what: "the run with ten times as much", agree: isSameOrTenfold)

  @Sendable private static func isSameOrTenfold(_ here: Decimal, _ there: Decimal) -> Bool {
    [here, here.times(ten)].contains { expected in
      (try? there - expected).map { $0.units.magnitude <= 200 } ?? false
    }
  }

  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    let old = run.plan.configuration.engine
    // Ten times a balance that was rounded is not the balance of ten times as much: that is a drift in the last digit.
    guard !old.instruments.contains(where: { $0.tick == .least }), run.plan.laterSettings.isEmpty else {
      return [.excepted]
    }
    let enlarged = run.other(run.plan.scenario.times(Self.ten)) { world in
      world.engine.maximumAutomaticCorrectionPerPass = old.maximumAutomaticCorrectionPerPass.times(Self.ten)
      world.engine.maximumAutomaticCorrectionPerDay = old.maximumAutomaticCorrectionPerDay.times(Self.ten)
      world.engine.maximumAutomaticCorrection = old.maximumAutomaticCorrection.times(Self.ten)
      world.engine.informationalFrom = old.informationalFrom.times(Self.ten)
      world.engine.warningFrom = old.warningFrom.times(Self.ten)
      world.engine.criticalFrom = old.criticalFrom.times(Self.ten)
      world.engine.emergencyFrom = old.emergencyFrom.times(Self.ten)
      for index in world.engine.ownAmounts.indices {
        world.engine.ownAmounts[index].amount = old.ownAmounts[index].amount.times(Self.ten)
      }
      world.engine.quantityEpsilon = old.quantityEpsilon.times(Self.ten)
    }
    guard let enlarged else { return [.excepted] }
    if let breach = run.firstDifference(enlarged, Self.comparison) { return [.broken(breach)] }
    var state = EndState(run)
    state.scale(by: Self.ten, signed: Self.ten)
    return [RelationOutcome(state.breach(against: EndState(enlarged), "the run with ten times as much"))]
  }
}

extension Scenario {
  /// The case with quantities and money multiplied; prices stay.
  fileprivate func times(_ factor: Decimal) -> Scenario {
    let times = { (amount: Decimal) in amount.times(factor) }
    return changed(by: AmountChange(quantity: times, money: times, figure: times))
  }
}

extension Decimal {
  fileprivate func times(_ factor: Decimal) -> Decimal { (try? self * factor) ?? self }
}
