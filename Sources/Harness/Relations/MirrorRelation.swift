import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension Relation {
  /// Buying and selling are the same thing, seen from the other side.
  static let mirror = Relation(
    name: "mirror",
    summary:
      "with buy and sell exchanged and openings negated, all happens at the same times, and positions, profits and "
      + "cash are negated",
    source: "arithmetic: the rules of positions, limits and drifts know no side",
    exceptions: [
      "fills that a market decides: it has a bid and an ask",
      "fills at another price than the limit: what is better for one side is worse for the other",
      "another limit or stop: what gives way on one side, and waits where orders are held back, asks for less on the other",
    ],
    share: RelationShare(cases: 64), trial: MirrorTrial())
}

/// `mirror`: runs the mirrored case from the start.
private struct MirrorTrial: EndTrial {
  /// No side, and each figure as large, whatever its sign.
  private static let comparison = EntryComparison(
    what: "the mirrored run", outline: outline, otherOutline: outline, agree: { $0.magnitude == $1.magnitude })

  @Sendable private static func outline(_ event: Event) -> Event {
    var event = event.withoutFigures
    if [.traderPlace, .brokerTraded, .orderAdopted].contains(event.kind) { event.reason = nil }
    return event
  }

  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    if run.plan.scenario.changesPrices { return [.excepted] }
    guard run.plan.laterSettings.isEmpty else { return [.excepted] }
    let old = run.plan.configuration.engine
    // Passes after buys alone are passes after sells alone, seen from there.
    let mirrored = run.other(run.plan.scenario.mirrored) { world in
      world.engine.reconcilesAfterBuy = old.reconcilesAfterSell
      world.engine.reconcilesAfterSell = old.reconcilesAfterBuy
    }
    guard let other = mirrored else { return [.excepted] }
    if run.hasBadPrice || other.hasBadPrice { return [.excepted] }
    if let breach = run.firstDifference(other, Self.comparison) { return [.broken(breach)] }
    var state = EndState(run)
    state.scale(by: .one, signed: -Decimal.one)
    return [RelationOutcome(state.breach(against: EndState(other), "the mirrored run"))]
  }
}

extension CaseRun {
  /// Whether something was executed at a worse price than its limit, of which a person is told.
  fileprivate var hasBadPrice: Bool {
    world.trace.entries.contains { $0.event.reason == .worseThanLimit }
      || world.isRunning && world.incarnation.books.discrepancies.contains { $0.reason == .worseThanLimit }
  }
}

extension Scenario {
  /// Whether an order is asked to have another price.
  fileprivate var changesPrices: Bool {
    timeline.contains { line in
      (line.form as? TraderReplace).map { $0.limit != nil || $0.stop != nil } ?? false
    }
  }

  /// The case with buy and sell exchanged, and positions and cash negated.
  fileprivate var mirrored: Scenario {
    changed(by: AmountChange(position: { -$0 }, money: { -$0 }, figure: { -$0 }, side: \.other))
  }
}

extension Side {
  fileprivate var other: Side { self == .buy ? .sell : .buy }
}
