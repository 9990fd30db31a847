/// The catalogue of everything that can appear in a trace or on the event bus: the only list there is.
///
/// Parser, trace, reports and `ORDER_FILLED`-style bus names all come from it (design, section 3).
public enum EventKind: UInt8, Hashable, Sendable, CaseIterable {
  // What the trader asked for
  case traderPlace, traderReplace, traderCancel
  // What the engine publishes on the bus, each derived from one durable journal record
  case orderUpdated, orderFilled, orderCancelled, orderRejected, orderExpired, orderReplaced
  case positionSynced, cashSynced, reconciliationDiscrepancy, reconciliationResolved
  // What the engine notifies people of
  case riskAlert
  // What the engine says about its own work
  case engineStarted, engineReady, engineDegraded, engineRecovered, engineHalted
  case orderSent, orderResent, orderTimeout, orderLookup, orderFound, orderAbsent, orderRefused
  case cancelSent, replaceSent
  case fillReceived, fillApplied, fillDuplicate, fillQuarantined
  case reconcileStarted, reconcileFinished, requestFailed, snapshotIncomplete
  case streamLost, streamRestored
  // What happens in the store
  case journalAppended, journalSynced, journalFailed, checkpointWritten
  // What happens to the container
  case containerStarted, containerKilled, containerStopped
  // What happens on the network
  case messageLost, messageDelayed, messageDuplicated, messageFailed, netCut, netHealed
  // What happens at the broker
  case brokerAccepted, brokerRejected, brokerFilled, brokerCancelled, brokerExpired, brokerReplaced, brokerRefused
  case brokerTraded, brokerAdjusted, brokerMisreported
  // What an operator asked for, and what the engine refused to do of it
  case operatorCommand, operatorRefused
  // What a rate limit does to a request
  case orderLimited
  // A message that says what is not so
  case messageFalsified
  // What the bus is told of a wish that came to nothing
  case orderUnchanged
  // What runs in the place of a kind of pass that cannot, and what an operator has chosen
  case reconcileFallback, reconciliationChosen
  // What the bus is told of what a person has to decide
  case ticketOpened, ticketUpdated, ticketResolved
  // What the bus is told of the way of a ticket, and of the emergency stop
  case ticketAcknowledged, ticketAssigned, ticketPrioritized, ticketEscalated, ticketReminded, ticketDecided
  case engineStopped, engineReleased
  // What the bus is told of what is tried again
  case ticketRetried
  // What the bus is told of a store that held nothing
  case storeEmpty, storeLost, storeAccepted
  // How the engine does, from time to time
  case engineMetrics
  // What the broker takes back or amends, and what the bus is told of it
  case brokerBusted, brokerCorrected, executionBusted, executionCorrected
  // A stop that the market has reached, and a store that is gone
  case brokerTriggered, storeWiped
  // What the bus is told of an execution that nobody has reported, and of the real one in its place
  case fillInferred, fillReplaced
  // What the bus is told of an order of which nothing is heard for too long
  case orderStale
  // What the bus is told of an order of somebody else that is one of the engine's now, and what the engine says of the
  // cancel of one that a person wants gone
  case orderAdopted, strangerCancel, strangerQuery, strangerFailed
  // What the bus does with an event, and what the engine says of it
  case busUnconfirmed, busFailed, busRestored
  // What a trader asks of an engine that does not run
  case traderUnheard
  // What waits until the broker may be asked about one more order
  case orderQueued
  // What the bus is told of orders that leave the books
  case ordersArchived
  // What is asked for when a page of a list is not the last one
  case snapshotContinued

  /// The name of the event: lower-case words joined by a dot, such as `order.filled`.
  public var name: String { EventKind.names[Int(rawValue)] }

  /// The name on the event bus, such as `ORDER_FILLED`.
  public var busName: String { String(name.map { $0 == "." ? "_" : Character($0.uppercased()) }) }

  /// The event of that name, if there is one.
  public init?(name: some StringProtocol) {
    guard let index = EventKind.names.firstIndex(where: { $0 == name }) else { return nil }
    self = EventKind.allCases[index]
  }

  /// Whether the event goes out on the bus, and so must be durable before anyone sees it.
  public var isPublished: Bool {
    switch self {
    case .orderUpdated, .orderFilled, .orderCancelled, .orderRejected, .orderExpired, .orderReplaced, .orderUnchanged,
      .positionSynced, .cashSynced, .reconciliationDiscrepancy, .reconciliationResolved,
      .reconciliationChosen, .ticketOpened, .ticketUpdated, .ticketResolved, .ticketAcknowledged, .ticketAssigned,
      .ticketPrioritized, .ticketEscalated, .ticketReminded, .ticketDecided, .ticketRetried, .engineStopped,
      .engineReleased, .storeEmpty, .storeLost, .storeAccepted, .executionBusted, .executionCorrected,
      .fillInferred, .fillReplaced, .orderStale, .orderAdopted, .ordersArchived:
      true
    default: false
    }
  }

  private static let names: [String] = allCases.map { kind in
    var text = ""
    for character in "\(kind)" {
      if character.isUppercase { text += "." }
      text += character.lowercased()
    }
    return text
  }
}
