import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("Checkpoints")
struct CheckpointTests {
  private func read(_ bytes: [UInt8]) throws(RecoveryError) -> Checkpoint? { try Checkpoint.read(bytes)?.checkpoint }

  @Test("Any books survive a checkpoint, look-up tables included")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<200 {
      let checkpoint = Checkpoint(sequence: generator.sequence().value, books: try generator.books())
      let bytes = checkpoint.encoded(naming: Fixture.Labels(), Fixture.identity)
      let read = try #require(try read(bytes))
      #expect(read.sequence == checkpoint.sequence)
      #expect(read.books == checkpoint.books)
      #expect(read.books.orderSlots == checkpoint.books.orderSlots)
      #expect(read.books.log == checkpoint.books.log && read.books.working == checkpoint.books.working)
    }
  }

  @Test("Every single damaged byte is detected")
  func damage() throws {
    let bytes = try Fixture.checkpoint(after: 6)
    #expect(try read(bytes) != nil)
    for index in bytes.indices {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] ^= flip
        #expect(try read(damaged) == nil, "byte \(index) by \(flip)")
      }
    }
  }

  @Test("Every truncation and any addition is detected")
  func truncation() throws {
    let bytes = try Fixture.checkpoint(after: 6)
    for length in 0..<bytes.count { #expect(try read(Array(bytes[..<length])) == nil, "\(length) bytes") }
    #expect(try read(bytes + [0]) == nil)
    #expect(try read(signed(bytes + [0])) == nil)
  }

  @Test("A version and a code of the future are refused, not taken for damage")
  func future() throws {
    var bytes = try Fixture.checkpoint(after: 6)
    bytes[8] = 13
    #expect(throws: RecoveryError.unknownCheckpointVersion(13)) { try read(signed(bytes)) }
    bytes = try Fixture.checkpoint(after: 6)
    // The first definition is that of a currency; its kind stands behind version, sequence and the count.
    #expect(bytes[21] == NameKind.currency.rawValue)
    bytes[21] = 99
    let unknown = UnknownCode(space: .name, code: 99)
    #expect(throws: RecoveryError.unknownCheckpointCode(unknown)) { try read(signed(bytes)) }
  }

  @Test("A stop in good order writes one if all is durable and published, and nothing is new since the last")
  func stop() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.give(.stopping, at: 1000)
    #expect(bench.checkpoints.map(\.sequence) == [3])
    bench.give(.stopping, at: 1000)
    #expect(bench.checkpoints.isEmpty)
    var failing = EngineBench.ready()
    failing.placeAndAccept()
    failing.give(.persistFailed(reason: .noSpace), at: 500)
    failing.give(.operatorCommand(.halt), at: 600)
    failing.give(.stopping, at: 1000)
    #expect(failing.checkpoints.isEmpty)
  }

  /// The bytes with the checksum that belongs to them.
  private func signed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let checksum = Checksum.crc32c(bytes[8...])
    for index in 0..<4 { bytes[4 + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8)) }
    return bytes
  }

  @Test("However few executions there are, one is written every thousand records")
  func everyThousand() {
    var bench = EngineBench.ready { $0.checkpointEvery = 1_000_000 }
    var written: [UInt64] = []
    for number in 1...2001 {
      bench.give(.operatorCommand(number % 2 == 1 ? .halt : .resume), at: number)
      #expect(bench.persisted == [UInt64(number)])
      written += bench.checkpoints.map(\.sequence)
    }
    #expect(written == [1000, 2000])
  }

  @Test("One whose first account is not the default one is damaged")
  func firstAccount() throws {
    let books = try Fixture.books(after: 4)
    var writer = ByteWriter()
    writer.write(books)
    var bytes = Checkpoint(sequence: 4, books: books).encoded(naming: Fixture.Labels(), Fixture.identity)
    #expect(try Checkpoint.read(bytes)?.checkpoint.books == books)
    let place = bytes.count - writer.bytes.count - 4
    #expect(bytes[place..<place + 4].allSatisfy { $0 == 0 } && bytes.suffix(writer.bytes.count) == writer.bytes[...])
    bytes[place] = 1
    let checksum = Checksum.crc32c(bytes[8...])
    for index in 0..<4 { bytes[4 + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8)) }
    #expect(try Checkpoint.read(bytes) == nil)
  }
}
