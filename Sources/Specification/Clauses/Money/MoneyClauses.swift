extension Specification {
  /// Executions, positions, balances, and what is done where they differ.
  static let money: [any Clause.Type] = [
    ExecutionCounted.self, FillTold.self, ProfitRealized.self, PositionFigures.self, CashFigures.self,
    TermsTakenOver.self, DiscrepancyOpened.self, DiscrepancyClosed.self, DriftTakenOver.self, DriftHeld.self,
    CorrectionWhole.self, DecisionKept.self, SightConfirmed.self,
  ]
}
