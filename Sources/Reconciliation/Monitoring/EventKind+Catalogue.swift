extension EventKind {
  /// Who or what an event belongs to: the lanes of a timeline.
  public enum Lane: UInt8, Hashable, Sendable, CaseIterable {
    /// The trader, who places, replaces and cancels.
    case trader
    /// An operator, who halts, resumes and asks for passes.
    case `operator`
    /// The reconciliation engine.
    case engine
    /// Journal and checkpoints on disk.
    case store
    /// The container that the engine runs in.
    case container
    /// The network between engine and broker.
    case net
    /// The broker.
    case broker
  }

  /// The lane of the event.
  public var lane: Lane {
    switch self {
    case .traderPlace, .traderReplace, .traderCancel, .traderUnheard: .trader
    case .operatorCommand: .operator
    case .journalAppended, .journalSynced, .journalFailed, .checkpointWritten, .storeWiped: .store
    case .containerStarted, .containerKilled, .containerStopped: .container
    case .messageLost, .messageDelayed, .messageDuplicated, .messageFailed, .messageFalsified, .netCut, .netHealed: .net
    case .brokerAccepted, .brokerRejected, .brokerFilled, .brokerCancelled, .brokerExpired, .brokerReplaced,
      .brokerRefused, .brokerTraded, .brokerAdjusted, .brokerMisreported, .brokerBusted, .brokerCorrected,
      .brokerTriggered:
      .broker
    default: .engine
    }
  }

  /// The fields of the event, in the order in which they are printed.
  public var fields: [EventField] {
    switch self {
    case .traderPlace: [.order, .key, .side, .qty, .symbol, .price]
    case .traderReplace: [.order, .qty, .price]
    case .traderCancel: [.order]
    case .traderUnheard: [.order, .request]
    case .orderUpdated: [.order, .from, .to, .source, .reason, .seq]
    case .orderFilled, .executionBusted, .executionCorrected:
      [.order, .exec, .qty, .price, .fee, .filled, .leaves, .status, .source, .seq]
    case .fillInferred, .fillReplaced: [.order, .qty, .price, .filled, .leaves, .status, .source, .seq]
    case .orderCancelled: [.order, .filled, .source, .reason, .seq]
    case .orderRejected: [.order, .source, .reason, .note, .seq]
    case .orderExpired: [.order, .filled, .source, .seq]
    case .orderReplaced: [.order, .qty, .price, .source, .seq]
    case .orderUnchanged: [.order, .request, .reason, .seq]
    case .orderStale: [.order, .policy, .seq]
    case .orderAdopted: [.order, .side, .qty, .symbol, .price, .seq]
    case .ordersArchived: [.orders, .seq]
    case .strangerCancel: [.order, .id, .attempt, .seq]
    case .strangerQuery: [.order, .id, .attempt]
    case .strangerFailed: [.order, .id, .request, .reason, .attempt]
    case .positionSynced: [.symbol, .local, .broker, .price, .policy, .seq]
    case .cashSynced: [.currency, .local, .broker, .policy, .seq]
    case .reconciliationDiscrepancy: [.id, .kind, .order, .exec, .symbol, .currency, .local, .broker, .from, .to, .seq]
    case .reconciliationResolved: [.id, .kind, .by, .seq]
    case .ticketOpened, .ticketUpdated, .ticketEscalated, .ticketReminded:
      [.ticket, .id, .kind, .order, .exec, .symbol, .currency, .reason, .level, .local, .broker, .seq]
    case .ticketResolved: [.ticket, .id, .kind, .by, .seq]
    case .ticketAcknowledged: [.ticket, .id, .kind, .person, .seq]
    case .ticketRetried: [.ticket, .id, .kind, .seq]
    case .ticketAssigned: [.ticket, .id, .kind, .assignee, .person, .seq]
    case .ticketPrioritized: [.ticket, .id, .kind, .level, .person, .seq]
    case .ticketDecided: [.ticket, .id, .kind, .reason, .figure, .person, .note, .seq]
    case .engineStopped, .engineReleased: [.person, .seq]
    case .storeEmpty, .storeLost: [.reason, .seq]
    case .engineMetrics: [.passes, .failed, .accuracy, .open, .pending]
    case .storeAccepted: [.by, .person, .seq]
    case .riskAlert: [.kind, .order, .exec, .symbol, .currency, .reason, .id]
    case .engineStarted: [.reason, .seq, .records]
    case .engineReady, .engineRecovered: []
    case .engineDegraded, .engineHalted: [.reason]
    case .orderSent, .orderResent: [.order, .key, .attempt, .seq]
    case .orderTimeout: [.order, .request, .reason, .attempt]
    case .orderLimited: [.order, .request, .attempt]
    case .orderLookup: [.order, .key, .attempt]
    case .orderQueued: [.order, .key]
    case .orderFound: [.order, .status, .filled]
    case .orderAbsent: [.order, .attempt]
    case .orderRefused: [.order, .request, .reason]
    case .cancelSent, .replaceSent: [.order, .attempt, .seq]
    case .fillReceived: [.order, .exec, .qty, .price, .fee, .source]
    case .fillApplied: [.order, .exec, .qty, .price, .fee, .realized, .source]
    case .fillDuplicate: [.order, .exec, .source]
    case .fillQuarantined: [.order, .exec, .qty, .price, .fee, .reason, .source]
    case .reconcileStarted: [.reason, .kind, .policy]
    case .reconcileFinished: [.reason, .kind, .policy, .result, .orders, .found]
    case .reconcileFallback: [.kind, .instead, .trigger, .reason]
    case .reconciliationChosen: [.kind, .reason, .by, .seq]
    case .requestFailed: [.request, .reason]
    case .snapshotIncomplete: [.request, .reason]
    case .snapshotContinued: [.request, .page]
    case .streamLost: [.reason]
    case .streamRestored: []
    case .journalAppended: [.seq, .kind, .order, .exec]
    case .journalSynced, .checkpointWritten: [.seq]
    case .journalFailed: [.seq, .reason]
    case .containerStarted: [.reason]
    case .containerKilled: [.point, .order, .exec]
    case .containerStopped: [.reason]
    case .messageLost, .messageDuplicated, .messageFalsified: [.channel, .kind, .order, .exec, .reason]
    case .messageDelayed: [.channel, .kind, .order, .exec, .delay]
    case .messageFailed: [.channel, .kind, .order, .code]
    case .netCut, .netHealed: []
    case .brokerAccepted: [.order, .qty, .price, .by]
    case .brokerReplaced: [.order, .qty, .price]
    case .brokerRejected: [.order, .reason, .note]
    case .brokerFilled, .brokerBusted, .brokerCorrected: [.order, .exec, .qty, .price, .fee, .filled, .leaves]
    case .brokerCancelled: [.order, .filled, .reason, .note]
    case .brokerExpired: [.order, .filled]
    case .brokerTriggered: [.order, .price]
    case .storeWiped: []
    case .busUnconfirmed, .busFailed: [.seq, .reason]
    case .busRestored: [.seq, .records]
    case .brokerRefused: [.order, .request, .reason, .note]
    case .brokerTraded: [.symbol, .side, .qty, .price, .note]
    case .brokerAdjusted: [.symbol, .currency, .qty, .price, .note]
    case .brokerMisreported: [.request, .reason]
    case .operatorCommand:
      [.request, .pass, .reason, .figure, .symbol, .policy, .ticket, .level, .assignee, .person, .note]
    case .operatorRefused: [.request, .reason, .ticket, .person]
    }
  }

  /// One line that says what the event means.
  public var summary: String {
    switch self {
    case .traderPlace: "the trader asks for an order"
    case .traderReplace: "the trader asks to change an order"
    case .traderCancel: "the trader asks to cancel an order"
    case .traderUnheard: "nobody hears what the trader asks for: the container does not run"
    case .orderUpdated: "an order changed its status without executing"
    case .orderFilled: "an execution was booked to order, position and cash"
    case .executionBusted: "the broker has taken an execution back; `qty`, `price` and `fee` are what it was"
    case .executionCorrected: "the broker has amended an execution; `qty`, `price` and `fee` are what it is now"
    case .fillInferred: "an execution was inferred that the broker has counted and no channel has told"
    case .fillReplaced:
      "so much of what was inferred counts no more: the real execution follows, or the broker counts less"
    case .orderCancelled: "an order ended before it was executed in full"
    case .orderRejected: "an order was refused, or given up by policy"
    case .orderExpired: "an order ended by its time in force"
    case .orderReplaced: "an order has new terms"
    case .orderUnchanged: "a cancel or replace came to nothing; the order stays as it was"
    case .orderStale: "an order has worked for too long without news; `policy` says what is done about it"
    case .orderAdopted: "an order of somebody else is one of the engine's from here on, since a person has decided so"
    case .ordersArchived:
      "so many orders that ended `keep-ended` ago leave the books for the archive; their ids stay known"
    case .strangerCancel: "a cancel of somebody else's order was handed to the network, by its number at the broker"
    case .strangerQuery: "the broker is asked for somebody else's order by its number, since its cancel came to nothing"
    case .strangerFailed: "a request about somebody else's order was refused or got no usable answer"
    case .positionSynced: "a position was taken over from the broker"
    case .cashSynced: "a cash balance was taken over from the broker"
    case .reconciliationDiscrepancy: "local and broker state differ"
    case .reconciliationResolved: "a discrepancy is gone"
    case .ticketOpened: "a person has to decide about a discrepancy"
    case .ticketUpdated: "the figures of an open ticket are new, and the person is told again"
    case .ticketResolved: "what a ticket was about is gone"
    case .ticketAcknowledged: "a person has seen the ticket, which raises no alarm until its figures change"
    case .ticketAssigned: "the ticket is somebody's to decide"
    case .ticketPrioritized: "a person has given the ticket another level"
    case .ticketEscalated: "nobody has seen to a ticket in time: its level rises, and a person is told again"
    case .ticketReminded: "nobody has seen to a ticket so far, and a person is told again"
    case .ticketRetried:
      "what a limit has left to a person is tried again with the next pass, since nobody has seen to it"
    case .ticketDecided: "a person has decided what becomes of the difference"
    case .engineStopped: "the emergency stop is on: no new orders are sent"
    case .engineReleased: "the emergency stop is off"
    case .engineMetrics: "how the engine does since its start; `accuracy` is the share that agrees, in percent"
    case .storeEmpty: "the store holds nothing, and the policy does not just go on with the account"
    case .storeLost: "a pass has seen that the account holds what the empty store does not know of"
    case .storeAccepted: "the store that held nothing is in use: nothing is left to decide, or an operator said so"
    case .riskAlert: "a person should look at this"
    case .engineStarted: "the engine starts with what it recovered"
    case .engineReady: "the startup pass is done, orders may be sent"
    case .engineDegraded: "the engine cannot see the broker on every channel"
    case .engineRecovered: "the engine sees the broker again"
    case .engineHalted:
      "the engine sends nothing: the store fails, too much waits for the bus, or an operator said so"
    case .orderSent: "a new order was handed to the network"
    case .orderResent: "an order that the broker does not have was sent again under the same key"
    case .orderTimeout: "a request got no usable answer; its outcome is unknown"
    case .orderLimited: "a rate limit has stopped a request; the broker never saw it, and it is repeated after a pause"
    case .orderLookup: "the broker is asked for one order by its client order id"
    case .orderQueued: "an order waits for its turn to be asked for, since `max-look-ups` have been"
    case .orderFound: "the broker knows the order"
    case .orderAbsent: "the broker does not know the order"
    case .orderRefused: "a command or request for an order was refused"
    case .cancelSent: "a cancel was handed to the network"
    case .replaceSent: "a replace was handed to the network"
    case .fillReceived: "an execution report arrived"
    case .fillApplied: "an execution was counted, in memory; `realized` is its profit, if it closed a position"
    case .fillDuplicate: "an execution report names an execution that was counted before"
    case .fillQuarantined: "an execution report cannot be believed and was put aside"
    case .reconcileStarted: "a reconciliation pass starts"
    case .reconcileFinished: "a reconciliation pass ended"
    case .reconcileFallback: "another kind of pass runs than the one that is wanted, since something lacks for that"
    case .reconciliationChosen: "an operator has chosen another kind of pass for what brings one"
    case .requestFailed: "a query of a pass failed; nothing is concluded from it"
    case .snapshotIncomplete: "an answer is partial or old; nothing is declared missing from it"
    case .snapshotContinued: "a page of a list is not the last one, and the next is asked for"
    case .streamLost: "the order stream is down"
    case .streamRestored: "the order stream is up again"
    case .journalAppended: "a record was written to the journal, not yet synced"
    case .journalSynced: "all records up to this one are durable"
    case .journalFailed: "the store refused a record"
    case .checkpointWritten: "the whole state up to this record is durable"
    case .containerStarted: "the container of the engine starts"
    case .containerKilled: "the container was killed; only durable bytes survive"
    case .containerStopped: "the container stopped in good order"
    case .messageLost: "a message never arrives"
    case .messageDelayed: "a message is held up"
    case .messageDuplicated: "a message arrives twice"
    case .messageFailed: "a gateway answers with an error in the broker's place"
    case .messageFalsified: "a message arrives with wrong contents"
    case .netCut: "nothing passes between engine and broker"
    case .netHealed: "all network faults end"
    case .brokerAccepted: "the broker works the order; `by=hand`: somebody has placed it beside the engine"
    case .brokerRejected: "the broker rejects the order"
    case .brokerFilled: "the broker executed the order, in part or in full"
    case .brokerBusted: "the broker takes an execution back; `qty`, `price` and `fee` are what it was"
    case .brokerCorrected: "the broker amends an execution; `qty`, `price` and `fee` are what it is now"
    case .brokerCancelled: "the broker cancelled the order"
    case .brokerTriggered: "the market has reached the stop of the order"
    case .storeWiped: "nothing is left on the disk of the container"
    case .busUnconfirmed: "the bus did not take an event, or takes it and does not say so"
    case .busFailed: "the bus has not confirmed events: from the first of them on they are published again"
    case .busRestored: "the bus takes events again; `records` is how many have waited for it"
    case .brokerExpired: "the order's time in force ended at the broker"
    case .brokerReplaced: "the broker changed the order's terms"
    case .brokerRefused: "the broker refuses a request"
    case .brokerTraded: "a trade on the account that the engine did not order"
    case .brokerAdjusted: "the broker changed a position or balance without a trade"
    case .brokerMisreported: "the broker's answer is old, cut short, empty, lacks an order or shows a false figure"
    case .operatorCommand: "an operator wants something of the engine"
    case .operatorRefused: "an operator's command was not carried out"
    }
  }
}
