import ScenarioLanguage
import Testing

@testable import Harness

/// Orders of the setup that one side or both know to have executed.
@Suite("Executions of the setup")
struct OpeningTests {
  private func run(_ setup: String, _ timeline: String = "1s operator reconcile", finally: String = "") throws
    -> [Shown]
  {
    let text = Cases.text(setup: setup, timeline: timeline, finally: finally)
      .replacing("order-interval off", with: "order-interval 1s").replacing("both cash USD 100000.00\n", with: "")
    return try Cases.run(text).failures.shown
  }

  @Test(
    "The broker has executed 8, of which the engine knows 5, in either order of the lines", arguments: [false, true])
  func brokerIsAhead(isBrokerFirst: Bool) throws {
    let local = "local order A buy 10 AAPL limit 150.00 filled 5"
    let broker = "broker order A buy 10 AAPL limit 150.00 filled 8"
    let setup = """
      both order Z buy 1 AAPL limit 140.00 accepted
      local cash USD 99250.00
      broker cash USD 98800.00
      local position AAPL 5 at 150.00
      broker position AAPL 8 at 150.00
      \(isBrokerFirst ? "\(broker)\n\(local)" : "\(local)\n\(broker)")
      """
    let finally = """
      expect converged
      expect order A = partial filled=8
      expect position AAPL = 8 at 150.00
      log count fill.applied order=A = 1
      log count fill.quarantined = 0
      """
    #expect(try run(setup, finally: finally) == [])
  }

  @Test("An execution that only the engine believes in is none of the broker's, and is told")
  func engineIsAhead() throws {
    let setup = """
      local order A buy 10 AAPL limit 150.00 filled 8
      broker order A buy 10 AAPL limit 150.00 filled 5
      """
    let finally = "expect local order A filled=8\nexpect broker order A filled=5\nlog count fill.quarantined = 0"
    #expect(try run(setup, finally: finally) == [])
  }

  @Test("An execution of a line may have the name that the setup would give to its own")
  func names() throws {
    let setup = "both order A buy 10 AAPL limit 150.00 filled 5\nboth position AAPL 5 at 150.00"
    let finally = "expect converged\nexpect order A = filled filled=10\nlog count fill.applied exec=E0.A = 1"
    #expect(try run(setup, "1s broker fill A rest at 150.00 exec E0.A", finally: finally) == [])
  }

  @Test("An order at the market has executed in the middle of the market")
  func price() throws {
    #expect(try run("both order A buy 10 AAPL market filled 5", finally: "expect order A avg=150.00") == [])
    #expect(try run("both order A buy 10 AAPL stop 151.00 filled 5", finally: "expect order A avg=151.00") == [])
  }

  @Test("The price behind `at` comes before all others, and needs no market")
  func ownPrice() throws {
    #expect(
      try run("both order A buy 10 AAPL limit 151.00 filled 5 at 150.50", finally: "expect order A avg=150.50") == [])
    let setup = "instrument MSFT lot 1\nboth order A buy 10 MSFT market filled 5 at 10.00"
    #expect(try run(setup, finally: "expect order A = partial filled=5 avg=10.00") == [])
  }

  @Test("What only the broker knows has cost the same as what both know")
  func ownPriceOfBoth() throws {
    let setup = """
      local cash USD 99950.00
      broker cash USD 99920.00
      local position MSFT 5 at 10.00
      broker position MSFT 8 at 10.00
      instrument MSFT lot 1
      local order A buy 10 MSFT market filled 5 at 10.00
      broker order A buy 10 MSFT market filled 8 at 10.00
      """
    let finally = "expect converged\nexpect order A = partial filled=8 avg=10.00\nexpect position MSFT = 8 at 10.00"
    #expect(try run(setup, finally: finally) == [])
  }

  @Test("A tree without any price is refused, whoever made it")
  func noPrice() throws {
    let text = Cases.text(
      setup: "instrument MSFT lot 1\nboth order A buy 10 MSFT market filled 5 at 10.00",
      timeline: "1s expect order A = partial")
    var scenario = try Cases.scenario(text)
    for index in scenario.setup.indices {
      guard var line = scenario.setup[index].value.form as? SetupOrder else { continue }
      line.order.price = nil
      scenario.setup[index].value.form = line
    }
    #expect {
      try PlanCompiler.compile(scenario)
    } throws: { error in
      (error as? PlanError)?.message == "at which price? add `at PRICE`, or a line `market MSFT BID ASK`"
    }
  }
}
