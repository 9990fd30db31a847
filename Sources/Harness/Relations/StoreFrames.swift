import Reconciliation

/// The frames of a journal as its format has them: length, checksum and payload, little-endian; a payload is version and
/// kind, of an entry its number, and of a name what it is the name of.
///
/// Taken apart here once more, so that what a start has to make of damaged bytes can be foretold without its reader.
struct StoreFrames: Sendable {
  /// One frame.
  struct Frame: Sendable {
    /// Where it stands.
    var bytes: Range<Int>
    /// The number of the record, of an entry.
    var sequence: UInt64?
    /// Whether the next record is part of the same transaction.
    var isContinued = false
    /// What is named, of a name.
    var name: NameKey?
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
      guard Self.number(journal, at: start + 4, width: 4) == UInt64(Self.checksum(journal[start + 8..<end])) else {
        return nil
      }
      let isEntry = journal[start + 9] == 1 || journal[start + 9] == 3
      let kind = end > start + 10 ? NameKind(rawValue: journal[start + 10]) : nil
      let number = Self.number(journal, at: start + 11, width: 4)
      frames.append(
        Frame(
          bytes: start..<end, sequence: isEntry ? Self.number(journal, at: start + 10, width: 8) : nil,
          isContinued: journal[start + 9] == 3,
          name: isEntry ? nil : kind.map { NameKey($0, UInt32(number ?? 0)) }))
      start = end
    }
    self.frames = frames
  }

  /// CRC-32C (Castagnoli; RFC 3720), bit by bit.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var rest = UInt32.max
    for byte in bytes {
      rest ^= UInt32(byte)
      for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0x82F6_3B78 : rest >> 1 }
    }
    return ~rest
  }

  /// A frame with a payload, as the format has it.
  static func frame(_ payload: [UInt8]) -> [UInt8] {
    let (length, checksum) = (UInt32(payload.count), checksum(payload))
    let header = [length, checksum].flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    return header + payload
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

  /// Frames without a transaction at their end that goes on behind them.
  static func withoutOpenEnd(_ frames: some Collection<Frame>) -> [Frame] {
    var whole = Array(frames)
    guard let last = whole.lastIndex(where: { $0.sequence != nil }), whole[last].isContinued else { return whole }
    var first = last
    while let before = whole[..<first].lastIndex(where: { $0.sequence != nil }), whole[before].isContinued {
      first = before
    }
    whole.removeSubrange(first...)
    return whole
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
