import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("Journal codec")
struct JournalCodecTests {
  private func bytes(_ entry: JournalEntry) -> [UInt8] {
    var writer = ByteWriter()
    JournalFrame.append(entry, to: &writer)
    return writer.bytes
  }

  @Test("Every kind of record survives the journal", arguments: Word.recordKinds)
  func roundTrip(kind: Word) throws {
    var generator = SeededGenerator(seed: UInt64(kind.rawValue))
    for _ in 0..<200 {
      let record = try #require(try generator.record(kind))
      #expect(record.kind == kind)
      let entry = JournalEntry(
        sequence: generator.sequence().value, instant: generator.instant(), cause: generator.cause(),
        account: AccountID(number: generator.index()), record: record)
      let bytes = bytes(entry)
      guard case .entry(let read, let end) = JournalFrame.read(bytes, at: 0) else {
        Issue.record("unreadable: \(record)")
        continue
      }
      #expect(read == entry)
      #expect(end == bytes.count)
    }
  }

  @Test("A frame is length, CRC-32C and payload, little-endian; a payload begins with version and kind")
  func layout() {
    let order = ClientOrderID(index: 0x0102_0304)
    let bytes = bytes(
      JournalEntry(
        sequence: 9, instant: Instant(nanoseconds: 258), cause: .operator, account: AccountID(number: 5),
        record: .order(.cancelIntent(order))))
    let payload: [UInt8] =
      [2, 1] + [9, 0, 0, 0, 0, 0, 0, 0] + [2, 1, 0, 0, 0, 0, 0, 0] + [3] + [5, 0, 0, 0] + [1, 4, 4, 3, 2, 1]
    let checksum = Checksum.crc32c(payload)
    #expect(Array(bytes[0..<4]) == [29, 0, 0, 0])
    #expect(Array(bytes[4..<8]) == (0..<4).map { UInt8(truncatingIfNeeded: checksum >> ($0 * 8)) })
    #expect(Array(bytes[8...]) == payload)
  }

  @Test("A name is a frame too; that of an instrument has its terms")
  func names() {
    let definitions = [
      NameDefinition(.order, 3, "A-1"), NameDefinition(.text, .max, "Zu spät \u{202E} \0"),
      NameDefinition(.currency, 0, ""),
      NameDefinition(.instrument, 1, "ES", terms: Fixture.instruments[1]),
    ]
    for definition in definitions {
      var writer = ByteWriter()
      JournalFrame.append(definition, to: &writer)
      guard case .name(let read, let end) = JournalFrame.read(writer.bytes, at: 0) else {
        Issue.record("unreadable: \(definition)")
        continue
      }
      #expect(read == definition && end == writer.bytes.count)
    }
  }

  @Test("Frames stand behind each other at any offset")
  func offsets() {
    let (bytes, offsets) = Fixture.journal(1...6)
    for (index, offset) in offsets.enumerated() {
      guard case .entry(let entry, let end) = JournalFrame.read(bytes, at: offset) else {
        Issue.record("unreadable at \(offset)")
        continue
      }
      #expect(entry == Fixture.entry(Fixture.records[index], UInt64(index + 1)))
      #expect(Fixture.frames(of: bytes).contains(end) || end == bytes.count)
    }
  }

  /// A whole frame with this payload.
  private func frame(_ payload: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(UInt32(payload.count))
    writer.write(Checksum.crc32c(payload))
    return writer.bytes + payload
  }

  @Test("What a whole frame says and this program does not know is told apart from damage")
  func foreign() {
    func reading(_ record: [UInt8], cause: UInt8 = 1) -> JournalFrame.Foreign? {
      let head: [UInt8] = [2, 1] + [UInt8](repeating: 0, count: 16) + [cause] + [0, 0, 0, 0]
      if case .foreign(let foreign) = JournalFrame.read(frame(head + record), at: 0) { return foreign }
      return nil
    }
    func code(_ space: CodeSpace, _ code: UInt8) -> JournalFrame.Foreign {
      .code(UnknownCode(space: space, code: code))
    }
    #expect(reading([1, 4, 1, 0, 0, 0]) == nil)
    #expect(reading([0, 4, 1, 0, 0, 0]) == code(.record, 0))
    #expect(reading([1, 99, 1, 0, 0, 0]) == code(.orderRecord, 99))
    #expect(reading([1, 4, 1, 0, 0, 0], cause: 77) == code(.cause, 77))
    #expect(reading([1, 4, 1, 0, 0]) == .malformed)
    #expect(reading([1, 4, 1, 0, 0, 0, 0]) == .malformed)
    #expect(reading([]) == .malformed)
    #expect(reading([1, 6, 1, 0, 0, 0, Word.cancel.rawValue, Word.late.rawValue]) == nil)
    #expect(reading([1, 6, 1, 0, 0, 0, Word.cancel.rawValue, 255]) == code(.word, 255))
    for (group, space) in [
      (UInt8(2), CodeSpace.executionRecord), (3, .positionRecord), (4, .cashRecord), (5, .discrepancyRecord),
      (6, .controlRecord),
    ] {
      #expect(reading([group, 88]) == code(space, 88))
    }
    #expect(JournalFrame.read(frame([3, 1, 0]), at: 0).foreign == .version(3))
    #expect(JournalFrame.read(frame([2, 7, 0]), at: 0).foreign == code(.frame, 7))
    #expect(JournalFrame.read(frame([2, 2, 9]), at: 0).foreign == code(.name, 9))
  }

  @Test("What has no fee is written as ever; a fee has a code, and is never nought")
  func fees() throws {
    func written(_ execution: Execution) -> [UInt8] {
      var writer = ByteWriter()
      writer.write(ExecutionRecord.counted(execution, source: .stream, origin: .reported))
      return writer.bytes
    }
    func read(_ bytes: [UInt8]) throws(ByteReader.Malformed) -> ExecutionRecord {
      var reader = ByteReader(bytes[...])
      return try reader.readExecutionRecord()
    }
    var report = Fixture.execution(1, 30)
    report.reference = ExecutionID(index: 7)
    for (place, execution) in [Fixture.execution(1, 30), report].enumerated() {
      let plain = written(execution)
      #expect(plain.first == [1, 11][place])
      var charged = execution
      charged.fee = Decimal(-2)
      let bytes = written(charged)
      #expect(bytes.first == [12, 13][place] && bytes.count == plain.count + 16)
      #expect(try read(bytes) == .counted(charged, source: .stream, origin: .reported))
      var zero = bytes
      zero.replaceSubrange((bytes.count - 18)..<(bytes.count - 2), with: repeatElement(0, count: 16))
      #expect(throws: ByteReader.Malformed.self) { () throws(ByteReader.Malformed) in try read(zero) }
    }
    var writer = ByteWriter()
    writer.write(Fixture.execution(1, 30))
    writer.write(UInt8(4))
    var reader = ByteReader(writer.bytes[...])
    #expect(throws: ByteReader.Malformed.self) { () throws(ByteReader.Malformed) in try reader.readWholeExecution() }
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

extension JournalFrame.Reading {
  fileprivate var foreign: JournalFrame.Foreign? {
    if case .foreign(let foreign) = self { foreign } else { nil }
  }
}
