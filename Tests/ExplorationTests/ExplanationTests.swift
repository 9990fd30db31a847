import Harness
import ScenarioLanguage
import Simulation
import Testing
import Trading

@testable import Exploration

/// Why a case fails: which faults it needs, and where it went wrong.
@Suite struct ExplanationTests {
  private func explain<Wrong: Defect>(_ timeline: String, _ wrong: Wrong.Type) throws -> FailureExplanation? {
    let text = """
      scenario "explained"
        ends   1m

      setup
        both   cash USD 100000.00
        market S1 9.99 10.00

      timeline
      \(timeline.split(separator: "\n").map { "  \($0)\n" }.joined())
      """
    let engine = EngineUnderTest(Tampered<Wrong>.self, judgesByClauses: false)
    return try FailureExplanation.explain(try parse(text), on: engine)
  }

  private func fields(_ explanation: FailureExplanation) throws -> String {
    let entry = try #require(explanation.firstWrongEntry)
    return explanation.names.line(of: explanation.trace.entries[Int(entry)])
  }

  @Test func whatPassesIsNotExplained() throws {
    let text = try parse("scenario \"x\"\n  ends 5s\n\nsetup\n  market S1 9.99 10.00\n\ntimeline\n  1s net heal\n")
    let explanation = try FailureExplanation.explain(text)
    #expect(explanation == nil)
  }

  @Test func livenessFailure() throws {
    let timeline = """
      0s  trader place A buy 5 S1 limit 10.00
      1s  net drop stream fill next 1
      2s  broker fill A rest at 10.00 exec E1
      5s  net delay stream heartbeat by 30ms next 1
      9s  store slow by 100ms for 1s may-miss
      """
    let explanation = try #require(try explain(timeline, IgnoresMissedFills.self))
    #expect(explanation.failure.oracle == "converges")
    #expect(explanation.faults.map(\.line) == [10, 12, 13])
    #expect(explanation.faults.map(\.effect) == [.passes, .changesNothing, .changesNothing])
    #expect(explanation.runs < 60)
    let window = try #require(explanation.faults[0].window)
    #expect(window.fails == .zero ... .seconds(2))
    #expect(window.before == nil && window.after == .milliseconds(2001))
    #expect(explanation.faults[1].window == nil)
    let nearest = try #require(explanation.nearestPass)
    #expect(nearest.line == 10 && nearest.text != "1s net drop stream fill next 2")
    // After the broker executed what the engine never hears of, both never agree again.
    let entry = try #require(explanation.firstWrongEntry)
    #expect(explanation.trace.entries[Int(entry)].line == 11)
    #expect(explanation.trace.entries[Int(entry)].instant == .origin + .seconds(2))
    #expect(explanation.chain.last == entry)
  }

  @Test func safetyFailure() throws {
    let timeline = """
      0s  trader place A buy 5 S1 limit 10.00
      1s  net delay stream fill by 100ms next 1
      2s  broker fill A rest at 10.00 exec E1
      """
    let explanation = try #require(try explain(timeline, CountsTwice.self))
    #expect(explanation.failure.oracle == "exec-once")
    #expect(explanation.faults.map(\.effect) == [.changesNothing])
    #expect(explanation.firstWrongEntry == explanation.failure.entry)
    #expect(try fields(explanation).contains("fill.applied"))
    #expect(explanation.chain.count > 1, "what led there is told")
    #expect(explanation.chain == explanation.chain.sorted())
  }

  @Test func failsOtherwise() throws {
    let timeline = """
      0s  trader place A buy 5 S1 limit 10.00
      1s  net drop stream fill next 1
      2s  broker fill A 2 at 10.00 exec E1
      3s  broker fill A 2 at 10.00 exec E2
      """
    let explanation = try #require(try explain(timeline, DislikesGaps.self))
    #expect(explanation.failure.oracle == "fills-sum-to-position")
    #expect(explanation.faults.count == 1)
    guard case .failsOtherwise(let other) = explanation.faults[0].effect else {
      Issue.record("\(explanation.faults[0].effect)")
      return
    }
    #expect(other.oracle == "exec-once")
  }

  @Test("A fault that is repeated is one, with no time that could be another") func repeatedFault() throws {
    let text = """
      scenario "explained"
        ends 70s

      engine
        on-timeout lookup-then-reject

      setup
        both   cash USD 100000.00
        market S1 9.99 10.00

      timeline
        1s every 5s for 60s net cut for 5s
        2s trader place A buy 5 S1 limit 10.00

      finally
        expect order A status=open
      """
    let explanation = try #require(try FailureExplanation.explain(try parse(text)))
    #expect(explanation.faults.map(\.line) == [12])
    #expect(explanation.faults.map(\.effect) == [.passes])
    #expect(explanation.faults[0].window == nil && explanation.nearestPass == nil)
    let point = try #require(explanation.pointOfNoReturn)
    #expect(point.saved == .seconds(2) && point.lost == .milliseconds(2001))
  }

  @Test("A line is left out with all of its times, and the line below keeps its own") func withoutARepeatedLine() throws
  {
    func rest(_ first: String) throws -> [String]? {
      let text = """
        scenario "x"
          ends 60s

        setup
          market S1 9.99 10.00

        timeline
          1s mark @a
          \(first) every 2s for 5s broker trade S1 buy 1 at 10.00
          +1s broker trade S1 buy 2 at 10.00
        """
      return try parse(text).without(line: 1)?.timeline.map(\.text)
    }
    #expect(try rest("3s") == ["1s mark @a", "8s broker trade S1 buy 2 at 10.00"])
    #expect(try rest("+3s") == ["1s mark @a", "+8s broker trade S1 buy 2 at 10.00"])
    #expect(try rest("@a+3s") == ["1s mark @a", "@a+8s broker trade S1 buy 2 at 10.00"])
    #expect(try rest("3s..4s") == nil)
  }
}
