import Testing
import Trading

@testable import Reconciliation

@Suite("Drifts by hand")
struct DriftTests {
  @Test("A balance is confirmed by itself, also beside a position of its currency", arguments: [0, 1])
  func otherCurrency(currency: Int) {
    var bench = EngineBench.ready { $0.mode = .live }
    let flat = PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero)
    let position = PositionReport(quantity: Decimal(2), averagePrice: Decimal(10), mark: Decimal(10))
    var cash: [Decimal] = [.zero, .zero]
    for round in 1...2 {
      // The balance differs from the second pass on, with which the position is confirmed.
      if round == 2 { cash[currency] = Decimal(-20) }
      let account = AccountReport(positions: [position, flat], cash: cash, asOf: BrokerSequence(3))
      bench.pass(PassAnswer(asOf: 3, account: account), at: 1000 * round)
    }
    #expect(bench.engine.books.positions[0].quantity == Decimal(2))
    #expect(bench.engine.books.cash[currency] == .zero)
  }

  @Test("A gap that the pass itself has closed explains no drift")
  func closedGap() {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftConfirmations = 1
    }
    bench.placeAndAccept()
    let account = PassAnswer.account(5, cash: -30, asOf: 6)
    let answer = PassAnswer(
      orders: [Fixture.report(.partial, filled: 3, sequence: 6)], executions: [Fixture.execution(1, 3, sequence: 6)],
      asOf: 6, account: account)
    bench.pass(answer, at: 1000)
    #expect(bench.engine.books.positions[0].quantity == Decimal(5))
    #expect(bench.engine.books.discrepancies.isEmpty)
  }

  @Test("A figure that the books cannot hold is for a person, and stays a discrepancy")
  func figureTooLarge() throws {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .adoptBroker
      $0.driftConfirmations = 1
    }
    let huge = try Decimal(units: .max)
    let flat = PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero)
    let account = AccountReport(
      positions: [PositionReport(quantity: huge, averagePrice: huge, mark: .one), flat], cash: [.zero, .zero],
      asOf: BrokerSequence(3))
    var notices: [Word?] = []
    for round in 1...3 {
      notices += bench.pass(PassAnswer(asOf: 3, account: account), at: 1000 * round).notices.map(\.subject)
    }
    #expect(bench.engine.books.positions[0].isFlat)
    #expect(bench.engine.books.discrepancies.map(\.kind) == [.missingPosition] && notices == [.missingPosition])
  }
}
