/// The journal as far as the engine knows it.
struct JournalState: Sendable {
  /// The number of the last record there is.
  var last: UInt64 = 0
  /// The number of the last record handed to the store; behind `last` while the store fails.
  var handed: UInt64 = 0
  /// The number of the last record known to be durable.
  var durable: UInt64 = 0
  /// Records that are not known to be durable, oldest first; written again after a failure.
  var unsynced: [JournalEntry] = []
  /// In a transaction: the number of the last record before it.
  var transactionStart: UInt64?
  /// Executions booked since the last checkpoint.
  var executionsSinceCheckpoint = 0
  var checkpoint: UInt64 = 0
  /// The one before it, as long as the bus has not said whether it has taken what the last turn has published.
  var formerCheckpoint: UInt64?
  /// Whether a person was told of something since the last checkpoint.
  var hasToldSinceCheckpoint = false
  /// Whether the process is about to end in good order.
  var isStopping = false
  var isFailing = false
  /// Why the store began to fail, when it did last.
  var failureReason: Word?
  var failures = 0
  /// While failing: the last record of the retry that is under way.
  var retriedUpTo: UInt64?

  /// Bounds the journal, and so the time of a recovery, however few executions there are.
  static let recordsBetweenCheckpoints: UInt64 = 1000
}
