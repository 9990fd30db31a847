import Testing
import Trading

@testable import Reconciliation

@Suite("Corrections as transactions")
struct TransactionTests {
  /// An account with a position of two at ten, paid for or not.
  private static func account(position: Int = 2, cash: Int, asOf: UInt64 = 3) -> AccountReport {
    let price = position == 0 ? Decimal.zero : Decimal(10)
    return AccountReport(
      positions: [
        PositionReport(quantity: Decimal(position), averagePrice: price, mark: Decimal(10)),
        PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero),
      ], cash: [Decimal(cash), .zero], asOf: BrokerSequence(asOf))
  }

  private static func bench(persistsAtOnce: Bool = true) -> EngineBench {
    EngineBench.ready(persistsAtOnce: persistsAtOnce) {
      $0.mode = .live
      $0.driftConfirmations = 1
    }
  }

  @Test("All that a pass concludes of the account is one transaction, and nothing of it goes out before its end")
  func whole() {
    var bench = Self.bench(persistsAtOnce: false)
    bench.pass(PassAnswer(asOf: 3, account: Self.account(cash: -20)), at: 1000)
    let entries = bench.records
    #expect(
      entries.map(\.record.kind) == [
        .accountSeen, .discrepancy, .position, .resolution, .discrepancy, .cash, .resolution,
      ])
    #expect(entries.map(\.isContinued) == [false, true, true, true, true, true, false])
    bench.give(.persisted(upTo: 6), at: 1100)
    #expect(bench.publications.isEmpty)
    bench.give(.persisted(upTo: 7), at: 1200)
    #expect(bench.publications.map(\.sequence) == [2, 3, 4, 5, 6, 7])
  }

  @Test("A pass that concludes nothing leaves no transaction open")
  func empty() {
    var bench = Self.bench()
    bench.pass(PassAnswer(asOf: 3, account: Self.account(position: 0, cash: 0)), at: 1000)
    bench.place()
    #expect(bench.records.map(\.isContinued) == [false, false])
  }

  @Test("What waits for a failing store is handed over again as the transaction it was")
  func again() {
    var bench = Self.bench(persistsAtOnce: false)
    bench.pass(PassAnswer(asOf: 3, account: Self.account(cash: -20)), at: 1000)
    let first = bench.records
    bench.give(.persistFailed(reason: .noSpace), at: 1100)
    bench.give(.timer(.store), at: 2000)
    #expect(Array(bench.records.dropFirst(7)) == first)
  }

  @Test("The next account that agrees verifies both halves, once, and a checkpoint knows what is not verified")
  func verified() throws {
    var bench = Self.bench()
    bench.pass(PassAnswer(asOf: 3, account: Self.account(cash: -20)), at: 1000)
    #expect(
      bench.engine.books.unverified == [
        UnverifiedCorrection(
          .position(InstrumentID(index: 0)), from: .zero, to: Decimal(2), policy: .withinLimit, charge: Decimal(20),
          at: Instant(nanoseconds: 1_050_000_000)),
        UnverifiedCorrection(
          .cash(CurrencyID(index: 0)), from: .zero, to: Decimal(-20), policy: .withinLimit,
          at: Instant(nanoseconds: 1_050_000_000)),
      ])
    let bytes = Checkpoint(sequence: 6, books: bench.engine.books).encoded(naming: Fixture.Labels(), Fixture.identity)
    #expect(try Checkpoint.read(bytes)?.checkpoint.books.unverified == bench.engine.books.unverified)
    for round in 2...3 { bench.pass(PassAnswer(asOf: 3, account: Self.account(cash: -20)), at: 1000 * round) }
    #expect(bench.records.map(\.record.kind).suffix(2) == [.verified, .verified] && bench.records.count == 9)
    #expect(bench.engine.books.unverified.isEmpty)
  }

  @Test("A correction is taken back by what was so before it, by nothing else, and what was taken back is done with")
  func undone() {
    var bench = Self.bench()
    bench.pass(PassAnswer(asOf: 3, account: Self.account(cash: -20)), at: 1000)
    bench.pass(PassAnswer(asOf: 4, account: Self.account(position: 0, cash: 0, asOf: 4)), at: 2000)
    #expect(bench.published.suffix(6).compactMap(\.source).filter { $0 != .auto } == [.undone, .undone])
    #expect(bench.engine.books.positions[0].isFlat && bench.engine.books.cash[0].isZero)
    #expect(bench.engine.books.unverified.isEmpty)
    var other = Self.bench()
    other.pass(PassAnswer(asOf: 3, account: Self.account(cash: -20)), at: 1000)
    other.pass(PassAnswer(asOf: 4, account: Self.account(position: 1, cash: -10, asOf: 4)), at: 2000)
    #expect(other.published.suffix(6).compactMap(\.source).filter { $0 != .auto } == [.withinLimit, .withinLimit])
  }
}
