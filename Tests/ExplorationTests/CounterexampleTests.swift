import Harness
import ScenarioLanguage
import Testing

@testable import Exploration

/// The file of a find says what breaks, what it needs, and how to see it again.
@Suite struct CounterexampleTests {
  private func file(_ bug: KnownBug, folder: String = "found") throws -> (Counterexample, ShrinkResult) {
    let shrunk = try bug.shrink()
    return (Counterexample(shrunk, origin: "trueup fuzz --seed 0x7", folder: folder, on: bug.engine), shrunk)
  }

  @Test func wholeText() throws {
    let engine = EngineUnderTest(Tampered<IgnoresMissedFills>.self, judgesByClauses: false)
    let scenario = try parse(
      """
      scenario "a fill is lost"
        ends   2m

      setup
        both   cash USD 100000.00
        market S1 9.99 10.00

      timeline
        11s     trader place A7 sell 40 S1 limit 10.00
        11s25ms net    drop stream for 3s
        12s     broker fill A7 25 at 10.00 exec E5
        1m      net    heal

      """)
    let failure = try #require(engine.run(scenario).failures.first)
    let shrunk = try #require(Shrinker.shrink(scenario, keeping: Fingerprint(failure), on: engine))
    let counterexample = Counterexample(shrunk, origin: "trueup fuzz --seed 0x7", folder: "found", on: engine)
    #expect(
      counterexample.text == """
        # Found by fuzzing.  The run shrank \(shrunk.originalLineCount) lines to 3 in \(shrunk.runs) runs.
        #   violates   converges: engine and broker still differ at the end of the run
        #   needs      line 18    (without it the run passes)
        #   replay     trueup run found/\(counterexample.fileName)
        #   origin     trueup fuzz --seed 0x7
        scenario "fuzz: converges is violated"
          tags   fuzz, converges
          mode   paper
          seed   0
          broker scripted
          ends   44s

        setup
          market S1 9.99 10.00

        timeline
          0s     trader place A buy 1 S1 limit 10.00
          0s     net    drop stream fill next 1
          100ms  broker fill A rest at 10.00 exec E1

        finally
          expect converged

        """)
    #expect(counterexample.fileName.wholeMatch(of: /converges-[0-9a-f]{4}\.scenario/) != nil)
    #expect(counterexample.neededLines == [18])
  }

  @Test func aRelationIsNamedWithWhatItIsAboutAndTriedAgainByTheFile() throws {
    let engine = EngineUnderTest(Tampered<TellsOfFirst>.self, judgesByClauses: false)
    let scenario = try parse(
      """
      scenario "names matter"
        ends   20s

      setup
        both   cash USD 100000.00
        market S1 9.99 10.00

      timeline
        1s     trader place A1 buy 40 S1 limit 10.00
        2s     trader place A2 buy 40 S1 limit 10.00
        3s     broker fill A1 25 at 10.00 exec E1
        4s     broker fill A2 25 at 10.00 exec E2

      """)
    #expect(engine.run(scenario, relations: .named(["split"])).isPassed)
    let failure = try #require(engine.run(scenario, relations: .named(["permute"])).failures.first)
    #expect(failure.oracle == "permute")
    #expect(
      failure.notes.contains("here     +00:00:03.025 engine risk.alert kind=overfill order=A1"), "\(failure.notes)")
    let shrunk = try #require(Shrinker.shrink(scenario, keeping: Fingerprint(failure), on: engine))
    let file = Counterexample(shrunk, origin: "trueup fuzz --seed 0x7", folder: "found", on: engine)
    #expect(file.text.contains("#   violates   permute: the run with its names in another order goes another way"))
    #expect(file.text.contains("always\n  invariant permute\n"))
    #expect(file.fileName.hasPrefix("permute-"))
    let again = try parse(file.text)
    #expect(engine.run(again, relations: .none).failures.first?.oracle == "permute")
    #expect(EngineUnderTest.real.run(again).isPassed)
  }

  @Test(arguments: KnownBug.all) func everyFileFailsAgainAndPassesWithTheRightEngine(bug: KnownBug) throws {
    let (counterexample, _) = try file(bug)
    let scenario = try parse(counterexample.text)
    let failure = try #require(bug.engine.run(scenario).failures.first)
    // What a `finally` line says is judged before the oracle that would say the same.
    #expect(failure.oracle == bug.oracle.rawValue || bug.oracle == .converges && failure.kind == .state)
    #expect(EngineUnderTest.real.run(scenario).isPassed, "\(counterexample.text)")
    #expect(ScenarioPrinter.print(scenario) == counterexample.text)
    let lines = counterexample.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.firstIndex { $0.hasPrefix("scenario ") } == 5, "five lines of comment")
    #expect(scenario.timeline.count <= KnownBug.readableLineCount)
  }

  @Test(arguments: KnownBug.all) func neededLinesAreTheFaults(bug: KnownBug) throws {
    let (counterexample, _) = try file(bug)
    let scenario = try parse(counterexample.text)
    let faults = scenario.timeline.filter { $0.isFault }.map(\.span.line)
    #expect(counterexample.neededLines == faults)
    let needs = counterexample.text.split(separator: "\n")[2]
    if faults.isEmpty {
      #expect(needs == "#   needs      no fault at all")
    } else {
      #expect(faults.allSatisfy { needs.contains("line \($0)") })
    }
  }

  @Test(arguments: KnownBug.all) func theBrokenPropertyIsWrittenDown(bug: KnownBug) throws {
    let (counterexample, _) = try file(bug)
    let property =
      bug.oracle == .converges
      ? "\n\nfinally\n  expect converged\n" : "\n\nalways\n  invariant \(bug.oracle.rawValue)\n"
    #expect(counterexample.text.hasSuffix(property), "\(counterexample.text)")
  }

  @Test func neededWhereAnotherOracleTakesOver() throws {
    let engine = EngineUnderTest(Tampered<DislikesGaps>.self, judgesByClauses: false)
    let scenario = try parse(
      """
      scenario "two bugs, one behind a fault"
        ends   20s

      setup
        both   cash USD 100000.00
        market S1 9.99 10.00

      timeline
        0s  trader place A buy 5 S1 limit 10.00
        1s  net drop stream fill next 1
        2s  broker fill A 2 at 10.00 exec E1
        3s  broker fill A 2 at 10.00 exec E2

      """)
    let failure = try #require(engine.run(scenario).failures.first)
    let shrunk = try #require(Shrinker.shrink(scenario, keeping: Fingerprint(failure), on: engine))
    let counterexample = Counterexample(shrunk, origin: "x", folder: "", on: engine)
    let lines = counterexample.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(counterexample.neededLines.count == 1)
    #expect(lines[counterexample.neededLines[0] - 1].contains("net    drop stream fill"))
    #expect(lines[2].hasSuffix("(without it the run does not fail like this)"))
  }

  @Test func sameFindSameName() throws {
    let (one, shrunk) = try file(KnownBug.all[0])
    let two = Counterexample(shrunk, origin: "another seed", folder: "", on: KnownBug.all[0].engine)
    #expect(one.fileName == two.fileName)
    #expect(two.text.contains("#   replay     trueup run \(two.fileName)\n"))
    #expect(try file(KnownBug.all[1]).0.fileName != one.fileName)
  }

  @Test func theLimitIsTold() throws {
    let bug = KnownBug.all[2]
    let shrunk = try bug.shrink(limits: ShrinkLimits(runs: 5))
    let counterexample = Counterexample(shrunk, origin: "x", folder: "", on: bug.engine)
    let first = try #require(counterexample.text.split(separator: "\n").first)
    #expect(first.hasSuffix(" in 5 runs and stopped at its limit."))
    let faults = try parse(counterexample.text).timeline.filter { $0.isFault }.map(\.span.line)
    #expect(Set(counterexample.neededLines).isSubset(of: faults), "lines that are not needed are not named")
  }
}
