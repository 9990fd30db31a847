import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("Stores read by a process that never saw their settings")
struct StoreContentsTests {
  @Test("Entries, books and names come back without the configuration", arguments: 0...6)
  func roundTrip(covered: Int) throws {
    let checkpoints = covered == 0 ? [] : [try Fixture.checkpoint(after: covered)]
    let contents = try StoreContents(checkpoints: checkpoints, journal: Fixture.journal(1...6).bytes)
    #expect(contents.identity == Fixture.identity)
    #expect(contents.entries == (1...6).map { Fixture.entry(Fixture.records[$0 - 1], UInt64($0)) })
    #expect(try contents.recovery.books == Fixture.books(after: 6))
    let names = contents.recovery.names
    #expect(names.name(.order, 0) == "order 0" && names.name(.execution, 3) == "execution 3")
    #expect(names.name(.brokerOrder, 7) == "broker order 7" && names.name(.instrument, 0) == "instrument 0")
    #expect(names[NameKey(.execution, 4)] == nil && names.name(.execution, 4) == "execution#4")
  }

  @Test("A name stands before the first record that needs it, and once")
  func once() {
    let bytes = Fixture.journal(1...6).bytes
    var named: [NameKey] = []
    for offset in Fixture.frames(of: bytes) {
      switch JournalFrame.read(bytes, at: offset) {
      case .name(let definition, _): named.append(definition.key)
      case .entry(let entry, _): entry.record.forEachName { #expect(named.contains($0), "record \(entry.sequence)") }
      case .foreign, .unreadable: Issue.record("unreadable at \(offset)")
      }
    }
    #expect(Set(named).count == named.count && named.contains(NameKey(.brokerOrder, 7)))
  }

  @Test("Behind a checkpoint only what it does not name is named")
  func afterACheckpoint() throws {
    let checkpoint = Checkpoint(sequence: 4, books: try Fixture.books(after: 4))
    let bytes = Fixture.bytes([Fixture.entry(Fixture.records[4], 5)], after: checkpoint)
    #expect(Fixture.frames(of: bytes).count == 2)
    let encoded = checkpoint.encoded(naming: Fixture.Labels(), Fixture.identity)
    #expect(try StoreContents(checkpoints: [encoded], journal: bytes).recovery.sequence == 5)
  }

  @Test("A record with a number that has no name is refused")
  func unnamed() {
    var writer = ByteWriter()
    for definition in Fixture.identity.definitions { JournalFrame.append(definition, to: &writer) }
    JournalFrame.append(Fixture.entry(Fixture.records[0], 1), to: &writer)
    let error = #expect(throws: RecoveryError.self) { try StoreContents(checkpoints: [], journal: writer.bytes) }
    #expect(error == .unnamed(sequence: 1, NameKey(.order, 0)))
    #expect(error?.description.hasPrefix("record 1 of the journal uses order number 0, which has no name: ") == true)
  }

  @Test("A number with two names is refused; the same name again is not")
  func renamed() throws {
    var writer = ByteWriter()
    writer.bytes = Fixture.journal(1...2).bytes
    JournalFrame.append(NameDefinition(.order, 0, "order 0"), to: &writer)
    #expect(try StoreContents(checkpoints: [], journal: writer.bytes).recovery.sequence == 2)
    JournalFrame.append(NameDefinition(.order, 0, "B"), to: &writer)
    let error = #expect(throws: RecoveryError.self) { try StoreContents(checkpoints: [], journal: writer.bytes) }
    #expect(error == .renamed(NameKey(.order, 0), first: "order 0", second: "B"))
    #expect(error?.description.hasPrefix("order number 0 is called both `order 0` and `B`: ") == true)
  }

  @Test("A version and a code of the future are refused with the place, even in the last frame")
  func future() {
    let good = Fixture.journal(1...2).bytes
    func frame(_ payload: [UInt8]) -> [UInt8] {
      var writer = ByteWriter()
      writer.write(UInt32(payload.count))
      writer.write(Checksum.crc32c(payload))
      return writer.bytes + payload
    }
    func refusal(_ payload: [UInt8]) -> String? {
      #expect(throws: RecoveryError.self) {
        try StoreContents(checkpoints: [], journal: good + frame(payload))
      }?.description
    }
    let end = "start the newer program that wrote it"
    #expect(
      refusal([3, 1, 0])
        == "the journal is of format 3 at byte \(good.count), and this program reads format 2: \(end)")
    #expect(
      refusal([2, 9, 0])
        == "kind of frame 9 in the frame at byte \(good.count) of the journal is not known to this program: \(end)")
    #expect(
      refusal([2, 2, 1])
        == "the frame at byte \(good.count) of the journal is undamaged and makes no sense: restore it from a copy")
    #expect(
      RecoveryError.unknownCheckpointVersion(11).description
        == "a checkpoint is of format 11, and this program reads format \(Checkpoint.version): \(end)")
    #expect(
      RecoveryError.unknownCheckpointCode(UnknownCode(space: .word, code: 200)).description
        == "word 200 in a checkpoint is not known to this program: \(end)")
  }

  @Test("No change of any byte crashes the reader, or passes for another store")
  func damage() throws {
    let (checkpoint, journal) = (try Fixture.checkpoint(after: 3), Fixture.journal(1...6).bytes)
    let whole = try StoreContents(checkpoints: [checkpoint], journal: journal)
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      var damaged = journal
      damaged[Int.random(in: damaged.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      guard let contents = try? StoreContents(checkpoints: [checkpoint], journal: damaged) else { continue }
      #expect(contents.entries == Array(whole.entries.prefix(contents.entries.count)))
    }
  }
}
