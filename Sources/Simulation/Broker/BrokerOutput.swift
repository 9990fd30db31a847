import Reconciliation

/// What the broker wants said or sent, in order.
enum BrokerOutput: Sendable {
  /// Something happened at the broker.
  case event(Event)
  /// The answer to the request being handled.
  case respond(Response)
  /// A message on the order stream.
  case stream(StreamUpdate)
}
