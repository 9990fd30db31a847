import Harness
import ScenarioLanguage
import Testing
import Trading

@testable import Exploration

/// Known bugs shrink to their known minimum.
@Suite struct ShrinkerTests {
  @Test(arguments: KnownBug.all) func knownMinimum(bug: KnownBug) throws {
    let (scenario, fingerprint) = try bug.find()
    let shrunk = try bug.shrink()
    let text = ScenarioPrinter.print(shrunk.scenario)
    let size = Double(shrunk.scenario.timeline.count) / Double(bug.lineCount)
    #expect(size <= 1.3 && size >= 1, "\(text)")
    #expect(shrunk.scenario.timeline.count { $0.isFault } == bug.faultCount, "\(text)")
    #expect(shrunk.originalLineCount == scenario.timeline.count)
    #expect(!shrunk.reachedLimit && shrunk.runs < 1000)
    #expect(!shrunk.others.contains(fingerprint))

    let read = try parse(text)
    #expect(bug.fingerprint(read) == fingerprint, "the file fails in the same way")
    #expect(Fingerprint(shrunk.failure) == fingerprint)
    #expect(ScenarioPrinter.print(read) == text)
    #expect(read.header.seed == 0 && read.header.pins.isEmpty)
    #expect(!text.contains("..") && !text.contains("may-miss") && !text.contains("jitter"), "\(text)")
    #expect(Set(read.timeline.compactMap(\.placedOrder)).isSubset(of: ["A", "B"]), "\(text)")
  }

  @Test(arguments: [1, 5]) func sameInputSameBytes(number: Int) throws {
    let bug = KnownBug.all[number]
    let (scenario, fingerprint) = try bug.find()
    let shrunk = try bug.shrink()
    let again = try #require(Shrinker.shrink(scenario, keeping: fingerprint, on: bug.engine))
    #expect(ScenarioPrinter.print(again.scenario) == ScenarioPrinter.print(shrunk.scenario))
    #expect(again.runs == shrunk.runs && again.others == shrunk.others && again.failure == shrunk.failure)
  }

  @Test(arguments: KnownBug.all) func nothingCanBeLeftOut(bug: KnownBug) throws {
    let shrunk = try bug.shrink()
    let fingerprint = Fingerprint(shrunk.failure)
    for index in shrunk.scenario.timeline.indices {
      var without = shrunk.scenario
      let line = without.timeline.remove(at: index)
      if let order = line.placedOrder {
        without.timeline.removeAll { $0.orders.contains(order) }
      }
      #expect(bug.fingerprint(without) != fingerprint, "line \(index + 1) is not needed")
    }
    for index in shrunk.scenario.setup.indices {
      var without = shrunk.scenario
      without.setup.remove(at: index)
      #expect(Shrinker.run(without, on: bug.engine)?.result.failures.first.map { Fingerprint($0) } != fingerprint)
    }
    #expect(shrunk.scenario.settings.isEmpty)
  }

  /// A file that names a relation has all its moments tried, but not with every wait: where that does not bring the
  /// find back, the file says that the moments are those that the seed picks.
  @Test func relationAtDrawnMoment() throws {
    let engine = EngineUnderTest(Tampered<TellsOfOldFills>.self)
    let fills = (1...60).map { "  \(1000 + $0 * 100)ms broker fill A 1 at 10.00 exec E\($0)" }
    func scenario(_ seed: Int) throws -> Scenario {
      try parse(
        """
        scenario "test"
          mode   paper
          seed   \(seed)
          broker scripted
          ends   30s

        engine
          order-interval off

        setup
          market S1 9.99 10.00

        timeline
          0s trader place A buy 1000 S1 limit 10.00

        """ + fills.joined(separator: "\n") + "\n")
    }
    for seed in 1...100 {
      let candidate = try scenario(seed)
      guard let failure = engine.run(candidate, relations: .named(["say-it-again"])).failures.first else { continue }
      let fingerprint = Fingerprint(failure)
      let shrunk = try #require(
        Shrinker.shrink(candidate, keeping: fingerprint, limits: ShrinkLimits(runs: 20), on: engine))
      let find = Counterexample(shrunk, origin: "here", folder: "", on: engine)
      #expect(find.text.contains("  invariant say-it-again drawn\n"), "\(find.text)")
      let read = engine.run(try parse(find.text), relations: .none)
      #expect(read.failures.first.map { Fingerprint($0) } == fingerprint)
      return
    }
    Issue.record("no seed has picked a fill that came again late")
  }

  /// Every number of a line and of a setting becomes a plain one, unless the failure needs it.
  @Test func plainNumbers() throws {
    let engine = EngineUnderTest(Tampered<DislikesTruncation>.self)
    let scenario = try parse(
      """
      scenario "numbers"
        ends   2m

      engine
        order-interval 2700ms

      setup
        both   cash USD 100000.00
        market S1 33.32 33.33

      timeline
        1s     trader place A buy 37 S1 stop-limit 33.40 33.50 tif ioc
        2s     broker fill A 5 at 33.12 exec E1
        3s     broker snapshot truncated to 7 of orders for 20s
        30s    broker fill A 4 at 33.13 exec E2

      """)
    let failure = try #require(engine.run(scenario).failures.first)
    #expect(failure.oracle == "fills-sum-to-position")
    let shrunk = try #require(Shrinker.shrink(scenario, keeping: Fingerprint(failure), on: engine))
    let text = ScenarioPrinter.print(shrunk.scenario)
    #expect(shrunk.scenario.timeline.count == 4, "\(text)")
    #expect(text.contains("snapshot truncated to 0 next 1"), "\(text)")
    #expect(text.contains("limit 10.00") && !text.contains("stop") && !text.contains("tif"), "\(text)")
    #expect(!text.contains("33."), "\(text)")
    #expect(!text.contains("2700ms"), "\(text)")
  }

  @Test func simplerValues() {
    #expect(50.simpler == [1, 0, 2, 3, 10] && 1.simpler == [0] && 0.simpler == [])
    #expect(TimeSpan.seconds(7).simpler.map(\.description) == ["1s", "100ms", "2s", "5s"])
    #expect(TimeSpan.milliseconds(1990).simpler.map(\.description) == ["1s", "100ms", "2s"])
    #expect(Quantity(Decimal(-40)).simpler.map(\.text) == ["-1", "-2", "-3", "-10"])
    #expect(Money(Decimal(25)).simpler.map(\.text) == ["1.00", "2.00", "3.00", "10.00"])
  }

  @Test func limitIsKeptAndReported() throws {
    let bug = KnownBug.all[2]
    let whole = try bug.shrink()
    for limit in [1, 2, 10, 20] {
      let shrunk = try bug.shrink(limits: ShrinkLimits(runs: limit))
      #expect(shrunk.runs == limit)
      #expect(shrunk.reachedLimit)
      #expect(shrunk.scenario.timeline.count >= whole.scenario.timeline.count)
      #expect(bug.fingerprint(shrunk.scenario) == Fingerprint(whole.failure), "what there is still fails")
    }
    #expect(whole.runs > 20)
  }

  @Test func whatPassesOrFailsOtherwiseIsNotShrunk() throws {
    let (scenario, fingerprint) = try KnownBug.all[0].find()
    #expect(Shrinker.shrink(scenario, keeping: fingerprint) == nil, "the real engine passes")
    let other = try KnownBug.all[1].find().fingerprint
    #expect(Shrinker.shrink(scenario, keeping: other, on: KnownBug.all[0].engine) == nil)
  }

  /// Leaving out one side of an opening, or the policy that ends a difference, makes the right engine fail as well.
  @Test(arguments: [0, 100]) func noBlameWithoutReason(first: Int) throws {
    let bug = KnownBug.all[2]
    let (scenario, fingerprint) = try bug.find(from: first, opensApart: true)
    let shrunk = try #require(Shrinker.shrink(scenario, keeping: fingerprint, on: bug.engine))
    let counterexample = Counterexample(shrunk, origin: "x", folder: "", on: bug.engine)
    let read = try parse(counterexample.text)
    #expect(!bug.engine.run(read).isPassed)
    #expect(EngineUnderTest.real.run(read).isPassed, "\(counterexample.text)")
  }

  /// A candidate that fails in another way is a find of its own, and not the one that is being shrunk.
  @Test func slippage() throws {
    let engine = EngineUnderTest(Tampered<TwoBugs>.self, judgesByClauses: false)
    let text = """
      scenario "two bugs"
        ends   2m

      setup
        both   cash USD 100000.00
        market S1 9.99 10.00

      timeline
        1s     trader place A buy 5 S1 limit 10.00
        2s     trader place B buy 5 S1 limit 10.00
        3s     trader cancel B
        31s    broker fill A 5 at 10.00 exec E1

      """
    let scenario = try parse(text)
    let failure = try #require(engine.run(scenario).failures.first)
    #expect(failure.oracle == "exec-once")
    let shrunk = try #require(Shrinker.shrink(scenario, keeping: Fingerprint(failure), on: engine))
    #expect(shrunk.scenario.timeline.count == 3)
    #expect(shrunk.failure.oracle == "exec-once")
    #expect(shrunk.others.map(\.oracle) == ["fills-sum-to-position"])
  }
}
