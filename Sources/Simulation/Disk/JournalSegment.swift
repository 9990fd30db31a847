import Reconciliation

/// The journal between two checkpoints: bytes as far as something has read it, and entries behind them.
struct JournalSegment: Sendable {
  private(set) var bytes: [UInt8] = []
  var entries: [JournalEntry] = []
  private var writer: JournalWriter

  /// Makes an empty segment.
  init(_ identity: ConfigurationIdentity, after checkpoint: Checkpoint?) {
    writer = JournalWriter(identity, after: checkpoint)
  }

  /// Begins anew behind a checkpoint that the same process has written.
  mutating func restart(after checkpoint: Checkpoint) {
    bytes.removeAll()
    entries.removeAll()
    writer.restart(after: checkpoint)
  }

  var isEmpty: Bool { bytes.isEmpty && entries.isEmpty }

  /// Turns all entries into bytes.
  mutating func encode(_ names: Names) {
    for entry in entries { writer.append(entry, naming: names, to: &bytes) }
    entries.removeAll()
  }

  /// Appends bytes of a journal of the engine's own.
  mutating func append(bytes: [UInt8]) { self.bytes += bytes }

  /// Appends the first half of the bytes of entries.
  mutating func tear(_ entries: [JournalEntry], _ names: Names) {
    encode(names)
    var torn: [UInt8] = []
    for entry in entries { writer.append(entry, naming: names, to: &torn) }
    bytes += torn.prefix(torn.count / 2)
  }

  mutating func truncate(to length: Int) { bytes.removeLast(bytes.count - length) }

  /// The process is another one: it names again what it writes of.
  mutating func forgetNames(_ identity: ConfigurationIdentity) {
    writer = JournalWriter(identity, after: nil)
  }

  /// Damages the first payload; damage upon damage heals nothing.
  ///
  /// - Returns: Whether there was one.
  mutating func damage() -> Bool {
    guard bytes.count > 8 else { return false }
    bytes[8] &+= 0x11
    return true
  }
}
