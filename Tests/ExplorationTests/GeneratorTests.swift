import Harness
import Reconciliation
import ScenarioLanguage
import Testing
import Trading

@testable import Exploration

/// What is generated is what a file can say, and the same for ever.
@Suite struct GeneratorTests {
  @Test func everyCaseIsAFile() throws {
    for seed in UInt64(0)..<500 {
      let scenario = CaseGenerator.scenario(seed: FuzzCase.seed(base: 11, index: Int(seed)))
      let text = ScenarioPrinter.print(scenario)
      let source = SourceFile(path: "x.scenario", text: text)
      let parsed = ScenarioParser.parse(source, invariants: Invariant.names)
      // A generated case checks nothing by itself, the oracles do; and not every instrument is traded.
      #expect(
        parsed.diagnostics.allSatisfy { [.noCheck, .nameStandsAlone].contains($0.code) }, "seed \(seed)\n\(text)")
      #expect(parsed.cases.count == 1)
      #expect(parsed.cases.first.map(ScenarioPrinter.print) == text, "seed \(seed)")
      #expect(ScenarioFormatter.format(text) == text, "seed \(seed)")
    }
  }

  /// The relation `in-writing` asks the same of one fuzzed case in thirty-two.
  @Test func theFileRunsAsTheTreeDoes() throws {
    for seed in UInt64(0)..<30 {
      let scenario = CaseGenerator.scenario(seed: seed)
      let tree = EngineUnderTest.real.run(scenario)
      let file = EngineUnderTest.real.run(try parse(ScenarioPrinter.print(scenario)))
      #expect(file.isPassed == tree.isPassed)
      #expect(file.stepCount == tree.stepCount && file.entryCount == tree.entryCount && file.digest == tree.digest)
    }
  }

  /// If this fails, the generator makes other cases than it did: raise `CaseGenerator.version` and write them down.
  @Test func versionCountsChanges() {
    #expect(CaseGenerator.version == 19)
    let hashes = [0, 1, 42, UInt64.max].map { hash(ScenarioPrinter.print(CaseGenerator.scenario(seed: $0))) }
    #expect(
      hashes == [
        2_996_919_927_516_264_808, 4_509_032_299_100_244_950, 14_046_170_264_724_452_817, 10_180_042_405_026_811_006,
      ])
    let all = (0..<500).reduce(into: UInt64(0)) { sum, index in
      sum = sum &* 31 &+ hash(ScenarioPrinter.print(CaseGenerator.scenario(seed: FuzzCase.seed(base: 1, index: index))))
    }
    #expect(all == 4_253_869_802_364_099_536)
  }

  @Test(arguments: [TradingMode.paper, .live]) func modeCanBeFixed(mode: TradingMode) {
    for seed in UInt64(0)..<50 {
      let fixed = CaseGenerator.scenario(seed: seed, mode: mode)
      #expect(fixed.header.mode == mode)
      let free = CaseGenerator.scenario(seed: seed)
      if free.header.mode == mode { #expect(ScenarioPrinter.print(free) == ScenarioPrinter.print(fixed)) }
    }
  }

  /// No fault is made in the healing phase, and it is long enough for what the settings ask for.
  @Test func healing() throws {
    for seed in UInt64(0)..<300 {
      var generator = CaseGenerator(seed: seed, mode: nil)
      generator.generate()
      let scenario = generator.scenario
      #expect(scenario.header.ends?.value == generator.activity + generator.healing)
      #expect(generator.healing >= .seconds(60) || generator.activity < .seconds(10))
      let heals = scenario.timeline.filter { $0.form is NetHeal }
      guard let heal = heals.first, case .at(let healed) = heal.time.value else { throw Unplaced() }
      #expect(heals.count == 1 && healed == generator.activity)
      #expect(!heal.mayMiss)
      for line in scenario.timeline where line.isFault {
        if case .beforeStart = line.time.value { continue }
        guard case .at(let span) = line.time.value else { throw Unplaced() }
        #expect(span < generator.activity)
        #expect(line.mayMiss)
      }
    }
  }

  /// What is said under the id of an order that trades the same is what nobody can tell from the truth about that one.
  @Test func noLieIsBeyondSeeing() {
    var count = 0
    for seed in UInt64(0)..<4000 {
      let scenario = CaseGenerator.scenario(seed: seed)
      let placed = scenario.timeline.compactMap { line in
        (line.form as? TraderPlace)?.order ?? (line.form as? BrokerPlace)?.order
      }
      let orders = placed + scenario.setup.compactMap { $0.value.form.opening?.order }
      for line in scenario.timeline.compactMap({ $0.form as? NetFalsify }) {
        guard case .key(let name) = line.lie else { continue }
        count += 1
        let own = orders.first { $0.name.value == name.located.value }
        let others = orders.filter { other in
          other.name.value != name.located.value && other.side == own?.side && other.symbol.value == own?.symbol.value
        }
        #expect(own == nil || others.isEmpty, "seed \(seed)")
      }
    }
    #expect(count > 5)
  }

  struct Unplaced: Error {}

  /// FNV-1a.
  private func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
