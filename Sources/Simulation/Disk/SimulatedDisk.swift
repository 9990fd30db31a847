import Reconciliation

/// The disk of the container: bytes that survive a kill, and bytes that do not.
///
/// The journal is appended and synced; a checkpoint replaces the one before the last by an atomic rename, as the
/// live shell does it. The two newest checkpoints are kept, and the journal as far back as the older of them. Bytes are
/// made only when something reads or damages them: most runs never do.
public struct SimulatedDisk: Sendable {
  /// The journal between the two checkpoints; empty while there is only one.
  private var older: JournalSegment
  /// The journal since the newest checkpoint.
  private var newer: JournalSegment
  /// The checkpoint files, newest first; two at the most.
  private var files: [CheckpointFile] = []
  /// Written to the journal, not yet synced.
  private var unsynced: [JournalEntry] = []
  /// The same of a journal of the engine's own.
  private var unsyncedBytes: [UInt8] = []
  /// The number of the last record that was written.
  private(set) var written: UInt64 = 0
  /// The records that were synced since the last start, as values; nil unless somebody wants them.
  private(set) var synced: [JournalEntry]?
  /// All records that were synced, of all starts, checkpoints or not; nil unless somebody wants them.
  private(set) var archive: [JournalEntry]?
  /// What has left the books, of all starts: the file `archive`.
  private var ended: [JournalEntry] = []
  /// Whether the journal may have records behind the last sync that a kill has left on it.
  private var hasTornHalf = false
  private let names: Names
  private let identity: ConfigurationIdentity

  /// A checkpoint on disk.
  private enum CheckpointFile: Sendable {
    case intact(Checkpoint)
    case bytes([UInt8])
  }

  /// Makes a disk with the checkpoint of an opening state, or an empty one.
  ///
  /// - Parameters:
  ///   - opening: the state on the disk.
  ///   - names: the names that the engine's shell knows.
  ///   - identity: what the engine is configured for.
  init(opening: Checkpoint?, names: Names = Names(), identity: ConfigurationIdentity) {
    self.names = names
    self.identity = identity
    older = JournalSegment(identity, after: nil)
    newer = JournalSegment(identity, after: opening)
    if let opening { files = [.intact(opening)] }
  }

  /// What is on the disk, as a restart would read it.
  public var contents: StoreFiles {
    var (older, newer) = (older, newer)
    older.encode(names)
    newer.encode(names)
    var archive = JournalSegment(identity, after: nil)
    archive.entries = ended
    archive.encode(names)
    return StoreFiles(checkpoints: files.map(bytes), journal: older.bytes + newer.bytes, archive: archive.bytes)
  }

  private func bytes(of file: CheckpointFile) -> [UInt8] {
    switch file {
    case .intact(let checkpoint): checkpoint.encoded(naming: names, identity)
    case .bytes(let bytes): bytes
    }
  }

  /// Whether anything written waits for a sync.
  var hasUnsynced: Bool { !unsynced.isEmpty || !unsyncedBytes.isEmpty }

  mutating func append(_ entry: JournalEntry) {
    unsynced.append(entry)
    written = entry.sequence
  }

  /// Appends a record to a journal of the engine's own.
  mutating func append(_ bytes: [UInt8], as sequence: UInt64) {
    unsyncedBytes += bytes
    written = sequence
  }

  /// Keeps the whole journal from here on.
  mutating func keepArchive() { archive = [] }

  /// Keeps records from here on.
  mutating func keepRecords() { synced = [] }

  mutating func sync() {
    newer.entries += unsynced
    synced?.append(contentsOf: unsynced)
    if archive != nil { keep(unsynced) }
    keepEnded(in: unsynced)
    unsynced.removeAll(keepingCapacity: true)
    guard !unsyncedBytes.isEmpty else { return }
    newer.append(bytes: unsyncedBytes)
    unsyncedBytes.removeAll()
  }

  /// What leaves the books is appended to a file of its own.
  private mutating func keepEnded(in entries: [JournalEntry]) {
    for entry in entries where entry.isOfArchive {
      while let last = ended.last, last.sequence >= entry.sequence { ended.removeLast() }
      ended.append(entry)
    }
  }

  /// What a store has lost is written anew under the same numbers.
  private mutating func keep(_ entries: [JournalEntry]) {
    guard let first = entries.first else { return }
    while let last = archive?.last, last.sequence >= first.sequence { archive?.removeLast() }
    archive?.append(contentsOf: entries)
  }

  mutating func write(_ checkpoint: Checkpoint) {
    if files.count < 2 { files.append(.intact(checkpoint)) } else { files[1] = .intact(checkpoint) }
    files.swapAt(0, files.count - 1)
    swap(&older, &newer)
    newer.restart(after: checkpoint)
  }

  /// Replaces the checkpoint before the last by one of the engine's own.
  mutating func write(_ checkpoint: [UInt8]) {
    if files.count < 2 { files.append(.bytes(checkpoint)) } else { files[1] = .bytes(checkpoint) }
    files.swapAt(0, files.count - 1)
    swap(&older, &newer)
    newer = JournalSegment(identity, after: nil)
  }

  /// What an engine with a store of its own finds.
  var own: ForeignStore {
    var store = ForeignStore(journal: older.bytes + newer.bytes)
    for file in files {
      switch file {
      case .intact(let checkpoint): store.opening = checkpoint.books.statement
      case .bytes(let bytes): store.checkpoints.append(bytes)
      }
    }
    return store
  }

  /// Cuts off what an engine with a store of its own could not read at the end of its journal.
  mutating func cutJournal(to length: Int) {
    let kept = min(older.bytes.count, length)
    older.truncate(to: kept)
    newer.truncate(to: length - kept)
  }

  /// The process is gone: what was not synced is lost; of a torn write the first half stays.
  mutating func loseUnsynced(keepingTornHalf: Bool) {
    if keepingTornHalf {
      newer.append(bytes: Array(unsyncedBytes.prefix(unsyncedBytes.count / 2)))
      if !unsynced.isEmpty { newer.tear(unsynced, names) }
      hasTornHalf = true
    }
    unsynced.removeAll(keepingCapacity: true)
    unsyncedBytes.removeAll()
  }

  /// Reads what is on the disk as a start does, and cuts off a torn tail before anything is appended behind it.
  mutating func recover() throws(RecoveryError) -> Recovery {
    synced?.removeAll(keepingCapacity: true)
    // What an opening state would be read as is known without writing it.
    if case .intact(let checkpoint)? = files.first, older.isEmpty, newer.isEmpty {
      newer.forgetNames(identity)
      return Recovery(checkpoint)
    }
    older.encode(names)
    newer.encode(names)
    let recovery = try Recovery(
      checkpoints: files.map(bytes), journal: older.bytes + newer.bytes, identity: identity)
    let kept = min(older.bytes.count, recovery.journalLength)
    older.truncate(to: kept)
    newer.truncate(to: recovery.journalLength - kept)
    newer.forgetNames(identity)
    // What the kill has left of a torn write is in the journal, and the archive has none of it.
    if hasTornHalf { keepEnded(in: JournalEntry.ofArchive(in: older.bytes + newer.bytes)) }
    hasTornHalf = false
    return recovery
  }

  /// Begins anew with nothing on it.
  mutating func wipe() {
    older = JournalSegment(identity, after: nil)
    newer = JournalSegment(identity, after: nil)
    files = []
    ended = []
    unsynced = []
    unsyncedBytes = []
    written = 0
    synced?.removeAll()
    archive?.removeAll()
  }

  /// Damages the middle of the newest checkpoint; damage upon damage heals nothing.
  ///
  /// - Returns: Whether there was one.
  mutating func corruptCheckpoint() -> Bool {
    guard let newest = files.first else { return false }
    var bytes = bytes(of: newest)
    bytes[bytes.count / 2] &+= 0x11
    files[0] = .bytes(bytes)
    return true
  }

  /// Damages the first frame of the journal.
  ///
  /// - Returns: Whether there was one.
  mutating func corruptJournal() -> Bool {
    older.encode(names)
    newer.encode(names)
    return older.damage() || newer.damage()
  }
}

/// The files of a store: what a process that starts finds.
public struct StoreFiles: Hashable, Sendable {
  /// The checkpoints kept, newest first.
  public var checkpoints: [[UInt8]]
  /// The journal.
  public var journal: [UInt8]
  /// The archive: what has left the books.
  public var archive: [UInt8]

  /// Makes the files of a store.
  public init(checkpoints: [[UInt8]], journal: [UInt8], archive: [UInt8] = []) {
    self.checkpoints = checkpoints
    self.journal = journal
    self.archive = archive
  }
}
