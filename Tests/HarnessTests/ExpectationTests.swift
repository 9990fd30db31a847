import Reconciliation
import ScenarioLanguage
import Simulation
import Testing
import Trading

@testable import Harness

@Suite("Expectations over time")
struct ExpectationTests {
  /// The failures of the base case with one more line, which is sorted in by its second.
  private func failures(_ line: String) throws -> [Shown] {
    let lines = (Cases.base.split(separator: "\n").map(String.init) + [line]).enumerated().sorted { left, right in
      (time(left.element), left.offset) < (time(right.element), right.offset)
    }
    return try Cases.run(Cases.text(timeline: lines.map(\.element).joined(separator: "\n"))).failures.shown
  }

  private func time(_ line: String) -> Double { Double(line.prefix { $0.isNumber || $0 == "." }) ?? 0 }

  @Test("A plain check sees everything that its instant brings, and nothing later")
  func plain() throws {
    #expect(try failures("1.025s expect local position AAPL = 40") == [])
    #expect(
      try failures("1.024s expect local position AAPL = 40") == [Shown(.state, "state check", "local is 0")])
    #expect(
      try failures("3s expect order A status=open filled>10")
        == [Shown(.state, "state check", "local has status=filled filled=100, broker has status=filled filled=100")])
    #expect(try failures("3s expect order A status=filled avg~150.0 leaves=0") == [])
  }

  @Test("Two sides that are alike but for a price are told by it")
  func priceApart() throws {
    let failures = try Cases.run(
      """
      scenario "test"
        mode paper
        broker scripted
        ends 1s
      setup
        market AAPL 149.99 150.01
        local order A buy 10 AAPL stop 152.00 accepted
        broker order A buy 10 AAPL stop 153.00 accepted
      timeline
        10ms expect converged
      """
    ).failures
    #expect(failures.shown == [Shown(.state, "state check", "they differ")])
    #expect(
      failures.first?.notes.contains("differs  order A: local open 0/10 stop 152, broker open 0/10 stop 153") == true)
  }

  @Test("`within` is met at its deadline, and a failure says how late it was")
  func within() throws {
    #expect(try failures("1s expect local position AAPL = 40 within 25ms") == [])
    #expect(
      try failures("1s expect local position AAPL = 40 within 24ms")
        == [
          Shown(
            .deadline, "not in time", "not so by +00:00:01.024; it became so at +00:00:01.025, 1ms late")
        ])
    #expect(
      try failures("1s expect local position AAPL = 500 within 1s")
        == [
          Shown(
            .deadline, "not in time",
            "not so by +00:00:02.000, and not until the end of the run either: local is 100")
        ])
  }

  @Test("`for` must stay true so long")
  func holding() throws {
    #expect(try failures("1.5s expect local position AAPL = 40 for 500ms") == [])
    #expect(
      try failures("1.5s expect local position AAPL = 40 for 600ms")
        == [
          Shown(
            .unstable, "did not stay so",
            "true since +00:00:01.500, not any more at +00:00:02.025: local is 100")
        ])
    #expect(try failures("1s expect local position AAPL = 40 within 25ms for 1s") == [])
    #expect(
      try failures("1s expect local position AAPL = 40 within 25ms for 1001ms").map(\.kind) == [.unstable])
  }

  @Test("How long a check must hold does not depend on what else happens")
  func holdingPastTheDeadline() throws {
    // True from 1.025 s to 4.025 s, due by 2 s: it has to hold until 4.5 s, with a look at 3.6 s or without.
    for other in ["", "3.6s mark @look\n"] {
      let timeline = """
        0s  trader place A buy 100 AAPL limit 150.00
        1s  broker fill A 40 at 150.00
        1s  expect local position AAPL = 40 within 1s for 2.5s
        \(other)4s  broker fill A 60 at 150.00
        """
      #expect(try Cases.run(Cases.text(timeline: timeline)).failures.map(\.kind) == [.unstable])
    }
  }

  @Test("`for rest` must stay true until the run ends")
  func rest() throws {
    #expect(try failures("2s expect local position AAPL = 100 within 1s for rest") == [])
    #expect(try failures("3s expect local position AAPL = 100 for rest") == [])
    #expect(
      try failures("1.1s expect local position AAPL = 40 for rest")
        == [
          Shown(
            .unstable, "did not stay so", "true since +00:00:01.100, not any more at +00:00:02.025: local is 100")
        ])
    #expect(
      try failures("1.1s expect local position AAPL = 41 for rest")
        == [Shown(.state, "state check", "local is 40")])
  }

  @Test("`never` is looked at after every step, and fails once")
  func never() throws {
    let text = Cases.text(always: "never local position AAPL > 30\nnever local position AAPL > 100")
    #expect(
      try Cases.run(text).failures.shown
        == [Shown(.never, "must never happen", "became true at +00:00:01.025: local is 40")])
  }

  @Test("Checks of a `finally` section see the end")
  func final() throws {
    #expect(
      try Cases.finally("expect position AAPL = 99\nexpect engine = halted\nexpect converged").shown
        == [
          Shown(.state, "state check", "local is 100, broker is 100"), Shown(.state, "state check", "it is ready"),
        ])
    #expect(
      try Cases.finally("expect discrepancies = 1\nexpect alerts > 0\nexpect checkpoint seq > 5\nexpect diverged").shown
        == [
          Shown(.state, "state check", "0 were found"), Shown(.state, "state check", "there were 0"),
          Shown(.state, "state check", "it stands at 5"), Shown(.state, "state check", "they agree"),
        ])
  }
}
