import Testing
import Trading

@testable import Reconciliation

@Suite("Recovery")
struct RecoveryTests {
  private let configuration = Fixture.configuration()

  private func recover(_ checkpoints: [[UInt8]], _ journal: [UInt8]) throws(RecoveryError) -> Recovery {
    try Recovery(checkpoints: checkpoints, journal: journal, identity: Fixture.identity)
  }

  private func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes[bytes.count / 2] ^= 0x10
    return bytes
  }

  @Test("An empty disk gives empty books")
  func emptyDisk() throws {
    let recovery = try recover([], [])
    #expect(recovery.books == Books(instruments: configuration.instruments, currencyCount: 2))
    #expect(recovery.sequence == 0 && recovery.checkpoint == 0 && recovery.replayedCount == 0)
    #expect(recovery.events.isEmpty && !recovery.hadTornTail && recovery.journalLength == 0)
  }

  @Test("A checkpoint alone gives its books, and nothing to publish")
  func checkpointOnly() throws {
    let recovery = try recover([Fixture.checkpoint(after: 5)], [])
    #expect(try recovery.books == Fixture.books(after: 5))
    #expect(recovery.sequence == 5 && recovery.checkpoint == 5 && recovery.replayedCount == 0)
    #expect(recovery.events.isEmpty)
  }

  @Test("Records alone are replayed, and their events published again")
  func recordsOnly() throws {
    let journal = Fixture.journal(1...6).bytes
    let recovery = try recover([], journal)
    #expect(try recovery.books == Fixture.books(after: 6))
    #expect(recovery.sequence == 6 && recovery.checkpoint == 0 && recovery.replayedCount == 6)
    #expect(recovery.events.map(\.kind) == [.orderUpdated, .orderFilled, .orderFilled, .orderFilled])
    #expect(recovery.events.map(\.sequence) == [3, 4, 5, 6])
    #expect(recovery.events.map(\.filled) == [.zero, Decimal(30), Decimal(60), Decimal(100)])
    #expect(recovery.journalLength == journal.count && !recovery.hadTornTail)
  }

  @Test("Records that the checkpoint covers are skipped", arguments: 1...6)
  func checkpointAndRecords(covered: Int) throws {
    let journal = Fixture.journal(1...6).bytes
    let recovery = try recover([Fixture.checkpoint(after: covered)], journal)
    #expect(try recovery.books == Fixture.books(after: 6))
    #expect(recovery.sequence == 6 && recovery.checkpoint == UInt64(covered))
    #expect(recovery.replayedCount == 6 - covered)
    #expect(recovery.events.allSatisfy { $0.sequence > UInt64(covered) })
    #expect(recovery.journalLength == journal.count)
  }

  @Test("A damaged newest checkpoint gives way to the one before it")
  func olderCheckpoint() throws {
    let newest = damaged(try Fixture.checkpoint(after: 5))
    let recovery = try recover([newest, Fixture.checkpoint(after: 4)], Fixture.journal(5...6).bytes)
    #expect(try recovery.books == Fixture.books(after: 6))
    #expect(recovery.checkpoint == 4 && recovery.replayedCount == 2)
  }

  @Test("Where all checkpoints are damaged the start is refused, however far back the journal goes")
  func noCheckpoint() throws {
    let checkpoint = damaged(try Fixture.checkpoint(after: 4))
    // The books may have been opened with something that no record tells of.
    #expect(throws: RecoveryError.noCheckpoint) { try recover([checkpoint], Fixture.journal(1...6).bytes) }
    #expect(throws: RecoveryError.noCheckpoint) {
      try StoreContents(checkpoints: [checkpoint], journal: Fixture.journal(1...6).bytes)
    }
    #expect(throws: RecoveryError.noCheckpoint) { try recover([checkpoint, []], Fixture.journal(5...6).bytes) }
    #expect(throws: RecoveryError.noCheckpoint) { try recover([checkpoint], []) }
    #expect(throws: RecoveryError.noCheckpoint) { try recover([[]], Array(Fixture.journal(1...1).bytes.dropLast())) }
  }

  @Test("A missing record is refused, in the middle and after the checkpoint")
  func gap() throws {
    let journal = Fixture.journal(1...3).bytes + Fixture.journal(5...6).bytes
    #expect(throws: RecoveryError.gap(expected: 4, found: 5)) { try recover([], journal) }
    let late = Fixture.journal(6...6).bytes
    #expect(throws: RecoveryError.gap(expected: 5, found: 6)) { try recover([Fixture.checkpoint(after: 4)], late) }
    #expect(throws: RecoveryError.gap(expected: 1, found: 6)) { try recover([], late) }
  }

  @Test("A record that cannot be applied is refused: an overflow, or an instrument that does not exist")
  func inconsistent() throws {
    let huge = try Decimal(units: .max)
    let currency = CurrencyID(index: 5)
    let elsewhere = PositionAdoption(
      instrument: InstrumentID(index: 5), from: .zero, to: .one, averagePrice: .one, asOf: .zero, policy: .review)
    var overflowing = Fixture.execution(9, 1)
    overflowing.quantity = huge
    overflowing.price = huge
    var terms = Fixture.terms
    terms.instrument = InstrumentID(index: 5)
    let records: [JournalRecord] = [
      Fixture.counted(overflowing),
      Fixture.counted(Fixture.execution(9, 1, instrument: 5)),
      .order(.accepted(ClientOrderID(index: 5), terms)),
      .position(.adopted(elsewhere)),
      .cash(.adopted(CashAdoption(currency: currency, from: .zero, to: .one, asOf: .zero, policy: .review))),
    ]
    for record in records {
      let journal = Fixture.journal(1...3).bytes + Fixture.bytes([Fixture.entry(record, 4)])
      #expect(throws: RecoveryError.inconsistent(sequence: 4)) { try recover([], journal) }
    }
  }

  @Test("Errors say what is wrong and what to do")
  func texts() {
    let expected: [(RecoveryError, String)] = [
      (.hole(offset: 17), "the journal is unreadable at byte 17, and good records follow: restore it from a copy"),
      (
        .gap(expected: 4, found: 6),
        "record 4 of the journal is missing, the next one is 6: restore it from a copy"
      ),
      (
        .noCheckpoint,
        "no checkpoint is readable: restore one from a copy; if the books began with nothing and the journal has all "
          + "records since, remove the checkpoints and start from the journal alone"
      ),
      (
        .inconsistent(sequence: 9),
        "record 9 of the journal does not fit the books before it: restore journal and checkpoint from copies"
      ),
    ]
    for (error, text) in expected { #expect(error.description == text) }
  }
}
