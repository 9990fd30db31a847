import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("The ledger of several accounts")
struct LedgerTests {
  private static let second = AccountID(number: 0xA1A2_A3A4)
  private static let third = AccountID(number: 0xB1B2_B3B4)

  /// Three accounts: the life of the order on the default one, its first four records on the second, two on the third.
  private func ledger() throws -> Ledger {
    var ledger = Ledger(Books(Fixture.identity))
    for (account, count) in [(AccountID.default, 6), (Self.third, 2), (Self.second, 4)] {
      for (index, record) in Fixture.records.prefix(count).enumerated() {
        try ledger.apply(record, of: account, at: Fixture.entry(record, UInt64(index + 1)).instant)
      }
    }
    return ledger
  }

  @Test("Each account has its own orders, executions, positions and cash")
  func apart() throws {
    let ledger = try ledger()
    #expect(ledger.accounts == [.default, Self.second, Self.third])
    #expect(
      try ledger.books == Fixture.books(after: 6) && ledger[.default] == Fixture.books(after: 6))
    #expect(
      try ledger[Self.second] == Fixture.books(after: 4)
        && ledger[Self.third] == Fixture.books(after: 2))
    #expect(ledger[AccountID(number: 7)] == nil)
  }

  @Test("Another account begins with nothing, whatever the default one was opened with")
  func begins() throws {
    var opening = try Fixture.books(after: 4)
    opening.open(cash: Decimal(5), in: CurrencyID(index: 0))
    var ledger = Ledger(opening)
    try ledger.apply(Fixture.records[0], of: Self.second)
    #expect(try ledger[Self.second] == Fixture.books(after: 1) && ledger.books == opening)
  }

  @Test("A record that does not fit leaves no account behind")
  func overflow() throws {
    let largest = try Decimal("170000000000000000000000000")
    let record = Fixture.counted(
      Execution(
        id: ExecutionID(index: 1), order: Fixture.order, brokerOrder: Fixture.brokerOrder,
        instrument: InstrumentID(index: 0), side: .buy, quantity: largest, price: largest,
        executedAt: .origin,
        sequence: BrokerSequence(1)))
    var ledger = Ledger(Books(Fixture.identity))
    #expect(throws: DecimalError.overflow) { try ledger.apply(record, of: Self.second) }
    #expect(ledger.accounts == [.default])
  }

  @Test("All accounts survive a checkpoint")
  func roundTrip() throws {
    let checkpoint = Checkpoint(sequence: 12, ledger: try ledger())
    let bytes = checkpoint.encoded(naming: Fixture.Labels(), Fixture.identity)
    let read = try #require(try Checkpoint.read(bytes)?.checkpoint)
    #expect(read.ledger == checkpoint.ledger && read.ledger.accounts == checkpoint.ledger.accounts)
    #expect(read.sequence == 12)
  }

  @Test(
    "A checkpoint without the default account, or with one twice or out of order, is damaged",
    arguments: [0, 1])
  func disorder(account: UInt32) throws {
    var bytes = Checkpoint(sequence: 12, ledger: try ledger()).encoded(
      naming: Fixture.Labels(), Fixture.identity)
    let number: [UInt8] = [0xB4, 0xB3, 0xB2, 0xB1]
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: number) })
    bytes.replaceSubrange(start..<start + 4, with: [UInt8(account), 0, 0, 0])
    let checksum = Checksum.crc32c(bytes[8...])
    for index in 0..<4 {
      bytes[4 + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8))
    }
    #expect(try Checkpoint.read(bytes) == nil)
  }

  @Test(
    "A start recovers a second account from the journal, and from a checkpoint and the journal behind it"
  )
  func recovery() throws {
    let entries = Fixture.records.enumerated().flatMap { index, record in
      [AccountID.default, Self.second].enumerated().map { place, account in
        JournalEntry(
          sequence: UInt64(index * 2 + place + 1), instant: Fixture.entry(record, UInt64(index + 1)).instant,
          cause: .stream, account: account, record: record)
      }
    }
    let whole = try Recovery(
      checkpoints: [], journal: Fixture.bytes(entries), identity: Fixture.identity)
    #expect(whole.sequence == 12 && whole.ledger.accounts == [.default, Self.second])
    #expect(
      try whole.ledger[Self.second] == Fixture.books(after: 6)
        && whole.books == Fixture.books(after: 6))
    let half = try Recovery(
      checkpoints: [], journal: Fixture.bytes(Array(entries.prefix(7))), identity: Fixture.identity)
    let checkpoint = Checkpoint(sequence: 7, ledger: half.ledger)
    let rest = try Recovery(
      checkpoints: [checkpoint.encoded(naming: Fixture.Labels(), Fixture.identity)],
      journal: Fixture.bytes(Array(entries.dropFirst(7)), after: checkpoint),
      identity: Fixture.identity)
    #expect(rest.ledger == whole.ledger && rest.sequence == 12 && rest.replayedCount == 5)
    #expect(rest.events == Array(whole.events.suffix(rest.events.count)))
  }

  @Test(
    "An engine keeps an account that it has recovered, and writes records under the account they are of"
  )
  func engine() throws {
    var core = Core(configuration: Fixture.configuration())
    core.now = .origin + .seconds(5)
    core.restore(Recovery(Checkpoint(sequence: 12, ledger: try ledger())))
    #expect(
      core.commit(Fixture.records[4], of: Self.second)
        && core.commit(Fixture.records[0], of: .default))
    #expect(core.journal.unsynced.map(\.account) == [Self.second, .default])
    #expect(
      try core.ledger[Self.second] == Fixture.books(after: 5)
        && core.ledger[Self.third] == Fixture.books(after: 2))
    core.noteDurable(upTo: core.journal.last)
    while core.outbox.removeFirst(durable: core.journal.durable) != nil {}
    core.writeCheckpointIfDue()
    let written = core.effects.compactMap {
      if case .writeCheckpoint(let sequence) = $0 { sequence } else { nil }
    }
    #expect(written == [core.journal.last])
    #expect(core.checkpoint.sequence == core.journal.last && core.checkpoint.ledger == core.ledger)
  }
}
