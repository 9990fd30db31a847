public import Trading

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
}
