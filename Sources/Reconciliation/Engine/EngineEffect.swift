public import Trading

/// Everything that the engine can want done.
public enum EngineEffect: Sendable {
  /// Hand a request to the network.
  case send(Request)
  /// Append an entry to the journal; report when it is durable.
  case persist(JournalEntry)
  /// Write the whole state; all of it is durable and published.
  case writeCheckpoint(Checkpoint)
  /// Put an event on the bus; the record it stems from is durable.
  case publish(Event)
  /// Tell a person.
  case notify(Event)
  /// Write to the engine's own log.
  case log(Event)
  /// Wake the engine at this instant; replaces an earlier wake-up of the same timer.
  case setTimer(Timer, at: Instant)
  /// Forget the wake-up.
  case cancelTimer(Timer)
}
