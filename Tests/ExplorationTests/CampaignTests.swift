import Harness
import Reconciliation
import ScenarioLanguage
import Testing
import Trading

@testable import Exploration

/// Which cases a run has does not depend on how it is divided; what it adds up to depends on their order alone.
@Suite struct CampaignTests {
  @Test func shardsAreTheWhole() {
    let whole = FuzzCampaign(seed: 5)
    var cases: [(Int, UInt64, UInt64)] = []
    for shard in 0..<3 {
      let part = FuzzCampaign(seed: 5, shard: shard, shardCount: 3)
      for ordinal in 0..<7 {
        let fuzzCase = part.run(ordinal)
        #expect(fuzzCase.index == part.index(ordinal) && fuzzCase.index % 3 == shard)
        cases.append((fuzzCase.index, fuzzCase.seed, fuzzCase.result.digest))
      }
    }
    cases.sort { $0.0 < $1.0 }
    #expect(cases.map(\.0) == Array(0..<21))
    for (index, seed, digest) in cases {
      let fuzzCase = whole.run(index)
      #expect(fuzzCase.index == index && fuzzCase.seed == seed && fuzzCase.result.digest == digest)
    }
    #expect(Set(cases.map(\.1)).count == 21, "no seed comes twice")
  }

  @Test func caseIsItsScenario() {
    let campaign = FuzzCampaign(seed: 5, mode: .live)
    for index in 0..<10 {
      let scenario = campaign.scenario(ofCase: index)
      #expect(scenario.header.mode == .live)
      #expect(EngineUnderTest.real.run(scenario).digest == campaign.run(index).result.digest)
    }
  }

  @Test func commands() {
    #expect(FuzzCampaign(seed: 255).replayCommand(ofCase: 3) == "trueup fuzz --seed 0xff --case 3")
    let live = FuzzCampaign(seed: 255, mode: .live, shard: 1, shardCount: 4)
    #expect(live.replayCommand(ofCase: 9) == "trueup fuzz --seed 0xff --mode live --case 9")
    #expect(
      live.origin(ofCase: 9) == "trueup fuzz --seed 0xff --mode live --case 9 (generator \(CaseGenerator.version))")
  }

  private func fuzzCase(_ index: Int, _ kind: Failure.Kind?, _ oracle: String = "", _ label: String = "") -> FuzzCase {
    var result = CaseResult()
    if let kind { result.failures = [Failure(kind, oracle: oracle, title: "", label: label, instant: .origin)] }
    result.digest = UInt64(index) * 77
    result.entryCount = 10
    result.stepCount = 3
    return FuzzCase(index: index, seed: 0, result: result)
  }

  @Test func tally() {
    var tally = FuzzTally()
    let areNew = [
      fuzzCase(0, nil),
      fuzzCase(1, .safety, "exec-once", "E1 was counted twice for order A"),
      fuzzCase(2, .safety, "exec-once", "E5 was counted twice for order C"),
      fuzzCase(3, .liveness, "converges", "they differ"),
      fuzzCase(4, .liveness, "converges", "they differ"),
    ].map { tally.add($0) }
    #expect(areNew == [false, true, false, true, false])
    #expect(tally.cases == 5 && tally.entries == 50 && tally.steps == 15)
    #expect(tally.failures == 4 && tally.livenessFailures == 2)
    #expect(tally.finds.map(\.fingerprint.oracle) == ["exec-once", "converges"])
    #expect(tally.finds.map(\.count) == [2, 2])
    #expect(tally.finds.map(\.first.index) == [1, 3])
  }

  @Test func usedUpStepsAreNoFind() {
    var tally = FuzzTally()
    let isNew = tally.add(fuzzCase(0, .inconclusive, "", "1000 steps were used up"))
    #expect(!isNew)
    #expect(tally.inconclusive == 1 && tally.failures == 0 && tally.finds.isEmpty)
  }

  @Test func shardsDivideTheCases() {
    for total in 0...20 {
      for count in 1...7 {
        let shards = (0..<count).map { FuzzCampaign(seed: 1, shard: $0, shardCount: count) }
        let all = shards.flatMap { shard in (0..<shard.count(of: total)).map { shard.index($0) } }
        #expect(all.sorted() == Array(0..<total))
      }
    }
    #expect(FuzzCampaign(seed: 1).count(of: .max) == .max)
    #expect(FuzzCampaign(seed: 1, shard: 1, shardCount: 2).count(of: .max) == .max / 2)
  }

  @Test func digestDependsOnEveryCaseAndTheirOrder() {
    func digest(_ indices: [Int]) -> UInt64 {
      var tally = FuzzTally()
      for index in indices { _ = tally.add(fuzzCase(index, nil)) }
      return tally.digest
    }
    #expect(digest([1, 2, 3]) == digest([1, 2, 3]))
    let all = [[], [1], [1, 2, 3], [1, 3, 2], [2, 1, 3], [1, 2], [1, 2, 4]].map(digest)
    #expect(Set(all).count == all.count)
  }
}
