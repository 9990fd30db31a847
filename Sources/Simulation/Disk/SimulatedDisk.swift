import Reconciliation

/// The disk of the container: bytes that survive a kill, and bytes that do not.
///
/// The journal is appended and synced; a checkpoint replaces the one before the last by an atomic rename, as the
/// live shell does it. The two newest checkpoints are kept, and the journal as far back as the older of them.
public struct SimulatedDisk: Sendable {
  /// The journal as a restart would read it.
  public private(set) var journal: [UInt8] = []
  /// The checkpoint files, newest first; two at the most.
  private var files: [CheckpointFile] = []
  /// Written to the journal, not yet synced.
  private var unsynced: [UInt8] = []
  /// The number of the last record that was written.
  private(set) var written: UInt64 = 0
  /// The length of the journal when the newest checkpoint was written.
  private var lengthAtCheckpoint = 0

  /// A checkpoint on disk.
  ///
  /// Its bytes are a pure function of the checkpoint, so they are made only when something reads or damages them: most
  /// runs never do.
  private enum CheckpointFile: Sendable {
    case intact(Checkpoint)
    case bytes([UInt8])

    var bytes: [UInt8] {
      switch self {
      case .intact(let checkpoint): checkpoint.encoded()
      case .bytes(let bytes): bytes
      }
    }
  }

  /// The checkpoints as a restart would read them, newest first; two at the most.
  public var checkpoints: [[UInt8]] { files.map(\.bytes) }

  /// Makes a disk with the checkpoint of an opening state, or an empty one.
  init(opening: Checkpoint?) {
    if let opening { files = [.intact(opening)] }
  }

  mutating func append(_ record: JournalRecord, sequence: UInt64) {
    unsynced += JournalFrame.encode(record, sequence: sequence)
    written = sequence
  }

  mutating func sync() {
    journal += unsynced
    unsynced.removeAll(keepingCapacity: true)
  }

  mutating func write(_ checkpoint: Checkpoint) {
    files.insert(.intact(checkpoint), at: 0)
    if files.count > 2 { files.removeLast() }
    journal.removeFirst(lengthAtCheckpoint)
    lengthAtCheckpoint = journal.count
  }

  /// The process is gone: what was not synced is lost; of a torn write the first half stays.
  mutating func loseUnsynced(keepingTornHalf: Bool) {
    if keepingTornHalf { journal += unsynced.prefix(unsynced.count / 2) }
    unsynced.removeAll(keepingCapacity: true)
  }

  /// Cuts off a torn tail before anything is appended behind it.
  mutating func truncateJournal(to length: Int) {
    journal.removeLast(journal.count - length)
    lengthAtCheckpoint = min(lengthAtCheckpoint, length)
  }

  /// Flips one bit in the middle of the newest checkpoint.
  ///
  /// - Returns: Whether there was one.
  mutating func corruptCheckpoint() -> Bool {
    guard var bytes = files.first?.bytes else { return false }
    bytes[bytes.count / 2] ^= 0x10
    files[0] = .bytes(bytes)
    return true
  }

  /// Flips one bit in the first record of the journal.
  ///
  /// - Returns: Whether there was one.
  mutating func corruptJournal() -> Bool {
    guard journal.count > 8 else { return false }
    journal[8] ^= 0x10
    return true
  }

  /// Whether anything written waits for a sync.
  var hasUnsynced: Bool { !unsynced.isEmpty }
}
