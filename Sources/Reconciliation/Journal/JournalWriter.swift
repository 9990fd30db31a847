/// Turns entries into the bytes of a journal, each name written once, before the first entry that needs it.
///
/// A shell makes one when the process starts and another one after each checkpoint: a checkpoint holds its own names,
/// so that the journal before it can be thrown away. What a process before this one has named is named again.
public struct JournalWriter: Sendable {
  private let identity: ConfigurationIdentity
  /// The checkpoint whose names need no frame, until the first entry comes.
  private var checkpoint: Checkpoint?
  /// The numbers that need no frame any more.
  private var known: Set<NameKey> = []

  /// Makes a writer of a process with this configuration.
  ///
  /// - Parameters:
  ///   - identity: the configuration.
  ///   - checkpoint: the checkpoint that this process has just written; nil at its start.
  public init(_ identity: ConfigurationIdentity, after checkpoint: Checkpoint?) {
    self.identity = identity
    self.checkpoint = checkpoint
  }

  /// Takes up a new journal behind a checkpoint that the process has just written.
  public mutating func restart(after checkpoint: Checkpoint) {
    self.checkpoint = checkpoint
    known.removeAll()
  }

  /// Appends an entry, and before it the names that it needs.
  public mutating func append(_ entry: JournalEntry, naming names: some NameSource, to bytes: inout [UInt8]) {
    var writer = ByteWriter()
    swap(&writer.bytes, &bytes)
    if let ledger = checkpoint?.ledger {
      for definition in identity.definitions { known.insert(definition.key) }
      ledger.forEachName { known.insert($0) }
      checkpoint = nil
    } else if known.isEmpty {
      for definition in identity.definitions {
        known.insert(definition.key)
        JournalFrame.append(definition, to: &writer)
      }
    }
    entry.record.forEachName { key in
      guard known.insert(key).inserted else { return }
      JournalFrame.append(NameDefinition(key.kind, key.number, names.name(key.kind, key.number)), to: &writer)
    }
    JournalFrame.append(entry, to: &writer)
    swap(&writer.bytes, &bytes)
  }
}
