/// A store as a process reads it that knows nothing of the one that wrote it: entries and books, with all names.
public struct StoreContents: Sendable {
  /// The instruments and currencies that the store was written for.
  public let identity: ConfigurationIdentity
  /// The entries of the journal, oldest first; those before the older checkpoint are gone.
  public let entries: [JournalEntry]
  /// The entries of orders that have left the books, oldest first, however long ago that was.
  public let archive: [JournalEntry]
  /// Whether the archive could not be read to its end: what the journal lacks of that is gone.
  public let isArchiveDamaged: Bool
  /// How many orders have left the books of which neither archive nor journal has the record.
  public let lostCount: Int
  /// Books, names and where they come from.
  public let recovery: Recovery

  /// Reads a store.
  ///
  /// - Parameters:
  ///   - checkpoints: the bytes of the checkpoints kept, newest first.
  ///   - journal: the bytes of the journal.
  ///   - archive: the bytes of the archive.
  /// - Throws: ``RecoveryError``.
  public init(checkpoints: [[UInt8]], journal: [UInt8], archive: [UInt8] = []) throws(RecoveryError) {
    let names = StoreContents.names(checkpoints, journal)
    identity = names.identity
    var reader = StoreReader(identity, keepsEntries: true)
    try reader.read(checkpoints, journal)
    entries = reader.entries
    var recovery = reader.recovery
    // What the newest checkpoint need not name any more, the entries before it may mention.
    recovery.names.addMissing(from: names)
    var archived = ArchiveReader(archive)
    recovery.names.addMissing(from: archived.names)
    for entry in entries { archived.add(entry) }
    self.archive = archived.entries
    let ledger = recovery.ledger
    lostCount = ledger.accounts.reduce(0) { count, account in
      count + archived.lacking(ledger[account]?.archived.orders ?? [], of: account)
    }
    isArchiveDamaged = archived.isDamaged
    self.recovery = recovery
  }

  /// All names of a store, before anything else in it is understood.
  private static func names(_ checkpoints: [[UInt8]], _ journal: [UInt8]) -> NameTable {
    var names = NameTable()
    for bytes in checkpoints {
      for definition in (try? Checkpoint.read(bytes))?.definitions ?? [] { _ = names.add(definition) }
    }
    var offset = 0
    while offset < journal.count {
      switch JournalFrame.read(journal, at: offset) {
      case .name(let definition, let end):
        _ = names.add(definition)
        offset = end
      case .entry(_, let end): offset = end
      case .foreign, .unreadable: return names
      }
    }
    return names
  }
}
