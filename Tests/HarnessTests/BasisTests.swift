import Testing

@testable import Harness

/// Average price and profit: what `basis-follows-fills` is silent on, and what `converged` compares.
@Suite("Average price and profit")
struct BasisTests {
  private func text(_ header: String, engine: String = "", setup: String = "", _ timeline: String) -> String {
    Cases.text(header: header, engine: engine, setup: setup, timeline: timeline)
      .replacing("order-interval off", with: "order-interval 1s").replacing("ends   20s", with: "ends   60s")
  }

  private static let flips = """
    0s   trader place A buy 100 AAPL limit 150.00
    0s   trader place B sell 300 AAPL limit 150.00
    0s   trader place C buy 250 AAPL limit 150.00
    1s   broker fill A 33 at 150.01 exec E1
    2s   broker fill B 7 at 151.00 exec E2
    3s   broker fill A rest at 149.99 exec E3
    4s   broker fill B 250 at 149.00 exec E4
    5s   broker fill C 60 at 150.50 exec E5
    6s   broker fill B rest at 148.33 exec E6
    7s   broker fill C rest at 151.07 exec E7
    """

  private static let adoption = """
    0s   trader place A buy 100 AAPL limit 150.00
    1s   broker fill A 40 at 150.00 exec E1
    3s   broker trade AAPL sell 10 at 152.00 note "by phone"
    10s  broker fill A 30 at 149.00 exec E2
    12s  broker fill A rest at 151.00 exec E3
    14s  trader place B sell 120 AAPL limit 150.00
    15s  broker fill B 50 at 153.00 exec E4
    16s  broker fill B rest at 147.00 exec E5
    """

  @Test(
    "The oracle is silent on an engine that books in the broker's order",
    arguments: [
      ("mode paper", "", flips), ("mode live", "", flips),
      ("mode live", "instrument AAPL multiplier 50\n", flips),
      ("mode paper", "instrument AAPL multiplier 0.1\nboth position AAPL -20 at 149.50\n", flips),
      ("mode live", "", adoption), ("mode live", "instrument AAPL multiplier 50\n", adoption),
      ("mode live", "", adoption.replacing("14s", with: "13s engine crash down 500ms\n14s")),
      (
        "mode live", "both position AAPL 100 at 149.50\n",
        flips.replacing("5s   b", with: "4.5s engine restart down 100ms\n5s   b") + "\n20s engine crash down 0s"
      ),
      (
        "mode live", "",
        "0s trader place A buy 100 AAPL limit 150.00\n0s net drop stream fill for 20s\n"
          + "0s broker snapshot omits A next 6\n1s broker fill A 40 at 150.00 exec E1\n"
          + "25s broker fill A rest at 151.00 exec E2"
      ),
    ])
  func silent(header: String, setup: String, timeline: String) throws {
    let text = text(header, engine: header == "mode live" ? "drift-policy adopt-broker" : "", setup: setup, timeline)
    #expect(try Cases.run(text).failures.shown == [])
  }

  @Test("The oracle reckons on from a position that was taken over")
  func firesAfterAdoption() throws {
    let text = text(
      "mode live", engine: "drift-policy adopt-broker",
      """
      1s   broker trade AAPL buy 10 at 152.00
      10s  trader place A buy 30 AAPL limit 150.00
      12s  broker fill A rest at 148.00 exec E1
      """)
    #expect(try Cases.run(text).failures.shown == [])
    #expect(
      try Cases.run(text, on: Tampered<ForgetsCost>.self).failures.shown == [
        Shown(
          .safety, "basis-follows-fills is violated",
          "position AAPL averages 0.025 and has realized 0, but its executions in the broker's order come to 149 and 0")
      ])
  }

  @Test("Engine and broker do not agree while average price or profit differ", arguments: ["mode paper", "mode live"])
  func converges(header: String) throws {
    let always = "\nalways\n  invariant basis-follows-fills off \"the test looks at the end\"\n"
    let closing = Cases.base + "\n3s trader place B sell 10 AAPL limit 150.00\n4s broker fill B rest at 151.00 exec E3"
    let text = text(header, closing) + always
    #expect(try Cases.run(text).failures.shown == [])
    let failures = try Cases.runWithoutClauses(text, on: Tampered<ForgetsProfit>.self).failures
    #expect(
      failures.shown == [
        Shown(.liveness, "converges is violated", "engine and broker still differ at the end of the run")
      ])
    #expect(
      failures.first?.notes.contains(
        "differs  position AAPL: local 90 at 150.006, realized 0, unrealized -0.54, "
          + "broker 90 at 150.006, realized 9.94, unrealized -0.54") == true)
    let cost = try Cases.runWithoutClauses(text, on: Tampered<ForgetsCost>.self).failures
    #expect(cost.map(\.oracle) == ["converges"])
    let expecting = text + "\nfinally\n  expect converged\n"
    let state = try Cases.runWithoutClauses(expecting, on: Tampered<ForgetsProfit>.self).failures
    #expect(state.shown.first == Shown(.state, "state check", "they differ"))
  }

  @Test("What only the broker can know of a profit is not asked of the engine")
  func withoutCommonBasis() throws {
    let phone = text(
      "mode live", engine: "drift-policy adopt-broker", setup: "both position AAPL 100 at 150.00",
      "1s broker trade AAPL sell 40 at 160.00")
    #expect(try Cases.run(phone + "\nfinally\n  expect converged\n").failures.shown == [])
    let paper = text(
      "mode paper", setup: "both position AAPL 100 at 150.00", "1s broker adjust position AAPL 100 at 155.00")
    #expect(try Cases.run(paper).failures.shown == [])
    #expect(try Cases.run(paper + "\nfinally\n  expect diverged\n").failures.shown == [])
    let tolerable = text(
      "mode live", setup: "both position AAPL 100 at 150.00", "1s broker adjust position AAPL 100 at 150.01")
    #expect(try Cases.run(tolerable + "\nfinally\n  expect converged\n").failures.shown == [])
    let openings = text(
      "mode paper", setup: "local position AAPL 100 at 150.00\nbroker position AAPL 100 at 151.00",
      "1s operator reconcile")
    #expect(try Cases.run(openings).failures.shown == [])
    #expect(try Cases.run(openings + "\nfinally\n  expect diverged\n").failures.shown == [])
  }
}
