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
  /// The bus has not confirmed the event of this record, nor any that was handed to it after that one: what it has taken
  /// of them, nobody knows. Nothing but this comes between the turn that publishes and this.
  case publishFailed(from: UInt64, reason: Word)
  /// After a failure: the bus has taken all events up to that of this record. Told after each turn that has published,
  /// until one that was told this has nothing more to publish.
  case published(upTo: UInt64)
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

/// A wake-up that the engine asked for.
public enum Timer: Hashable, Sendable {
  /// A request is overdue.
  case request(RequestID)
  /// The next step for an order is due.
  case order(ClientOrderID)
  /// The next step for an order of somebody else, by the broker's number, is due.
  case stranger(BrokerOrderID)
  /// The next order poll is due.
  case orderPoll
  /// The next full pass is due.
  case fullPass
  /// A pass that failed is due again.
  case passRetry
  /// The stream may have gone silent.
  case streamSilence
  /// Send the look-ups that wait for their turn, see ``EngineSetting/maximumLookUps``.
  case lookUps
  /// The store is to be tried again.
  case store
  /// The bus is to be tried again.
  case bus
  /// A ticket that nobody has seen to is due.
  case tickets
  /// The figures of the moment are due.
  case metrics
  /// The engine may have been without a channel to the broker for too long.
  case blindness
}
