import Reconciliation
import Simulation
import Trading

/// A store that can be read, before anything is done to it.
struct WholeStore: Sendable {
  let files: StoreFiles
  let identity: ConfigurationIdentity
  let recovery: Recovery
  let frames: [StoreFrames.Frame]

  /// Reads a store; nil if it cannot be read, or holds nothing.
  init?(_ files: StoreFiles, _ identity: ConfigurationIdentity) {
    guard let frames = StoreFrames(files.journal)?.frames, let recovery = try? files.recovery(under: identity),
      recovery.sequence > 0
    else { return nil }
    self.files = files
    self.identity = identity
    self.recovery = recovery
    self.frames = frames
  }
}

extension StoreFiles {
  /// What a start makes of the files.
  fileprivate func recovery(under identity: ConfigurationIdentity) throws(RecoveryError) -> Recovery {
    try Recovery(checkpoints: checkpoints, journal: journal, identity: identity)
  }
}

/// One thing that is done to a copy of a store, or to the settings under which it is read, and what a start has to make
/// of it.
struct StoreDamage {
  /// What is done, in words.
  var what: Message
  var files: StoreFiles
  var identity: ConfigurationIdentity
  var expected: Expectation

  /// What a start has to make of it.
  enum Expectation {
    /// It refuses, for this reason.
    case refusal(RecoveryError)
    /// It reads the journal up to this record, in so many bytes; what follows is cut off.
    case part(upTo: UInt64, length: Int, isTorn: Bool)
    /// It comes to the same books, from this checkpoint on.
    case same(checkpoint: UInt64)
    /// It comes to the same books, or refuses.
    case sameOrRefusal
    /// It comes to the same books, with room for what the settings have more.
    case extended
  }

  /// Does one of each sort.
  static func drawn(_ store: WholeStore, _ dice: inout RelationDice) -> [StoreDamage] {
    [
      cut(store, &dice), changedByte(store, &dice), lostFrame(store, &dice), checkpoint(store, &dice),
      settings(store, &dice), foreign(store, &dice), otherFile(store),
    ].compactMap { $0 }
  }

  // MARK: - The journal

  private static func otherFile(_ store: WholeStore) -> StoreDamage {
    var files = store.files
    files.journal = Array("what another program has logged\n".utf8)
    return StoreDamage(
      what: "another file in the place of its journal", files: files, identity: store.identity,
      expected: .refusal(.noJournal))
  }

  private static func cut(_ store: WholeStore, _ dice: inout RelationDice) -> StoreDamage? {
    guard !store.files.journal.isEmpty else { return nil }
    let end = dice.number(below: store.files.journal.count)
    let whole = store.frames.prefix { $0.bytes.upperBound <= end }
    var files = store.files
    files.journal.removeSubrange(end...)
    return StoreDamage(
      what: "its journal cut at byte \(end)", files: files, identity: store.identity,
      expected: part(whole, of: store, isTorn: whole.last?.bytes.upperBound ?? 0 != end))
  }

  private static func changedByte(_ store: WholeStore, _ dice: inout RelationDice) -> StoreDamage? {
    guard !store.files.journal.isEmpty else { return nil }
    let offset = dice.number(below: store.files.journal.count)
    guard let place = store.frames.firstIndex(where: { $0.bytes.contains(offset) }) else { return nil }
    var files = store.files
    files.journal[offset] &+= UInt8(1 + dice.number(below: 255))
    let expected: Expectation =
      if place < store.frames.count - 1 {
        .refusal(.hole(offset: store.frames[place].bytes.lowerBound))
      } else if place == 0, !canBegin(files.journal) {
        .refusal(.noJournal)
      } else {
        part(store.frames.prefix(place), of: store, isTorn: true)
      }
    return StoreDamage(
      what: "byte \(offset) of its journal changed", files: files, identity: store.identity, expected: expected)
  }

  /// Whether a journal begins like a frame of format 2: a length of 2 to 16 MiB, a checksum, the format, a kind of 1 to 3.
  private static func canBegin(_ journal: [UInt8]) -> Bool {
    let length = journal.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return (2...1 << 24).contains(length) && journal[8] == 2 && (1...3).contains(journal[9])
  }

  private static func part(
    _ frames: some Collection<StoreFrames.Frame>, of store: WholeStore, isTorn: Bool
  ) -> Expectation {
    let whole = StoreFrames.withoutOpenEnd(frames)
    let length = whole.reduce(0) { max($0, $1.bytes.upperBound) }
    switch StoreFrames.replay(whole, after: store.recovery.checkpoint) {
    case .upTo(let last):
      return .part(upTo: last, length: length, isTorn: isTorn || whole.count < frames.count)
    case .gap(let expected, let found): return .refusal(.gap(expected: expected, found: found))
    }
  }

  private static func lostFrame(_ store: WholeStore, _ dice: inout RelationDice) -> StoreDamage? {
    guard !store.frames.isEmpty else { return nil }
    let place = dice.number(below: store.frames.count)
    var files = store.files
    files.journal.removeSubrange(store.frames[place].bytes)
    guard let sequence = store.frames[place].sequence else {
      return StoreDamage(
        what: "a name of its journal gone", files: files, identity: store.identity,
        expected: store.without(name: store.frames[place].name, at: place))
    }
    var rest = store.frames
    rest.remove(at: place)
    // Without the record that ends it, a transaction at the end has not happened.
    if StoreFrames.withoutOpenEnd(rest).count < rest.count {
      return StoreDamage(
        what: "record \(sequence) of its journal gone", files: files, identity: store.identity,
        expected: part(rest, of: store, isTorn: true))
    }
    let expected: Expectation =
      switch StoreFrames.replay(rest, after: store.recovery.checkpoint) {
      case .upTo(let last): .part(upTo: last, length: files.journal.count, isTorn: false)
      case .gap(let expected, let found): .refusal(.gap(expected: expected, found: found))
      }
    return StoreDamage(
      what: "record \(sequence) of its journal gone", files: files, identity: store.identity, expected: expected)
  }

  // MARK: - Checkpoints

  private static func checkpoint(_ store: WholeStore, _ dice: inout RelationDice) -> StoreDamage? {
    guard let newest = store.files.checkpoints.first else { return nil }
    var files = store.files
    // Behind magic number, checksum and version stands the number of the last record that it covers.
    let older = store.files.checkpoints.dropFirst().first.flatMap { StoreFrames.number($0, at: 9, width: 8) }
    let isGone = older != nil && dice.number(below: 4) == 0
    if isGone {
      files.checkpoints.removeFirst()
    } else {
      files.checkpoints[0][dice.number(below: newest.count)] &+= UInt8(1 + dice.number(below: 255))
    }
    return StoreDamage(
      what: isGone ? "its newest checkpoint gone" : "a byte of its newest checkpoint changed", files: files,
      identity: store.identity, expected: older.map { .same(checkpoint: $0) } ?? .refusal(.noCheckpoint))
  }
}
