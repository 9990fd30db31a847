/// The framing of the journal: length (4 bytes), CRC-32C of the payload (4 bytes), payload.
///
/// The payload is the version of the format (1 byte), the kind of frame (1 byte: 1 an entry, 2 a name,
/// 3 an entry whose transaction goes on) and what the
/// kind has. All numbers are little-endian. A name stands before the first entry that uses its number. Entries that are
/// durable together or not at all are of kind 3, but for the last of them: a journal that ends before that has none.
public enum JournalFrame {
  static let headerLength = 8
  /// The version of the format; it rises with every change that an older program would misread.
  static let version: UInt8 = 2
  /// No payload is as long: a report of a pass and the longest of notes are far shorter.
  private static let longest: UInt32 = 1 << 24

  private enum Kind: UInt8 {
    case entry = 1
    case name = 2
    case continued = 3
  }

  /// Appends the bytes of one entry.
  static func append(_ entry: JournalEntry, to writer: inout ByteWriter) {
    append(entry.isContinued ? .continued : .entry, to: &writer) { writer in
      writer.write(entry.sequence)
      writer.write(entry.instant)
      writer.write(entry.cause.rawValue)
      writer.write(entry.account.number)
      writer.write(entry.record)
    }
  }

  /// Appends the bytes of one name.
  static func append(_ definition: NameDefinition, to writer: inout ByteWriter) {
    append(.name, to: &writer) { $0.write(definition) }
  }

  private static func append(_ kind: Kind, to writer: inout ByteWriter, _ body: (inout ByteWriter) -> Void) {
    let start = writer.bytes.count
    writer.write(UInt64(0))
    writer.write(version)
    writer.write(kind.rawValue)
    body(&writer)
    let payload = writer.bytes[(start + headerLength)...]
    let checksum = Checksum.crc32c(payload)
    let length = UInt32(payload.count)
    for index in 0..<4 {
      writer.bytes[start + index] = UInt8(truncatingIfNeeded: length >> UInt32(index * 8))
      writer.bytes[start + 4 + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8))
    }
  }

  /// What stands at one place of a journal.
  enum Reading {
    case entry(JournalEntry, end: Int)
    case name(NameDefinition, end: Int)
    /// A whole frame that this program cannot read.
    case foreign(Foreign)
    /// No whole frame.
    case unreadable
  }

  /// Why a whole frame cannot be read.
  enum Foreign: Hashable {
    case version(UInt8)
    case code(UnknownCode)
    case malformed
  }

  /// Reads the frame that starts at an offset.
  static func read(_ bytes: [UInt8], at offset: Int) -> Reading {
    var header = ByteReader(bytes[offset...])
    // A payload has a version and a kind: zeros, as a file system leaves them, are no frame.
    guard let length = try? header.read(UInt32.self), length >= 2, let checksum = try? header.read(UInt32.self),
      Int(length) <= bytes.count - header.offset
    else { return .unreadable }
    let end = header.offset + Int(length)
    let payload = bytes[header.offset..<end]
    // Four bytes of ones, and zeros behind them, have ones for a checksum: numbers that name nothing, one after the other
    // in a torn record, are no frame. No format is of a version of ones.
    guard Checksum.crc32c(payload) == checksum, payload.first != UInt8.max else { return .unreadable }
    do { return try read(payload) } catch { return .foreign(error.unknown.map { .code($0) } ?? .malformed) }
  }

  private static func read(_ payload: ArraySlice<UInt8>) throws(ByteReader.Malformed) -> Reading {
    var reader = ByteReader(payload)
    let version: UInt8 = try reader.read()
    guard version == JournalFrame.version else { return .foreign(.version(version)) }
    let code: UInt8 = try reader.read()
    let reading: Reading
    switch Kind(rawValue: code) {
    case .entry: reading = .entry(try reader.readEntry(isContinued: false), end: payload.endIndex)
    case .continued: reading = .entry(try reader.readEntry(isContinued: true), end: payload.endIndex)
    case .name: reading = .name(try reader.readDefinition(), end: payload.endIndex)
    case nil: throw ByteReader.Malformed(.frame, code)
    }
    guard reader.isAtEnd else { throw ByteReader.Malformed() }
    return reading
  }

  /// Whether bytes that are no whole frame can be what a write that was cut short has left of the first one: its beginning,
  /// or zeros.
  static func canBeTorn(_ bytes: [UInt8]) -> Bool {
    guard bytes.contains(where: { $0 != 0 }) else { return true }
    var header = ByteReader(bytes[...])
    guard let length = try? header.read(UInt32.self), (try? header.read(UInt32.self)) != nil else {
      return bytes.count < headerLength
    }
    let payload = bytes[headerLength...]
    return (2...longest).contains(length) && payload.prefix(1).allSatisfy { $0 == version }
      && payload.dropFirst().prefix(1).allSatisfy { Kind(rawValue: $0) != nil }
  }

  /// Whether any whole frame starts after an offset: then what is unreadable there is a hole, not a torn tail.
  static func hasFrame(_ bytes: [UInt8], after offset: Int) -> Bool {
    bytes.indices.dropFirst(offset + 1).contains { start in
      if case .unreadable = read(bytes, at: start) { false } else { true }
    }
  }
}

extension ByteReader {
  fileprivate mutating func readEntry(isContinued: Bool) throws(Malformed) -> JournalEntry {
    let sequence: UInt64 = try read()
    let instant = try readInstant()
    let code: UInt8 = try read()
    guard let cause = EntryCause(rawValue: code) else { throw Malformed(.cause, code) }
    return JournalEntry(
      sequence: sequence, instant: instant, cause: cause, account: AccountID(number: try read()),
      record: try readRecord(), isContinued: isContinued)
  }
}
