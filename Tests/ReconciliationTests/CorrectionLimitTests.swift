import Testing
import Trading

@testable import Reconciliation

@Suite("Limits of automatic corrections")
struct CorrectionLimitTests {
  private static let day = 86_400_000
  private static let currency = CurrencyID(index: 0)

  @Test(
    "A correction may reach a limit and not exceed it; the one of the pass is named first",
    arguments: [
      (10, 40, 90, nil), (11, 40, 80, Word.passLimit), (10, 40, 91, .dayLimit),
      (11, 40, 91, .passLimit),
      (0, 99, 999, nil),
    ] as [(Int, Int, Int, Word?)])
  func rule(charge: Int, inPass: Int, today: Int, limit: Word?) {
    var configuration = EngineConfiguration(mode: .live)
    configuration.maximumAutomaticCorrectionPerPass = Decimal(50)
    configuration.maximumAutomaticCorrectionPerDay = Decimal(100)
    let spent = CorrectionLimits.Spent(inPass: Decimal(inPass), today: Decimal(today))
    #expect(CorrectionLimits.exceeded(by: Decimal(charge), after: spent, in: Self.currency, configuration) == limit)
  }

  @Test(
    "Spending adds up within a day and a currency; a new day begins with nothing, and none comes back"
  )
  func spending() throws {
    func at(_ hours: Int) -> Instant { .origin + .seconds(3600 * hours) }
    var spending = CorrectionSpending()
    try spending.add(Decimal(5), in: Self.currency, at: at(1))
    try spending.add(Decimal(7), in: Self.currency, at: at(23))
    try spending.add(Decimal(9), in: CurrencyID(index: 2), at: at(23))
    #expect(spending.amount(of: Self.currency, at: at(23)) == Decimal(12))
    #expect(spending.amount(of: CurrencyID(index: 1), at: at(23)) == .zero)
    #expect(spending.amount(of: CurrencyID(index: 2), at: at(23)) == Decimal(9))
    #expect(spending.amount(of: Self.currency, at: at(24)) == .zero)
    try spending.add(Decimal(1), in: Self.currency, at: at(24))
    try spending.add(Decimal(2), in: Self.currency, at: at(2))
    #expect(
      spending.amount(of: Self.currency, at: at(2)) == Decimal(3)
        && spending.amounts == [Decimal(3)])
    try spending.add(.zero, in: Self.currency, at: at(99))
    #expect(spending.day == 1)
  }

  @Test(
    "Position and cash of one trade count once; what is beyond the day is told once and stays a person's"
  )
  func acrossDays() {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.maximumAutomaticCorrectionPerDay = Decimal(60)
    }
    func pass(_ quantity: Int, at milliseconds: Int) -> [Event] {
      let account = PassAnswer.account(quantity, cash: -10 * quantity)
      return [0, 1000].flatMap {
        bench.pass(PassAnswer(account: account), at: milliseconds + $0).notices
      }
    }
    #expect(pass(5, at: 1000).isEmpty)
    #expect(
      bench.engine.books.positions[0].quantity == Decimal(5)
        && bench.engine.books.cash[0] == Decimal(-50))
    #expect(bench.engine.books.spending.amount(of: Self.currency, at: .origin) == Decimal(50))
    let told = pass(10, at: 3000)
    // The balance is the other half of what the limit has left.
    #expect(told.map(\.reason) == [.dayLimit, .mismatch])
    #expect(told.map(\.subject) == [.quantityMismatch, .cashMismatch])
    #expect(pass(10, at: Self.day + 1000).isEmpty)
    #expect(
      bench.engine.books.positions[0].quantity == Decimal(5)
        && bench.engine.books.heldDiscrepancies == [3])
    #expect(pass(5, at: Self.day + 3000).isEmpty)
    #expect(
      bench.engine.books.heldDiscrepancies.isEmpty && bench.engine.books.discrepancies.isEmpty)
    #expect(pass(10, at: Self.day + 5000).isEmpty)
    #expect(bench.engine.books.positions[0].quantity == Decimal(10))
  }

  @Test("A policy that takes everything over has no limits")
  func adoptBroker() {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .adoptBroker
      $0.maximumAutomaticCorrectionPerDay = .zero
    }
    for round in 1...2 {
      bench.pass(PassAnswer(account: PassAnswer.account(5, cash: -50)), at: 1000 * round)
    }
    #expect(bench.engine.books.positions[0].quantity == Decimal(5))
    #expect(bench.engine.books.spending == CorrectionSpending())
  }
}
