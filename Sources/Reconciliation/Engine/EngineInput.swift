public import Trading

/// Everything that can happen to the engine.
public enum EngineInput: Sendable {
  /// The process is up; this is what recovery read from the store.
  indirect case started(Recovery, reason: Word)
  /// The trader wants something.
  case command(TraderCommand)
  /// An operator wants something.
  case operatorCommand(OperatorCommand, by: OperatorID? = nil)
  /// The broker answered a request.
  case response(RequestID, Response)
  /// A request ended without an answer of the broker.
  case requestFailed(RequestID, TransportFailure)
  /// The stream delivered an update.
  case streamUpdate(StreamUpdate)
  /// The stream is up.
  case streamConnected
  /// The stream is down.
  case streamLost
  /// A timer fired.
  case timer(Timer)
  /// All journal records up to this one are durable.
  case persisted(upTo: UInt64)
  /// The store refused to take records; none after the last durable one can be relied on.
  case persistFailed(reason: Word)
  /// The process is about to end in good order; nothing comes after this.
  case stopping
}

/// What a trader can ask for.
public enum TraderCommand: Hashable, Sendable {
  /// Work an order under this client order id.
  case place(ClientOrderID, OrderTerms)
  /// Change the order; nil leaves a value as it is.
  case replace(ClientOrderID, quantity: Decimal?, limit: Decimal?, stop: Decimal?)
  /// Cancel the order.
  case cancel(ClientOrderID)
}

/// What an operator can ask for.
public enum OperatorCommand: Hashable, Sendable {
  /// Run a pass now.
  case pass(PassRequest)
  /// Use another kind of pass whenever a clock brings one.
  case choose(PassKind, for: PassClock)
  /// Send no new orders.
  case halt
  /// Send new orders again.
  case resume
  /// Ask the broker about one order now.
  case query(ClientOrderID)
  /// Say that a ticket was seen.
  case acknowledge(UInt32)
  /// Make a ticket somebody's.
  case assign(UInt32, to: OperatorID)
  /// Decide about a ticket, with the index of the text that is noted, or ``Event/none``.
  case resolve(UInt32, TicketDecision, note: UInt32)
  /// Give a ticket another level.
  case prioritize(UInt32, Level)
  /// Send no new orders until somebody who may do so releases the stop.
  case stop
  /// End the emergency stop.
  case release

  /// Run a full pass now.
  public static var reconcile: OperatorCommand { .pass(PassRequest()) }

  /// The word for the command.
  public var word: Word {
    switch self {
    case .pass: .reconcile
    case .choose: .choose
    case .halt: .halt
    case .resume: .resume
    case .query: .query
    case .acknowledge: .acknowledge
    case .assign: .assign
    case .resolve: .resolve
    case .prioritize: .prioritize
    case .stop: .stop
    case .release: .release
    }
  }

  /// The number of the ticket that the command is about.
  public var ticket: UInt32? {
    switch self {
    case .acknowledge(let id), .assign(let id, _), .resolve(let id, _, _), .prioritize(let id, _): id
    case .pass, .choose, .halt, .resume, .query, .stop, .release: nil
    }
  }
}

/// A wake-up that the engine asked for.
public enum Timer: Hashable, Sendable {
  /// A request is overdue.
  case request(RequestID)
  /// The next step for an order is due.
  case order(ClientOrderID)
  /// The next order poll is due.
  case orderPoll
  /// The next full pass is due.
  case fullPass
  /// A pass that failed is due again.
  case passRetry
  /// The stream may have gone silent.
  case streamSilence
  /// The store is to be tried again.
  case store
  /// A ticket that nobody has seen to is due.
  case tickets
  /// The figures of the moment are due.
  case metrics
  /// The engine may have been without a channel to the broker for too long.
  case blindness
}
