import Testing

@testable import Harness

@Suite("The recoverability ledger")
struct RecoverabilityTests {
  private func failures(_ header: String, setup: String = "", _ timeline: String) throws -> [Shown] {
    let text = Cases.text(header: header, setup: setup, timeline: timeline)
      .replacing("order-interval off", with: "order-interval 1s").replacing("ends   20s", with: "ends   60s")
    return try Cases.run(text).failures.shown
  }

  @Test("A trade by phone shows in the account alone, which paper mode does not read: nothing is demanded")
  func phoneTradeInPaper() throws {
    #expect(try failures("mode paper", "1s broker trade AAPL buy 10 at 150.00") == [])
  }

  @Test("An order that only the broker's setup has is one that the engine never heard of")
  func foreignOrder() throws {
    #expect(
      try failures("mode paper", setup: "broker order Z buy 10 AAPL limit 150.00 accepted", "1s operator reconcile")
        == [])
  }

  @Test("What executions explain is demanded, and an engine that does not ask for it fails")
  func missedFill() throws {
    let text = Cases.text(timeline: "0s net drop stream fill next 2\n" + Cases.base)
      .replacing("ends   20s", with: "ends   4000s")
    // Without a poll nothing tells of the fills before the full pass at 300 s, and then it does.
    #expect(try Cases.run(text).failures.shown == [])
    let broken = try Cases.runWithoutClauses(text, on: Tampered<SwallowsFills>.self).failures.shown
    #expect(
      broken == [Shown(.liveness, "converges is violated", "engine and broker still differ at the end of the run")])
  }

  @Test("An engine whose store works again only just before the end is given the time to catch up")
  func lateRecovery() throws {
    let text = """
      scenario "the store works again at 1m8s"
        mode   live
        ends   1m9s

      setup
        market AAPL 149.99 150.01

      timeline
        100ms  trader place B buy 1 AAPL limit 150.00
        100ms  net    cut for 100ms
        1s     store  fail enospc next 6
      """
    #expect(try Cases.run(text).failures.shown == [])
    // With the time, the order has to be sent, and it is.
    let longer = text.replacing("1m9s", with: "3m") + "\n\nfinally\n  expect order B = open\n"
    #expect(try Cases.run(longer).failures.shown == [])
  }

  @Test("What was taken over from a broker that lied about the account is for a person to put right")
  func adoptedFalsehood() throws {
    let text = """
      scenario "an empty account is believed at first sight"
        mode   live
        ends   60s

      engine
        drift-confirmations 1

      setup
        instrument AAPL multiplier 50
        market     AAPL 0.06 0.07

      timeline
        0s  trader place B buy 100 AAPL limit 0.07
        1s  broker snapshot empty next 3
        1s  broker fill B 27 at 0.07 exec E1
        3s  market AAPL 0.09 0.10
      """
    #expect(try Cases.run(text).failures.shown == [])
    let trusting =
      text.replacing("drift-confirmations 1", with: "drift-confirmations 2")
      + "\n\nfinally\n  expect converged\n"
    #expect(try Cases.run(trusting).failures.shown == [])
  }
}
