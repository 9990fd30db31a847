import Testing
import Trading

@testable import Reconciliation

@Suite("What cannot be valued")
struct ImpactTests {
  @Test(
    "A position without any price is for a person, whatever the policy",
    arguments: [DriftPolicy.withinLimit, .adoptBroker])
  func noPrice(policy: DriftPolicy) {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = policy
    }
    var notices: [Event] = []
    for round in 1...4 {
      notices += bench.pass(PassAnswer(account: PassAnswer.account(5, average: 0, mark: 0)), at: 1000 * round).notices
    }
    #expect(bench.engine.books.positions[0].isFlat)
    #expect(notices.map(\.subject) == [.missingPosition])
  }

  @Test("A mark alone says what a position is worth, not what it has cost")
  func markAlone() {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .adoptBroker
    }
    for round in 1...4 {
      bench.pass(PassAnswer(account: PassAnswer.account(5, average: 0, mark: 10)), at: 1000 * round)
    }
    #expect(bench.engine.books.positions[0].isFlat)
  }

  @Test("A position that is gone at the broker without a mark is for a person within the limit")
  func flatWithoutMark() {
    for (mark, isTaken) in [(0, false), (10, true)] {
      var bench = EngineBench.ready { $0.mode = .live }
      bench.placeAndAccept()
      bench.execute(Fixture.execution(1, 5), filled: 5)
      let order = Fixture.report(.partial, filled: 5)
      var notices: [Event] = []
      for round in 1...4 {
        notices +=
          bench.pass(
            PassAnswer(
              orders: [order], executions: [Fixture.execution(1, 5)],
              account: PassAnswer.account(0, average: 0, mark: mark, cash: -1)), at: 1000 * round
          ).notices
      }
      #expect(bench.engine.books.positions[0].isFlat == isTaken)
      #expect(notices.map(\.subject) == (isTaken ? [] : [.missingPosition, .cashMismatch]))
    }
  }

  @Test("With an average price goes the quantity within the tolerance, and counts for the limit")
  func quantityWithinTheTolerance() throws {
    for (limit, isTaken) in [(5, false), (11, true)] {
      var bench = EngineBench.ready {
        $0.mode = .live
        $0.tolerance = .zero
        $0.quantityEpsilon = Decimal(3)
        $0.maximumAutomaticCorrection = Decimal(limit)
      }
      bench.placeAndAccept()
      bench.execute(Fixture.execution(1, 5), filled: 5)
      var account = PassAnswer.account(4, cash: -50)
      account.positions[0].averagePrice = try Decimal("10.01")
      for round in 1...4 {
        bench.pass(
          PassAnswer(
            orders: [Fixture.report(.partial, filled: 5)], executions: [Fixture.execution(1, 5)], account: account),
          at: 1000 * round)
      }
      #expect(bench.engine.books.positions[0].quantity == Decimal(isTaken ? 4 : 5))
    }
  }

  @Test("Figures too far apart to be subtracted are for a person")
  func overflow() throws {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .adoptBroker
    }
    let largest = try Decimal("170000000000000000000000000")
    try bench.engine.core.ledger.main.open(-largest, at: .zero, in: InstrumentID(index: 0))
    var account = PassAnswer.account(0)
    account.positions[0].quantity = largest
    var notices: [Event] = []
    for round in 1...3 { notices += bench.pass(PassAnswer(account: account), at: 1000 * round).notices }
    #expect(notices.map(\.subject) == [.quantityMismatch])
    #expect(bench.engine.books.positions[0].quantity == -largest)
  }
}
