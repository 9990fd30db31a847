import Testing
import Trading

@testable import Reconciliation

/// Contents that are wrong under a right checksum: what no damage of the disk makes, and another program may.
@Suite("Guards of the codec")
struct CodecGuardTests {
  private typealias Reading = (inout ByteReader) throws(ByteReader.Malformed) -> Void

  private static func unknown(_ bytes: [UInt8], _ read: Reading) -> UnknownCode? {
    var reader = ByteReader(bytes[...])
    do throws(ByteReader.Malformed) {
      try read(&reader)
    } catch {
      return error.unknown
    }
    Issue.record("read without an error")
    return nil
  }

  @Test("A code that is not known is refused, with what it is a code of")
  func codes() {
    let cases: [([UInt8], CodeSpace, Reading)] = [
      ([99], .level, { reader throws(ByteReader.Malformed) in _ = try reader.readLevel() }),
      ([98], .controlRecord, { reader throws(ByteReader.Malformed) in _ = try reader.readControlRecord() }),
      ([97], .positionRecord, { reader throws(ByteReader.Malformed) in _ = try reader.readPositionRecord() }),
      ([96], .cashRecord, { reader throws(ByteReader.Malformed) in _ = try reader.readCashRecord() }),
      ([95], .ticketRecord, { reader throws(ByteReader.Malformed) in _ = try reader.readTicketRecord() }),
      ([94], .passKind, { reader throws(ByteReader.Malformed) in _ = try reader.readPassKind() }),
      ([2, 1, 93], .passClock, { reader throws(ByteReader.Malformed) in _ = try reader.readControlRecord() }),
    ]
    for (bytes, space, read) in cases {
      #expect(Self.unknown(bytes, read) == UnknownCode(space: space, code: bytes[bytes.count - 1]))
    }
  }

  @Test("A list that is longer than what is left is refused before there is room made for it")
  func length() {
    for count: UInt32 in [2, 1000, .max] {
      var writer = ByteWriter()
      writer.write(count)
      writer.write(UInt8(1))
      var reader = ByteReader(writer.bytes[...])
      var isAsked = false
      #expect(throws: ByteReader.Malformed.self) {
        try reader.readArray { (reader) throws(ByteReader.Malformed) in
          isAsked = true
          return try reader.read(UInt8.self)
        }
      }
      #expect(!isAsked, "\(count)")
    }
  }

  @Test("Books with more or fewer figures than their configuration are refused")
  func figures() throws {
    func isRead(_ change: (inout Books) -> Void) throws -> Bool {
      var books = try Fixture.books(after: 6)
      change(&books)
      var writer = ByteWriter()
      writer.write(books)
      var reader = ByteReader(writer.bytes[...])
      return (try? reader.readBooks(Fixture.identity)) != nil
    }
    #expect(try isRead { _ in })
    #expect(try !isRead { $0.cash.append(.zero) })
    #expect(try !isRead { $0.cash.removeLast() })
    #expect(try !isRead { $0.cashAsOf.append(.zero) })
    #expect(try !isRead { $0.adoptedAsOf.append(.zero) })
  }
}
