public import Trading

/// Everything that the engine can want done.
///
/// Plain bytes, since every one is copied several times on its way: nothing in it is counted or has to be freed.
public enum EngineEffect: Sendable {
  /// Hand a request to the network.
  case send(Request)
  /// Append an entry to the journal; report when it is durable.
  case persist(JournalEntry)
  /// Append a record to a journal of the engine's own, whose bytes it gives when it is asked for them.
  case keep(OwnRecord)
  /// Write ``ReconciliationEngine/checkpoint``, before the next input; all of it is durable and published.
  ///
  /// The number is that of the checkpoint: the last record that it covers.
  case writeCheckpoint(upTo: UInt64)
  /// Put an event on the bus; the record it stems from is durable. Once the bus has refused one, no other one of the turn
  /// is put there, and no checkpoint is written: the engine is told so and publishes them again.
  case publish(Event)
  /// Tell a person.
  case notify(Event)
  /// Write to the engine's own log.
  case log(Event)
  /// Wake the engine at this instant; replaces an earlier wake-up of the same timer.
  case setTimer(Timer, at: Instant)
  /// Forget the wake-up.
  case cancelTimer(Timer)
  /// What follows is wanted for this account, up to the next such effect; before the first one all is for the default
  /// account.
  ///
  /// What comes of it, and timers, are given back to ``ReconciliationEngine/handle(_:of:at:into:)`` under the account.
  case account(AccountID)
}

/// A record in a journal of an engine's own: what of it others see, without its bytes.
public struct OwnRecord: Hashable, Sendable {
  /// The number of the record; the first one is 1, and none is ever left out.
  public var sequence: UInt64
  /// What it records, one of ``Word/recordKinds``.
  public var kind: Word
  /// The index of the order that it is about, or ``Event/none``.
  public var order: UInt32
  /// The index of the execution that it is about, or ``Event/none``.
  public var execution: UInt32

  /// Makes a record.
  public init(_ sequence: UInt64, _ kind: Word, order: UInt32 = Event.none, execution: UInt32 = Event.none) {
    self.sequence = sequence
    self.kind = kind
    self.order = order
    self.execution = execution
  }
}
