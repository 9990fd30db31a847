import Testing
import Trading

@testable import Reconciliation

@Suite("What is found of an account")
struct AccountRuleTests {
  private func configuration(_ change: (inout EngineConfiguration) throws -> Void = { _ in }) rethrows
    -> EngineConfiguration
  {
    var configuration = Fixture.configuration(.live)
    try change(&configuration)
    return configuration
  }

  /// What is found where the books have a position, or none, and the broker says this of it.
  private func findings(
    _ local: (quantity: String, average: String)?, _ report: (quantity: String, average: String, mark: String),
    cash: [Decimal] = [.zero, .zero], instrument: Int = 0,
    _ change: (inout EngineConfiguration) throws -> Void = { _ in }
  ) throws -> [Finding] {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    if let local {
      try books.open(
        try Decimal(local.quantity), at: try Decimal(local.average), in: InstrumentID(index: UInt32(instrument)))
    }
    var positions = Array(repeating: PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero), count: 2)
    positions[instrument] = PositionReport(
      quantity: try Decimal(report.quantity), averagePrice: try Decimal(report.average), mark: try Decimal(report.mark))
    let account = AccountReport(positions: positions, cash: cash, asOf: BrokerSequence(5))
    return PositionDetector.findings(
      in: account, try #require(books.figures(asOf: account.asOf)), try configuration(change))
  }

  @Test("Quantities may differ by as much as the setting says, and not by more")
  func quantities() throws {
    #expect(try findings(("10", "5"), ("10", "5", "5")).isEmpty)
    #expect(try findings(("10", "5"), ("10.00001", "5", "5")).isEmpty)
    #expect(try findings(("10", "5"), ("9.99999", "5", "5")).isEmpty)
    let more = try #require(try findings(("10", "5"), ("10.000011", "5", "7")).first)
    #expect(more.key == Finding.Key(kind: .quantityMismatch, instrument: 0))
    #expect(more.drift == .position(InstrumentID(index: 0)) && more.canBeTakenOver)
    #expect(try more.local == Decimal(10) && more.broker == Decimal("10.000011"))
    #expect(try more.difference == Decimal("0.000011") && more.impact == Decimal("0.000077"))
    let less = try #require(try findings(("10", "5"), ("-4", "5", "7")).first)
    #expect(less.difference == Decimal(-14) && less.impact == Decimal(98))
    #expect(try findings(("10", "5"), ("11", "5", "5")) { $0.quantityEpsilon = .one }.isEmpty)
    #expect(try !findings(("10", "5"), ("11.1", "5", "5")) { $0.quantityEpsilon = .one }.isEmpty)
  }

  @Test("A position that only one side has is missing; one without a price cannot be taken over")
  func missing() throws {
    let here = try #require(try findings(("10", "5"), ("0", "0", "5")).first)
    #expect(here.key.kind == .missingPosition && here.canBeTakenOver && here.impact == Decimal(50))
    let there = try #require(try findings(nil, ("10", "5", "0")).first)
    #expect(there.key.kind == .missingPosition && there.canBeTakenOver && there.impact == Decimal(50))
    let unpriced = try #require(try findings(nil, ("10", "0", "5")).first)
    #expect(!unpriced.canBeTakenOver && unpriced.impact == Decimal(50))
    let negative = try #require(try findings(("1", "5"), ("10", "-5", "5")).first)
    #expect(!negative.canBeTakenOver && negative.key.kind == .quantityMismatch)
    #expect(try findings(nil, ("10", "0", "0")).first?.impact == nil)
  }

  @Test("A contract counts by its multiplier, and what is unpaid in its currency counts if it is more")
  func worth() throws {
    let contract = try #require(try findings(("1", "5"), ("3", "5", "7"), instrument: 1).first)
    #expect(contract.impact == Decimal(700) && contract.key.instrument == 1)
    let cash = [Decimal(900), Decimal(-800)]
    #expect(try findings(("1", "5"), ("3", "5", "7"), cash: cash, instrument: 1).first?.impact == Decimal(800))
    #expect(try findings(("1", "5"), ("3", "5", "7"), cash: cash, instrument: 0).first?.impact == Decimal(900))
    #expect(try findings(("1", "5"), ("3", "5", "7"), cash: [.one], instrument: 1).first?.impact == Decimal(700))
  }

  @Test("Average prices may differ by a share of the larger one")
  func prices() throws {
    // A share of one in ten thousand of 100.
    #expect(try findings(("10", "100"), ("10", "99.99", "5")).isEmpty)
    #expect(try findings(("10", "99.99"), ("10", "100", "5")).isEmpty)
    let lower = try #require(try findings(("10", "100"), ("10", "99.98", "5")).first)
    #expect(lower.key == Finding.Key(kind: .priceDiscrepancy, instrument: 0))
    #expect(lower.drift == .price(InstrumentID(index: 0)) && lower.canBeTakenOver)
    #expect(try lower.local == Decimal(100) && lower.broker == Decimal("99.98"))
    #expect(try lower.difference == Decimal("-0.02") && lower.impact == Decimal("0.2"))
    #expect(try findings(("-10", "100"), ("-10", "101", "5")).first?.impact == Decimal(10))
    #expect(try findings(("10", "100"), ("10", "0", "5")).isEmpty)
    #expect(try findings(nil, ("0.00001", "100", "5")).isEmpty)
    #expect(try findings(("10", "100"), ("10", "90", "5")) { $0.tolerance = try Decimal("0.1") }.isEmpty)
    let both = try #require(try findings(("10", "100"), ("10.00001", "101", "5")).first)
    #expect(try both.impact == Decimal("10.00005") && both.key.kind == .priceDiscrepancy)
    #expect(try findings(("2", "100"), ("2", "101", "5"), instrument: 1).first?.impact == Decimal(100))
  }

  @Test("Figures too far apart differ all the same, and are for a person")
  func farApart() throws {
    let largest = try Decimal(units: .max).description
    let finding = try #require(try findings(("-10", "1"), (largest, "1", "1")).first)
    #expect(finding.impact == nil && !finding.canBeTakenOver)
    #expect(finding.difference == finding.broker && finding.key.kind == .quantityMismatch)
  }

  @Test("Balances agree to the last unit; what the answer does not have is not compared")
  func cash() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    books.open(cash: Decimal(10), in: CurrencyID(index: 1))
    let here = try #require(books.figures(asOf: .zero))
    func findings(_ cash: [Decimal]) -> [Finding] {
      CashDetector.findings(in: AccountReport(positions: [], cash: cash, asOf: .zero), here)
    }
    #expect(findings([.zero, Decimal(10)]).isEmpty && findings([.zero]).isEmpty && findings([]).isEmpty)
    let less = try #require(findings([.zero, Decimal(7)]).first)
    #expect(less.key == Finding.Key(kind: .cashMismatch, currency: 1) && less.drift == .cash(CurrencyID(index: 1)))
    #expect(less.local == Decimal(10) && less.broker == Decimal(7))
    #expect(less.difference == Decimal(-3) && less.impact == Decimal(3) && less.isOfCash && less.canBeTakenOver)
    let least = try Decimal(units: 1)
    #expect(findings([least, Decimal(10)]).map(\.key.currency) == [0])
    let plain = try configuration()
    let nothing = AccountReport(positions: [], cash: [], asOf: .zero)
    #expect(PositionDetector.findings(in: nothing, here, plain).isEmpty)
  }

  @Test("A finding becomes a discrepancy with all that it says")
  func discrepancy() {
    var finding = Finding(
      .statusInconsistency, order: 1, execution: 2, instrument: 3, currency: 4, local: Decimal(5), broker: Decimal(6),
      localStatus: .open, brokerStatus: .cancelled)
    finding.impact = Decimal(7)
    let discrepancy = Discrepancy(finding, id: 8)
    var expected = Discrepancy(
      .statusInconsistency, order: 1, execution: 2, instrument: 3, currency: 4, local: Decimal(5), broker: Decimal(6),
      localStatus: .open, brokerStatus: .cancelled)
    expected.id = 8
    #expect(discrepancy == expected && discrepancy.key == finding.key && !finding.isOfCash)
  }
}
