import Testing
import Trading

@testable import Reconciliation

@Suite("Positions in figures for a model")
struct FeatureTests {
  private static let instrument = InstrumentID(index: 0)

  /// A live engine with nothing in its books that has compared an account in which so much is open at a mark of 12.
  private static func bench(_ quantity: Int, at milliseconds: Int = 1000) -> EngineBench {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .review
      $0.featuresWithin = .seconds(10)
    }
    let flat = PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero)
    let report = PositionReport(
      quantity: Decimal(quantity), averagePrice: quantity == 0 ? .zero : Decimal(10), mark: Decimal(12))
    let account = AccountReport(positions: [report, flat], cash: [.zero, .zero], asOf: BrokerSequence(3))
    bench.pass(PassAnswer(asOf: 3, account: account), at: milliseconds)
    return bench
  }

  private static func instant(_ milliseconds: Int) -> Instant { .origin + .milliseconds(milliseconds) }

  @Test("Each source has its own figures, and is trusted as far as they agree and are fresh")
  func sources() throws {
    let alike = Self.bench(0)
    let seen = try #require(alike.engine.features(of: Self.instrument, at: Self.instant(2000))?.seen)
    let now = seen + .seconds(5)
    let reconciled = try #require(alike.engine.snapshot(of: Self.instrument, at: now))
    #expect(reconciled.source == .reconciled && reconciled.confidence == 500 && reconciled.seen == seen)
    #expect(reconciled.asOf == BrokerSequence(3) && reconciled.quantity == .zero && reconciled.marketValue == .zero)
    let differing = Self.bench(2)
    let broker = try #require(differing.engine.snapshot(of: Self.instrument, at: now))
    #expect(broker.source == .broker && broker.quantity == Decimal(2) && broker.averagePrice == Decimal(10))
    #expect(broker.marketValue == Decimal(24) && broker.unrealizedProfit == Decimal(4) && broker.confidence == 500)
    let books = try #require(differing.engine.snapshot(of: Self.instrument, from: .local, at: now))
    #expect(books.quantity == .zero && books.confidence == 0 && books.asOf == nil)
    #expect(differing.engine.snapshot(of: Self.instrument, from: .reconciled, at: now) == nil)
    let unasked = EngineBench.ready { $0.mode = .live }
    #expect(unasked.engine.snapshot(of: Self.instrument, at: now)?.confidence == 500)
    #expect(unasked.engine.features(of: Self.instrument, at: now)?.doubt == .unseen)
  }

  @Test("The broker's word holds for just as long as the setting says")
  func within() throws {
    let bench = Self.bench(0)
    let seen = try #require(bench.engine.features(of: Self.instrument, at: Self.instant(2000))?.seen)
    #expect(bench.engine.features(of: Self.instrument, at: seen + .seconds(10))?.isValid == true)
    let later = bench.engine.features(of: Self.instrument, at: seen + .seconds(10) + TimeSpan(nanoseconds: 1))
    #expect(later?.doubt == .stale)
    #expect(bench.engine.snapshot(of: Self.instrument, at: seen + .seconds(10))?.confidence == 0)
    #expect(bench.engine.snapshot(of: Self.instrument, at: seen)?.confidence == 1000)
  }

  @Test("There are no figures of an instrument that nobody knows")
  func unknown() {
    let bench = Self.bench(0)
    #expect(bench.engine.features(of: InstrumentID(index: 9), at: Self.instant(2000)) == nil)
    #expect(bench.engine.snapshot(of: InstrumentID(index: 9), at: Self.instant(2000)) == nil)
  }
}
