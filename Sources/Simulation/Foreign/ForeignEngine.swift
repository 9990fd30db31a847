public import Reconciliation
public import Trading

/// An engine of somebody else, put under test by what it does and by what it says that it believes.
///
/// It has books, a store and texts of its own; nothing of ours is asked of it but to take ``ForeignInput`` and to give
/// ``ForeignEffect``. ``Adapted`` stands it in the world in the place of our engine. The contract, of which whatever can
/// be seen is checked at every input (see ``ContractBreach``):
///
/// - **A value.** A copy is a fork: nothing that is done to it reaches the original. An engine that holds an object or a
///   handle copies what is behind it in ``fork()``.
/// - **Deterministic.** The same input in the same state gives the same effects and the same statement. It reads no
///   clock but `now`, draws no random numbers but from the seed of its configuration, and relies on no order of a set or
///   a dictionary; what differs between two processes alone `run --verify` finds.
/// - **Sans I/O.** Whatever it wants done is an effect. Effects are carried out in their order, before the next input;
///   the container may be killed between any two.
/// - **Durable first.** A record is durable once ``ForeignInput/persisted(upTo:)`` names it, and not before: until then
///   nothing that rests on it may be sent or published. Records are numbered from 1, none is left out, and numbering goes
///   on over restarts.
public protocol ForeignEngine: Sendable {
  /// What it keeps and tells, which says by what it can be judged.
  static var abilities: EngineAbilities { get }
  /// What it believes now; nothing else of it is ever looked at.
  var statement: BooksStatement { get }
  /// How it is.
  var condition: EngineCondition { get }
  /// Makes an engine that knows nothing.
  init(configuration: EngineConfiguration)
  /// Reads what an earlier process has left, before the first input of this one.
  ///
  /// - Returns: How many bytes of the journal are whole: what follows is cut off.
  /// - Throws: ``StoreRefusal`` if going on would forget something; the engine is then not started.
  mutating func recover(_ store: ForeignStore) throws(StoreRefusal) -> Int
  /// Takes one input, changes the state, appends what is to be done.
  mutating func handle(_ input: ForeignInput, at now: Instant, into effects: inout [ForeignEffect])
  /// A copy that shares nothing with this engine.
  func fork() -> Self
}

extension ForeignEngine {
  /// A value is its own fork.
  public func fork() -> Self { self }
}

/// Everything that can happen to an engine of somebody else; what the cases hold is what ``EngineInput`` says.
public enum ForeignInput: Sendable {
  /// The process is up, and has read its store.
  case started(reason: Word)
  /// The trader wants something.
  case command(TraderCommand)
  /// An operator wants something.
  case operatorCommand(OperatorCommand, by: OperatorID?)
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
  /// All records up to this one are durable.
  case persisted(upTo: UInt64)
  /// The store refused to take records; none after the last durable one can be relied on.
  case persistFailed(reason: Word)
  /// The bus has not confirmed the event of this record, nor any that was handed to it after that one.
  case publishFailed(from: UInt64, reason: Word)
  /// After a failure: the bus has taken all events up to that of this record.
  case published(upTo: UInt64)
  /// The process is about to end in good order; nothing comes after this.
  case stopping
}

/// Everything that an engine of somebody else can want done.
public enum ForeignEffect: Hashable, Sendable {
  /// Hand a request to the network; set the timer ``Timer/request(_:)`` with it if an answer is awaited.
  case send(Request)
  /// Append these bytes to the journal as one record; report when it is durable.
  case persist(OwnRecord, [UInt8])
  /// Replace the checkpoint before the last by these bytes; they hold all records up to this one, which are durable.
  case writeCheckpoint(upTo: UInt64, [UInt8])
  /// Put an event on the bus; the record it stems from is durable, and its number is the event's `seq`.
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
