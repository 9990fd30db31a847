/// All lines of the timeline.
package enum LineCatalogue {
  /// The forms, in the order of the lists.
  package static let forms: [any LineForm.Type] = [
    TraderPlace.self, TraderReplace.self, TraderCancel.self,

    BrokerAdjustPosition.self, BrokerAdjustCash.self, BrokerCancel.self, BrokerExpire.self, BrokerFill.self,
    BrokerReject.self, BrokerSnapshotStale.self, BrokerSnapshotTruncated.self, BrokerSnapshotEmpty.self,
    BrokerSnapshotFlat.self, BrokerSnapshotPosition.self, BrokerSnapshotCash.self,
    BrokerSnapshotOmits.self, BrokerTrade.self, BrokerPlace.self, BrokerBust.self, BrokerCorrect.self,
    BrokerSnapshotRepeats.self, BrokerReplace.self, BrokerTrigger.self, BrokerSnapshotLags.self,
    BrokerRefuse.self, BrokerClock.self,

    NetCut.self, NetHeal.self, NetDrop.self, NetDelay.self, NetDuplicate.self, NetReorder.self,
    NetBurst.self, NetFail.self, NetFalsify.self,

    EngineRestart.self, EngineCrash.self,

    StoreTornWrite.self, StoreLoseUnsynced.self, StoreFail.self, StoreCorrupt.self, StoreSlow.self, StoreWipe.self,

    BusFail.self, BusStall.self,

    MarketLine.self, ExpectLine.self, MarkLine.self,

    OperatorReconcile.self, OperatorChoose.self, OperatorHalt.self, OperatorResume.self, OperatorQuery.self,
    OperatorAcknowledge.self, OperatorAssign.self, OperatorPrioritize.self, OperatorResolve.self, OperatorStop.self,
    OperatorRelease.self,
  ]

  /// How messages speak about a word of a line.
  static let groups: [KeywordGroup] = [
    KeywordGroup(
      path: [], complaint: "there is no actor `%`", listName: "actors", missing: "who acts", isOfActors: true),
    KeywordGroup(path: ["trader"], complaint: "`%` is not something the trader can do", listName: "trader can"),
    KeywordGroup(path: ["broker"], complaint: "`%` is not something the broker can do", listName: "broker can"),
    KeywordGroup(
      path: ["broker", "adjust"], complaint: "the broker cannot adjust a `%`", listName: "broker can adjust"),
    KeywordGroup(
      path: ["broker", "snapshot"], complaint: "`%` is not a way for a snapshot to be wrong",
      listName: "a snapshot can be"),
    KeywordGroup(
      path: ["broker", "clock"], complaint: "the broker's clock cannot be `%`", listName: "the clock can be"),
    KeywordGroup(path: ["net"], complaint: "`%` is not something that happens to the network", listName: "net can"),
    KeywordGroup(
      path: ["engine"], complaint: "`%` is not something that happens to the engine", listName: "engine can"),
    KeywordGroup(path: ["store"], complaint: "`%` is not something that happens to the store", listName: "store can"),
    KeywordGroup(path: ["bus"], complaint: "`%` is not something that happens to the bus", listName: "bus can"),
    KeywordGroup(path: ["operator"], complaint: "`%` is not something the operator can do", listName: "operator can"),
  ]

  /// The forms by their keywords.
  package static let catalogue = FormCatalogue<any LineForm.Type>(forms, words: { $0.words }, groups: groups)
}
