import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("Checkpoints")
struct CheckpointTests {
  private let configuration = Fixture.configuration()

  @Test("Any books survive a checkpoint, look-up tables included")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<200 {
      let checkpoint = Checkpoint(sequence: generator.sequence().value, books: try generator.books())
      let read = try #require(Checkpoint(decoding: checkpoint.encoded(), configuration: configuration))
      #expect(read.sequence == checkpoint.sequence)
      #expect(read.books == checkpoint.books)
      #expect(read.books.orderSlots == checkpoint.books.orderSlots)
      #expect(read.books.executionSlots == checkpoint.books.executionSlots)
    }
  }

  @Test("Every single damaged byte is detected")
  func damage() throws {
    let bytes = try Fixture.checkpoint(after: 6)
    #expect(Checkpoint(decoding: bytes, configuration: configuration) != nil)
    for index in bytes.indices {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] ^= flip
        #expect(Checkpoint(decoding: damaged, configuration: configuration) == nil, "byte \(index) by \(flip)")
      }
    }
  }

  @Test("Every truncation and any addition is detected")
  func truncation() throws {
    let bytes = try Fixture.checkpoint(after: 6)
    for length in 0..<bytes.count {
      #expect(Checkpoint(decoding: Array(bytes[..<length]), configuration: configuration) == nil, "\(length) bytes")
    }
    #expect(Checkpoint(decoding: bytes + [0], configuration: configuration) == nil)
    var longer = ByteWriter()
    longer.bytes = Array(bytes[..<5])
    longer.write(Checksum.crc32c(bytes[9...] + [0]))
    #expect(Checkpoint(decoding: longer.bytes + bytes[9...] + [0], configuration: configuration) == nil)
  }

  @Test("A checkpoint of other instruments or currencies is not taken")
  func otherConfiguration() throws {
    let bytes = try Fixture.checkpoint(after: 6)
    var fewerInstruments = configuration
    fewerInstruments.instruments.removeLast()
    #expect(Checkpoint(decoding: bytes, configuration: fewerInstruments) == nil)
    var moreCurrencies = configuration
    moreCurrencies.currencyCount = 3
    #expect(Checkpoint(decoding: bytes, configuration: moreCurrencies) == nil)
  }
}
