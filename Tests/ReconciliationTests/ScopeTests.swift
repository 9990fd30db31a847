import Testing
import Trading

@testable import Reconciliation

@Suite("What passes leave out")
struct ScopeTests {
  /// An account with a position of the second instrument and no money.
  private static func account(_ quantity: Int, asOf: UInt64) -> AccountReport {
    let flat = PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero)
    let held = PositionReport(quantity: Decimal(quantity), averagePrice: Decimal(10), mark: Decimal(10))
    return AccountReport(
      positions: [flat, quantity == 0 ? flat : held], cash: [.zero, .zero], asOf: BrokerSequence(asOf))
  }

  /// An engine that goes on from the checkpoint of another one, under settings that leave the second instrument out.
  private static func narrowed(_ bench: EngineBench) -> EngineBench {
    var configuration = bench.engine.configuration
    configuration.reconciledSymbols = ["AAPL"]
    configuration.resolveSymbols { $0 == "AAPL" ? InstrumentID(index: 0) : nil }
    var other = EngineBench(configuration)
    other.give(.started(Recovery(bench.engine.checkpoint), reason: .restart), at: 2000)
    return other
  }

  @Test("What is open about an instrument that is left out from now on stays open: nobody has seen that it is gone")
  func staysOpen() {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .review
      $0.driftConfirmations = 1
    }
    bench.pass(PassAnswer(asOf: 3, account: Self.account(5, asOf: 3)), at: 1000)
    #expect(bench.engine.books.discrepancies.map(\.kind) == [.missingPosition])
    var other = Self.narrowed(bench)
    let result = other.pass(PassAnswer(asOf: 4, account: Self.account(0, asOf: 4)), at: 3000).result
    #expect(other.engine.books.discrepancies.map(\.kind) == [.missingPosition] && result == .differs)
    bench.pass(PassAnswer(asOf: 4, account: Self.account(0, asOf: 4)), at: 3000)
    #expect(bench.engine.books.discrepancies.isEmpty)
  }

  @Test("What was taken over of an instrument that is left out from now on is not verified")
  func staysUnverified() {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .adoptBroker
      $0.driftConfirmations = 1
    }
    bench.pass(PassAnswer(asOf: 3, account: Self.account(5, asOf: 3)), at: 1000)
    #expect(bench.engine.books.unverified.count == 1)
    var other = Self.narrowed(bench)
    other.pass(PassAnswer(asOf: 4, account: Self.account(5, asOf: 4)), at: 3000)
    #expect(other.engine.books.unverified.count == 1 && other.engine.books.positions[1].quantity == Decimal(5))
    bench.pass(PassAnswer(asOf: 4, account: Self.account(5, asOf: 4)), at: 3000)
    #expect(bench.engine.books.unverified.isEmpty)
  }

  @Test("Without the setting everything is compared, and a balance where all instruments of its currency are")
  func compared() {
    var configuration = Fixture.configuration(.live)
    configuration.instruments = configuration.instruments.map { terms in
      Instrument(tick: terms.tick, lot: terms.lot, multiplier: terms.multiplier, currency: CurrencyID(index: 0))
    }
    let (first, second) = (InstrumentID(index: 0), InstrumentID(index: 1))
    let (dollar, euro) = (CurrencyID(index: 0), CurrencyID(index: 1))
    #expect(configuration.compares(first) && configuration.compares(second) && configuration.compares(dollar))
    configuration.reconciledSymbols = ["AAPL"]
    configuration.resolveSymbols { $0 == "AAPL" ? first : nil }
    #expect(configuration.compares(first) && !configuration.compares(second))
    #expect(!configuration.compares(dollar) && configuration.compares(euro))
    configuration.reconciledSymbols = []
    configuration.resolveSymbols { _ in nil }
    #expect(configuration.compares(second) && configuration.compares(dollar))
  }
}
