import TestSupport
import Testing
import Trading

@testable import Reconciliation

/// What a kill during a write and a rotten bit do to a journal, at every byte.
@Suite("Torn and damaged journals")
struct TornJournalTests {
  private func recover(_ journal: [UInt8]) throws(RecoveryError) -> Recovery {
    try Recovery(checkpoints: [], journal: journal, identity: Fixture.identity)
  }

  @Test("A torn tail is cut off, whatever length of the last record was written")
  func tornTail() throws {
    let (bytes, offsets) = Fixture.journal(1...6)
    let good = try #require(offsets.last)
    let before = try Fixture.books(after: 5)
    for length in good..<bytes.count {
      let recovery = try recover(Array(bytes[..<length]))
      #expect(recovery.books == before, "\(length) bytes")
      #expect(recovery.sequence == 5)
      #expect(recovery.hadTornTail == (length > good))
      #expect(recovery.journalLength == good)
    }
  }

  @Test("Of a transaction that is cut anywhere before its end nothing has happened")
  func tornTransaction() throws {
    let entries = (1...6).map { number in
      var entry = Fixture.entry(Fixture.records[number - 1], UInt64(number))
      entry.isContinued = number == 4 || number == 5
      return entry
    }
    let bytes = Fixture.bytes(entries)
    let offsets = Fixture.frames(of: bytes).filter { offset in
      if case .entry = JournalFrame.read(bytes, at: offset) { true } else { false }
    }
    let before = try Fixture.books(after: 3)
    for length in offsets[3]..<bytes.count {
      let recovery = try recover(Array(bytes[..<length]))
      #expect(recovery.books == before && recovery.sequence == 3, "\(length) bytes")
      #expect(recovery.events.last?.sequence == 3 && recovery.replayedCount == 3)
      // A name may stand before the first record of the transaction, and stays.
      #expect(recovery.hadTornTail == (length > offsets[3]) && recovery.journalLength <= offsets[3])
    }
    let whole = try recover(bytes)
    #expect(try whole.books == Fixture.books(after: 6) && whole.sequence == 6 && whole.journalLength == bytes.count)
    let contents = try StoreContents(checkpoints: [], journal: bytes)
    #expect(contents.entries == entries)
    let cut = try StoreContents(checkpoints: [], journal: Array(bytes[..<offsets[5]]))
    #expect(cut.entries == Array(entries[..<3]))
  }

  @Test("A flipped bit is a torn tail in the last record and a hole in any other, at every byte")
  func flippedBit() throws {
    let (bytes, offsets) = Fixture.journal(1...6)
    let last = try #require(offsets.last)
    let frames = Fixture.frames(of: bytes)
    let before = try Fixture.books(after: 5)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      if index >= last {
        let recovery = try recover(damaged)
        #expect(recovery.books == before && recovery.hadTornTail && recovery.journalLength == last, "byte \(index)")
      } else {
        let frame = try #require(frames.last { $0 <= index })
        #expect(throws: RecoveryError.hole(offset: frame), "byte \(index)") { try recover(damaged) }
      }
    }
  }

  @Test("A hole is refused with the place and the remedy")
  func message() throws {
    let (bytes, offsets) = Fixture.journal(1...6)
    var damaged = bytes
    damaged[offsets[2] + 9] ^= 0x10
    let error = #expect(throws: RecoveryError.self) { try recover(damaged) }
    #expect(
      error?.description
        == "the journal is unreadable at byte \(offsets[2]), and good records follow: restore it from a copy")
  }

  @Test("Garbage of any length behind the last record is a torn tail")
  func garbage() throws {
    var generator = SeededGenerator(seed: 31)
    let bytes = Fixture.journal(1...6).bytes
    for length in 1...64 {
      let tail = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let recovery = try recover(bytes + tail)
      #expect(recovery.sequence == 6 && recovery.hadTornTail && recovery.journalLength == bytes.count)
    }
  }

  @Test(
    "What begins like no record is no journal, with checkpoints or without",
    arguments: [
      Array("a log of another program\n".utf8), [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 9, 9, 9, 9, 2, 1], [20, 0, 0, 0, 9, 9, 9, 9, 3, 1], [20, 0, 0, 0, 9, 9, 9, 9, 2, 4],
      [1, 0, 0, 1, 9, 9, 9, 9, 2, 1],
    ] as [[UInt8]])
  func noJournal(bytes: [UInt8]) throws {
    let error = #expect(throws: RecoveryError.noJournal) { try recover(bytes) }
    #expect(
      error?.description
        == "the file begins with what is no record of a journal, whole or cut short: put the journal back, or restore it "
        + "from a copy")
    #expect(throws: RecoveryError.noJournal) { try StoreContents(checkpoints: [], journal: bytes) }
    // Behind a record it is the rest of a write, whatever it is.
    let good = Fixture.journal(1...6).bytes
    #expect(try recover(good + bytes).journalLength == good.count)
  }

  @Test("The first record cut short, and zeros in its place, are a torn tail")
  func tornFirst() throws {
    let bytes = Fixture.journal(1...1).bytes
    let end = try #require(Fixture.frames(of: bytes).dropFirst().first)
    for length in 1..<end {
      let recovery = try recover(Array(bytes[..<length]))
      #expect(recovery.sequence == 0 && recovery.hadTornTail && recovery.journalLength == 0, "\(length) bytes")
    }
    #expect(try recover([UInt8](repeating: 0, count: 512)).hadTornTail)
    #expect(try recover([0, 0, 0, 1, 9, 9, 9, 9, 2, 1, 1]).hadTornTail)
  }

  @Test("A zeroed tail, as a file system leaves it, is a torn tail")
  func zeros() throws {
    let bytes = Fixture.journal(1...6).bytes
    let recovery = try recover(bytes + [UInt8](repeating: 0, count: 512))
    #expect(recovery.sequence == 6 && recovery.hadTornTail && recovery.journalLength == bytes.count)
  }

  @Test(
    "Numbers that name nothing make their own checksum, and are no frame in a torn tail",
    arguments: 4...9 as ClosedRange<UInt32>)
  func onesAreNoFrame(order: UInt32) throws {
    var discrepancy = Discrepancy(.unknownOrder, order: order)
    discrepancy.id = 1
    let name = NameDefinition(.order, order, "order \(order)")
    var writer = ByteWriter()
    writer.bytes = Fixture.journal(1...2).bytes
    JournalFrame.append(name, to: &writer)
    let start = writer.bytes.count
    JournalFrame.append(Fixture.entry(.discrepancy(.found(discrepancy)), 3), to: &writer)
    for end in start + 1..<writer.bytes.count {
      let recovery = try Recovery(checkpoints: [], journal: Array(writer.bytes[..<end]), identity: Fixture.identity)
      #expect(recovery.sequence == 2 && recovery.hadTornTail && recovery.journalLength == start, "\(end)")
    }
  }
}
