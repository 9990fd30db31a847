import Testing
import Trading

@testable import Reconciliation

@Suite("Stores and the settings they belong to")
struct ConfigurationIdentityTests {
  private static func identity(_ names: [String], currencies: [String] = ["USD", "EUR"]) -> ConfigurationIdentity {
    var identity = ConfigurationIdentity()
    identity.instruments = names.map { .init(name: $0, terms: Fixture.instruments[0]) }
    identity.currencies = currencies
    return identity
  }

  /// The bytes of a store with one order, written for AAPL, MSFT and ES.
  private static func store(_ hasCheckpoint: Bool) -> (checkpoints: [[UInt8]], journal: [UInt8]) {
    let identity = identity(["AAPL", "MSFT", "ES"])
    var writer = JournalWriter(identity, after: nil)
    var bytes: [UInt8] = []
    writer.append(Fixture.entry(Fixture.records[0], 1), naming: Fixture.Labels(), to: &bytes)
    guard hasCheckpoint else { return ([], bytes) }
    let checkpoint = Checkpoint(sequence: 0, books: Books(identity))
    return ([checkpoint.encoded(naming: Fixture.Labels(), identity)], bytes)
  }

  private static let swapped = "instruments AAPL and MSFT have changed places"

  /// Settings, and what is said of them.
  static let refusals: [([String], [String], String)] = [
    (["MSFT", "AAPL", "ES"], ["USD", "EUR"], swapped),
    (["AAPL", "MSFT"], ["USD", "EUR"], "instrument ES is missing"),
    (["AAPL", "MSFT", "NQ"], ["USD", "EUR"], "instrument ES is missing"),
    (
      ["NQ", "AAPL", "MSFT", "ES"], ["USD", "EUR"],
      "instrument AAPL was number 1 and is number 2; instrument MSFT was number 2 and is number 3; "
        + "instrument ES was number 3 and is number 4"
    ),
    (["AAPL", "MSFT", "ES"], ["EUR", "USD"], "currencies USD and EUR have changed places"),
    (["AAPL", "MSFT", "ES"], ["USD"], "currency EUR is missing"),
  ]

  @Test("Settings that are not those of the store are refused, by name", arguments: refusals, [true, false])
  func refused(settings: ([String], [String], String), hasCheckpoint: Bool) {
    let (checkpoints, journal) = Self.store(hasCheckpoint)
    let identity = Self.identity(settings.0, currencies: settings.1)
    let error = #expect(throws: RecoveryError.self) {
      try Recovery(checkpoints: checkpoints, journal: journal, identity: identity)
    }
    #expect(
      error?.description
        == "the store was written under other settings: \(settings.2). "
        + "Restore those settings, or start with an empty store")
  }

  @Test("Another multiplier and another currency are refused, other steps are not")
  func terms() throws {
    let (checkpoints, journal) = Self.store(true)
    var other = Self.identity(["AAPL", "MSFT", "ES"])
    other.instruments[2].terms = Fixture.instruments[1]
    let error = #expect(throws: RecoveryError.self) {
      try Recovery(checkpoints: checkpoints, journal: journal, identity: other)
    }
    let expected: RecoveryError = .otherConfiguration([
      .multiplier(of: "ES", inStore: .one, inSettings: Decimal(50)),
      .currency(of: "ES", inStore: "USD", inSettings: "EUR"),
    ])
    #expect(error == expected)
    #expect(error?.description.contains("the multiplier of ES was 1 and is 50") == true)
    #expect(error?.description.contains("ES was settled in USD and is in EUR") == true)
    var finer = Self.identity(["AAPL", "MSFT", "ES"])
    finer.instruments[0].terms = Instrument(
      tick: Decimal(billionths: 1), lot: Decimal(billionths: 1), multiplier: .one, currency: CurrencyID(index: 0))
    #expect(try Recovery(checkpoints: checkpoints, journal: journal, identity: finer).sequence == 1)
  }

  @Test("Instruments and currencies may be added at the end", arguments: [true, false])
  func added(hasCheckpoint: Bool) throws {
    let (checkpoints, journal) = Self.store(hasCheckpoint)
    let identity = Self.identity(["AAPL", "MSFT", "ES", "NQ"], currencies: ["USD", "EUR", "JPY"])
    let recovery = try Recovery(checkpoints: checkpoints, journal: journal, identity: identity)
    #expect(recovery.books.positions.count == 4 && recovery.books.cash.count == 3)
    #expect(recovery.books.orders.count == 1)
  }

  @Test("A checkpoint alone belongs to its settings too")
  func checkpointAlone() throws {
    let (checkpoints, _) = Self.store(true)
    let swapped = Self.identity(["MSFT", "AAPL", "ES"])
    #expect(throws: RecoveryError.otherConfiguration([.swapped(.instrument, "AAPL", "MSFT")])) {
      try Recovery(checkpoints: checkpoints, journal: [], identity: swapped)
    }
    #expect(
      try Recovery(checkpoints: checkpoints, journal: [], identity: Self.identity(["AAPL", "MSFT", "ES"])).sequence == 0
    )
  }

  @Test("What a later process has added belongs to the store", arguments: [NameKind.instrument, .currency])
  func addedLater(kind: NameKind) throws {
    let first = Self.identity(["AAPL", "MSFT"])
    let second =
      kind == .instrument
      ? Self.identity(["AAPL", "MSFT", "ES"]) : Self.identity(["AAPL", "MSFT"], currencies: ["USD", "EUR", "JPY"])
    var bytes: [UInt8] = []
    var writer = JournalWriter(first, after: nil)
    writer.append(Fixture.entry(Fixture.records[0], 1), naming: Fixture.Labels(), to: &bytes)
    var later = JournalWriter(second, after: nil)
    later.append(Fixture.entry(Fixture.records[1], 2), naming: Fixture.Labels(), to: &bytes)
    #expect(try Recovery(checkpoints: [], journal: bytes, identity: second).sequence == 2)
    let missing = ConfigurationDifference.missing(kind, kind == .instrument ? "ES" : "JPY")
    #expect(throws: RecoveryError.otherConfiguration([missing])) {
      try Recovery(checkpoints: [], journal: bytes, identity: first)
    }
  }
}
