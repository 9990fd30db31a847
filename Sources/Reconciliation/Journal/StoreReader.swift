import Trading

/// Reads a store: a checkpoint, then the frames of the journal behind it.
struct StoreReader {
  private let identity: ConfigurationIdentity
  private(set) var recovery: Recovery
  /// The entries of the journal, those that the checkpoint covers too; kept only if they are asked for.
  private(set) var entries: [JournalEntry] = []
  private let keepsEntries: Bool
  /// The entries of a transaction whose end was not read so far, and where the first of them stands.
  private var open: [JournalEntry] = []
  private var openOffset = 0

  init(_ identity: ConfigurationIdentity, keepsEntries: Bool = false) {
    self.identity = identity
    self.keepsEntries = keepsEntries
    recovery = Recovery(
      ledger: Ledger(Books(identity)), sequence: 0, checkpoint: 0, replayedCount: 0, events: [], hadTornTail: false,
      journalLength: 0)
  }

  /// Takes over the newest checkpoint that is readable, and replays the records of the journal behind it.
  ///
  /// Where there are checkpoints and none of them is readable, a journal that goes back to its first record will not do:
  /// what the books were opened with is in no record, so nobody knows whether that was nothing.
  mutating func read(_ checkpoints: [[UInt8]], _ journal: [UInt8]) throws(RecoveryError) {
    var isStarted = checkpoints.isEmpty
    for bytes in checkpoints where try start(from: bytes) {
      isStarted = true
      break
    }
    guard isStarted else { throw .noCheckpoint }
    try read(journal)
  }

  /// Takes over a checkpoint.
  ///
  /// - Returns: Whether it was readable; a damaged one gives way to an older one.
  private mutating func start(from bytes: [UInt8]) throws(RecoveryError) -> Bool {
    guard let (checkpoint, definitions) = try Checkpoint.read(bytes) else { return false }
    for definition in definitions { try add(definition) }
    try compare()
    recovery.ledger = checkpoint.ledger
    recovery.ledger.extend(to: identity)
    recovery.sequence = checkpoint.sequence
    recovery.checkpoint = checkpoint.sequence
    return true
  }

  /// Replays the records of a journal.
  private mutating func read(_ journal: [UInt8]) throws(RecoveryError) {
    var offset = 0
    var isIdentityKnown = false
    frames: while offset < journal.count {
      switch JournalFrame.read(journal, at: offset) {
      case .unreadable:
        if JournalFrame.hasFrame(journal, after: offset) { throw .hole(offset: offset) }
        // What begins like no record was never written by a process of ours, whole or cut short.
        if offset == 0, !JournalFrame.canBeTorn(journal) { throw .noJournal }
        recovery.hadTornTail = true
        break frames
      case .foreign(.version(let version)): throw .unknownVersion(version, offset: offset)
      case .foreign(.code(let unknown)): throw .unknownCode(unknown, offset: offset)
      case .foreign(.malformed): throw .malformed(offset: offset)
      case .name(let definition, let end):
        try add(definition)
        isIdentityKnown = isIdentityKnown && definition.key.kind != .instrument && definition.key.kind != .currency
        offset = end
      case .entry(let entry, let end):
        if !isIdentityKnown { try compare() }
        isIdentityKnown = true
        if open.isEmpty { openOffset = offset }
        open.append(entry)
        if !entry.isContinued { try closeTransaction() }
        offset = end
      }
    }
    // Of a transaction that was not written to its end nothing has happened.
    if !open.isEmpty { recovery.hadTornTail = true }
    recovery.journalLength = open.isEmpty ? offset : openOffset
  }

  private mutating func closeTransaction() throws(RecoveryError) {
    for entry in open {
      if keepsEntries { entries.append(entry) }
      guard entry.sequence > recovery.sequence else { continue }
      guard entry.sequence == recovery.sequence + 1 else {
        throw .gap(expected: recovery.sequence + 1, found: entry.sequence)
      }
      try replay(entry)
    }
    open.removeAll()
  }

  private mutating func replay(_ entry: JournalEntry) throws(RecoveryError) {
    var unnamed: NameKey?
    entry.record.forEachName { key in
      if !recovery.names.contains(key) { unnamed = unnamed ?? key }
    }
    if let unnamed { throw .unnamed(sequence: entry.sequence, unnamed) }
    guard recovery.ledger.covers(entry.record) else { throw .inconsistent(sequence: entry.sequence) }
    do { try recovery.ledger.apply(entry.record, of: entry.account, at: entry.instant) } catch {
      throw .inconsistent(sequence: entry.sequence)
    }
    recovery.sequence = entry.sequence
    recovery.replayedCount += 1
    if let event = recovery.ledger.event(of: entry.record, in: entry.account, sequence: entry.sequence) {
      recovery.events.append(event)
      if entry.account != .default { recovery.otherAccounts[entry.sequence] = entry.account }
    }
  }

  private mutating func add(_ definition: NameDefinition) throws(RecoveryError) {
    guard let old = recovery.names.add(definition) else { return }
    throw .renamed(definition.key, first: old, second: definition.text)
  }

  /// Compares the configuration of the store with that of the process.
  private func compare() throws(RecoveryError) {
    let differences = identity.differences(fromStore: recovery.names.identity)
    if !differences.isEmpty { throw .otherConfiguration(differences) }
  }
}
