/// The framing of the journal: length (4 bytes), CRC-32C of the payload (4 bytes), payload.
///
/// The payload is the record's sequence number and the record. All numbers are little-endian.
public enum JournalFrame {
  static let headerLength = 8

  /// The bytes of one record.
  public static func encode(_ record: JournalRecord, sequence: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.bytes.reserveCapacity(160)
    writer.write(UInt64(0))
    writer.write(sequence)
    writer.write(record)
    let payload = writer.bytes[headerLength...]
    let checksum = Checksum.crc32c(payload)
    let length = UInt32(payload.count)
    for index in 0..<4 {
      writer.bytes[index] = UInt8(truncatingIfNeeded: length >> UInt32(index * 8))
      writer.bytes[index + 4] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8))
    }
    return writer.bytes
  }

  /// What stands at one place of a journal.
  enum Reading {
    case record(sequence: UInt64, JournalRecord, end: Int)
    case unreadable
  }

  /// Reads the frame that starts at an offset.
  static func read(_ bytes: [UInt8], at offset: Int) -> Reading {
    var header = ByteReader(bytes[offset...])
    guard let length = try? header.read(UInt32.self), let checksum = try? header.read(UInt32.self),
      Int(length) <= bytes.count - header.offset
    else { return .unreadable }
    let end = header.offset + Int(length)
    let payload = bytes[header.offset..<end]
    guard Checksum.crc32c(payload) == checksum else { return .unreadable }
    var reader = ByteReader(payload)
    guard let sequence = try? reader.read(UInt64.self), let record = try? reader.readRecord(), reader.isAtEnd
    else { return .unreadable }
    return .record(sequence: sequence, record, end: end)
  }

  /// Whether any readable frame starts after an offset: then what is unreadable there is a hole, not a torn tail.
  static func hasFrame(_ bytes: [UInt8], after offset: Int) -> Bool {
    guard offset + 1 < bytes.count else { return false }
    return (offset + 1..<bytes.count).contains { start in
      if case .record = read(bytes, at: start) { true } else { false }
    }
  }
}
