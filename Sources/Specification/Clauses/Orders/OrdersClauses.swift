extension Specification {
  /// What is done about an order, from the trader's command to its end.
  static let orders: [any Clause.Type] = [
    CommandOutcome.self, RefusalTold.self, AttemptDue.self, PlaceRequest.self, FirstCome.self, PlaceOutcome.self,
    AbsenceDecides.self,
    LookUpDue.self, LookUpTurn.self, OutcomeTold.self, OrderNotForgotten.self, OrderWait.self, IntentRequest.self,
    IntentEnd.self,
    StatusEvidence.self, TermsEvidence.self, ReportTaken.self, StaleOrder.self,
    StrangerAdopted.self, StrangerCancelled.self,
  ]
}
