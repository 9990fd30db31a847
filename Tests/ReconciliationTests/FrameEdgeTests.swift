import Testing
import Trading

@testable import Reconciliation

@Suite("Frames and codes at their edges")
struct FrameEdgeTests {
  @Test("A frame of any length comes back", arguments: [0, 1, 200, 255, 256, 65_535, 65_536, 70_000])
  func lengths(count: Int) throws {
    let definition = NameDefinition(.text, 7, String(repeating: "x", count: count))
    var writer = ByteWriter()
    JournalFrame.append(definition, to: &writer)
    guard case .name(let read, let end) = JournalFrame.read(writer.bytes, at: 0) else {
      Issue.record("unreadable")
      return
    }
    #expect(read == definition && end == writer.bytes.count)
    #expect(!JournalFrame.hasFrame(writer.bytes, after: 0))
    #expect(JournalFrame.hasFrame([1, 2, 3] + writer.bytes, after: 0))
    #expect(
      JournalFrame.hasFrame([1] + writer.bytes, after: 0) && !JournalFrame.hasFrame(writer.bytes, after: .max - 1))
  }

  @Test("Terms that nobody gave are those of a plain instrument")
  func unknownTerms() throws {
    var writer = ByteWriter()
    JournalFrame.append(NameDefinition(.instrument, 3, "X"), to: &writer)
    guard case .name(let read, _) = JournalFrame.read(writer.bytes, at: 0) else {
      Issue.record("unreadable")
      return
    }
    let plain = Instrument(tick: .one, lot: .one, multiplier: .one, currency: CurrencyID(index: 0))
    #expect(read.terms == plain && read.key == NameKey(.instrument, 3) && read.text == "X")
    var names = NameTable()
    #expect(
      names.add(NameDefinition(.instrument, 0, "A")) == nil && names.add(NameDefinition(.instrument, 2, "C")) == nil)
    #expect(names.identity.instruments.map(\.name) == ["A"] && names.identity.instruments.map(\.terms) == [plain])
    #expect(
      names.add(NameDefinition(.instrument, 0, "A")) == nil && names.add(NameDefinition(.instrument, 0, "B")) == "A")
  }

  /// A record, the place of a byte in it, and what that byte is a code of.
  private static let codes: [(JournalRecord, Int, CodeSpace)] = [
    (.order(.accepted(Fixture.order, Fixture.terms)), 10, .side),
    (.order(.accepted(Fixture.order, Fixture.terms)), 27, .pricing),
    (.order(.accepted(Fixture.order, Fixture.terms)), 44, .timeInForce),
    (.order(.status(StatusChange(order: Fixture.order, from: .open, to: .filled, source: .poll))), 6, .orderStatus),
    (.order(.status(StatusChange(order: Fixture.order, from: .open, to: .filled, source: .poll))), 7, .orderStatus),
    (Fixture.counted(Fixture.execution(1, 1)), 18, .side),
    (Fixture.counted(Fixture.execution(1, 1)), 68, .executionOrigin),
  ]

  @Test("A code that is not known is named by what it should have meant", arguments: codes.indices)
  func unknownCodes(index: Int) throws {
    let (record, place, space) = Self.codes[index]
    var writer = ByteWriter()
    writer.write(record)
    writer.bytes[place] = 201
    var reader = ByteReader(writer.bytes[...])
    let error = #expect(throws: ByteReader.Malformed.self) { () throws(ByteReader.Malformed) in try reader.readRecord()
    }
    #expect(error?.unknown == UnknownCode(space: space, code: 201))
  }

  @Test("A position or balance taken over without a charge reads as one from before there were charges")
  func charges() throws {
    for charge in [Decimal.zero, Decimal(3)] {
      let position = PositionAdoption(
        instrument: InstrumentID(index: 1), from: .one, to: Decimal(2), averagePrice: Decimal(4),
        asOf: BrokerSequence(5), policy: .withinLimit, charge: charge)
      let cash = CashAdoption(
        currency: CurrencyID(index: 1), from: .one, to: Decimal(2), asOf: BrokerSequence(5), policy: .withinLimit,
        charge: charge)
      for record in [JournalRecord.position(.adopted(position)), .cash(.adopted(cash))] {
        var writer = ByteWriter()
        writer.write(record)
        #expect(writer.bytes[1] == (charge.isZero ? 1 : 2))
        var reader = ByteReader(writer.bytes[...])
        let read = try reader.readRecord()
        #expect(read == record && reader.isAtEnd)
        for code in [0, 4, 201] as [UInt8] {
          writer.bytes[1] = code
          var reader = ByteReader(writer.bytes[...])
          #expect(throws: ByteReader.Malformed.self) { () throws(ByteReader.Malformed) in try reader.readRecord() }
        }
      }
    }
  }

  @Test("A text is cut by nothing, and one that ends beyond the bytes is no text")
  func texts() throws {
    var writer = ByteWriter()
    writer.write("héllo")
    var whole = ByteReader(writer.bytes[...])
    let text = try whole.readText()
    #expect(text == "héllo" && whole.isAtEnd && writer.bytes.count == 10)
    for count in 0..<writer.bytes.count {
      var reader = ByteReader(writer.bytes[..<count])
      #expect(throws: ByteReader.Malformed.self) { () throws(ByteReader.Malformed) in try reader.readText() }
    }
    var list = ByteWriter()
    list.write([UInt8(1), 2, 3]) { $0.write($1) }
    var reader = ByteReader(list.bytes[...])
    let numbers = try reader.readArray { (reader) throws(ByteReader.Malformed) in try reader.read(UInt8.self) }
    #expect(numbers == [1, 2, 3] && reader.isAtEnd)
    for (byte, value) in [(UInt8(0), false), (1, true)] {
      var reader = ByteReader([byte])
      let read = try reader.readBool()
      #expect(read == value)
    }
    var wrong = ByteReader([2])
    #expect(throws: ByteReader.Malformed.self) { () throws(ByteReader.Malformed) in try wrong.readBool() }
  }
}
