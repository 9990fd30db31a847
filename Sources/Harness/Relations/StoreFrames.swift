/// The frames of a journal as its format has them: length, checksum and payload, little-endian; a payload is version and
/// kind, and of an entry its number.
///
/// Taken apart here once more, so that what a start has to make of damaged bytes can be foretold without its reader.
struct StoreFrames: Sendable {
  /// One frame.
  struct Frame: Sendable {
    /// Where it stands.
    var bytes: Range<Int>
    /// The number of the record, of an entry.
    var sequence: UInt64?
  }

  let frames: [Frame]

  /// Takes a journal apart; nil if it is not whole.
  init?(_ journal: [UInt8]) {
    var frames: [Frame] = []
    var start = 0
    while start < journal.count {
      guard let length = Self.number(journal, at: start, width: 4), length >= 2, length <= UInt64(journal.count) else {
        return nil
      }
      let end = start + 8 + Int(length)
      guard end <= journal.count else { return nil }
      let isEntry = journal[start + 9] == 1
      frames.append(
        Frame(bytes: start..<end, sequence: isEntry ? Self.number(journal, at: start + 10, width: 8) : nil))
      start = end
    }
    self.frames = frames
  }

  /// A little-endian number; nil if it would stand beyond the end.
  static func number(_ bytes: [UInt8], at start: Int, width: Int) -> UInt64? {
    guard start + width <= bytes.count else { return nil }
    return (0..<width).reduce(0) { $0 + UInt64(bytes[start + $1]) << UInt64(8 * $1) }
  }

  /// What a replay of frames comes to.
  enum Replay: Hashable, Sendable {
    /// All of it, up to this record.
    case upTo(UInt64)
    /// A record that is not there.
    case gap(expected: UInt64, found: UInt64)
  }

  /// What a replay of frames behind a checkpoint comes to: what it covers, and what stands there twice, is passed over.
  static func replay(_ frames: some Sequence<Frame>, after checkpoint: UInt64) -> Replay {
    var last = checkpoint
    for frame in frames {
      guard let sequence = frame.sequence, sequence > last else { continue }
      guard sequence == last + 1 else { return .gap(expected: last + 1, found: sequence) }
      last = sequence
    }
    return .upTo(last)
  }
}
