extension Specification {
  /// Passes, stream, store, start and stop, and when a person is told.
  static let running: [any Clause.Type] = [
    PassStart.self, PassQueries.self, PassAnswers.self, PassEnd.self, PassRetry.self, PassClocks.self, StreamLife.self,
    SilenceWatch.self, Startup.self, Condition.self, OperatorOrders.self, KindChosen.self, RecordOnce.self,
    DurableFirst.self,
    CheckpointDue.self, StateOnDisk.self, StoreRetry.self, FailingStore.self, EngineStart.self, StateRecovered.self,
    EventsAgain.self, ReadyTakesUp.self, RequestDeadline.self,
    WakeUps.self, Alert.self, StoreAlert.self, DriftAlert.self, SightAlert.self, GapAlert.self, TicketLife.self,
    TicketSteps.self, StoreOpening.self, Metrics.self,
    BlindTold.self, WaitTold.self, LookTold.self, EndedArchived.self, Pages.self,
  ]
}
