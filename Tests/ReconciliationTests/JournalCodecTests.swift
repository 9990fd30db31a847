import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("Journal codec")
struct JournalCodecTests {
  @Test("Every kind of record survives the journal", arguments: Word.recordKinds)
  func roundTrip(kind: Word) throws {
    var generator = SeededGenerator(seed: UInt64(kind.rawValue))
    for _ in 0..<200 {
      let record = try #require(try generator.record(kind))
      #expect(record.kind == kind)
      let sequence = generator.sequence().value
      let bytes = JournalFrame.encode(record, sequence: sequence)
      guard case .record(let readSequence, let readRecord, let end) = JournalFrame.read(bytes, at: 0) else {
        Issue.record("unreadable: \(record)")
        continue
      }
      #expect(readRecord == record)
      #expect(readSequence == sequence)
      #expect(end == bytes.count)
    }
  }

  @Test("A frame is length, CRC-32C and payload, little-endian")
  func layout() {
    let bytes = JournalFrame.encode(.cancelIntent(ClientOrderID(index: 0x0102_0304)), sequence: 9)
    let payload: [UInt8] = [9, 0, 0, 0, 0, 0, 0, 0, 5, 4, 3, 2, 1]
    let checksum = Checksum.crc32c(payload)
    #expect(Array(bytes[0..<4]) == [13, 0, 0, 0])
    #expect(Array(bytes[4..<8]) == (0..<4).map { UInt8(truncatingIfNeeded: checksum >> ($0 * 8)) })
    #expect(Array(bytes[8...]) == payload)
  }

  @Test("Frames stand behind each other at any offset")
  func offsets() {
    let (bytes, offsets) = Fixture.journal(1...6)
    for (index, offset) in offsets.enumerated() {
      guard case .record(let sequence, let record, let end) = JournalFrame.read(bytes, at: offset) else {
        Issue.record("unreadable at \(offset)")
        continue
      }
      #expect(sequence == UInt64(index + 1))
      #expect(record == Fixture.records[index])
      #expect(end == (index + 1 < offsets.count ? offsets[index + 1] : bytes.count))
    }
  }

  @Test("An unknown kind, a wrong word and trailing bytes are unreadable even with a good checksum")
  func nonsense() {
    func frame(_ record: [UInt8]) -> [UInt8] {
      var writer = ByteWriter()
      let payload = [UInt8](repeating: 0, count: 8) + record
      writer.write(UInt32(payload.count))
      writer.write(Checksum.crc32c(payload))
      return writer.bytes + payload
    }
    func isReadable(_ record: [UInt8]) -> Bool {
      if case .record = JournalFrame.read(frame(record), at: 0) { true } else { false }
    }
    #expect(isReadable([5, 1, 0, 0, 0]))
    #expect(!isReadable([0, 1, 0, 0, 0]))
    #expect(!isReadable([13, 1, 0, 0, 0]))
    #expect(!isReadable([5, 1, 0, 0]))
    #expect(!isReadable([5, 1, 0, 0, 0, 0]))
    #expect(!isReadable([]))
    #expect(isReadable([7, 1, 0, 0, 0, Word.cancel.rawValue, Word.late.rawValue]))
    #expect(!isReadable([7, 1, 0, 0, 0, Word.cancel.rawValue, UInt8(Word.allCases.count)]))
  }

  @Test("A decimal that does not exist is unreadable, not a trap")
  func leastInteger() {
    var writer = ByteWriter()
    writer.write(Int128.min)
    var reader = ByteReader(writer.bytes[...])
    #expect(throws: ByteReader.Malformed.self) { () throws(ByteReader.Malformed) in try reader.readDecimal() }
  }

  @Test("A count beyond the bytes that follow is refused before anything is allocated")
  func absurdCount() {
    var reader = ByteReader([0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3])
    #expect(throws: ByteReader.Malformed.self) { () throws(ByteReader.Malformed) in
      try reader.readArray { (reader) throws(ByteReader.Malformed) in try reader.read(UInt8.self) }
    }
  }

  @Test("CRC-32C gives the known answers of RFC 3720")
  func checksum() {
    #expect(Checksum.crc32c(Array("123456789".utf8)) == 0xE306_9283)
    #expect(Checksum.crc32c([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(Checksum.crc32c([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(Checksum.crc32c((0..<32).map { UInt8($0) }) == 0x46DD_794E)
    #expect(Checksum.crc32c([]) == 0)
  }
}
