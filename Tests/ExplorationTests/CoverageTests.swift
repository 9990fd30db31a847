import Reconciliation
import ScenarioLanguage
import Testing

@testable import Exploration

/// Everything that the generator can make, it does make.
@Suite struct CoverageTests {
  private static func generate(_ seed: UInt64) -> CaseGenerator {
    var generator = CaseGenerator(seed: seed, mode: nil, isRecording: true)
    generator.generate()
    return generator
  }

  private struct Site: Hashable {
    var label: ChoiceLabel
    var bound: UInt64
  }

  @Test func everythingOccurs() {
    var kinds: Set<String> = []
    var fates: Set<Swarm.Fate> = []
    var actions: Set<Swarm.TraderAction> = []
    var openings: Set<UInt64> = []
    var values: [Site: Set<UInt64>] = [:]
    var points: Set<Word> = []
    for seed in UInt64(0)..<5000 {
      let generator = CoverageTests.generate(seed)
      for choice in generator.tape.choices {
        values[Site(label: choice.label, bound: choice.bound), default: []].insert(choice.value)
        switch choice.label {
        case .faultKind: kinds.insert(generator.swarm.faults[Int(choice.value)].name)
        case .openingKind: openings.insert(choice.value)
        case .fate: fates.insert(Swarm.Fate.allCases[index(choice, generator.swarm.fateWeights)])
        case .traderAction: actions.insert(Swarm.TraderAction.allCases[index(choice, generator.swarm.actionWeights)])
        default: break
        }
      }
      if generator.swarm.faultCount > 0, let only = generator.swarm.faults.first,
        generator.swarm.faults.count == 1
      {
        kinds.insert(only.name)
      }
      for line in generator.scenario.timeline {
        if let place = (line.form as? EngineCrash)?.place { points.insert(place.point) }
      }
    }
    #expect(kinds == Set(FaultDrawing.catalogue.map(\.name)))
    #expect(fates == Set(Swarm.Fate.allCases))
    #expect(actions == Set(Swarm.TraderAction.allCases))
    #expect(openings == Set(0..<9))
    #expect(points == Set(Word.crashPoints))
    for (site, seen) in values where site.bound <= 24 {
      // A bound that is itself a draw may be rare.
      guard ![.fate, .traderAction, .faultKind, .faultTarget, .operatorOrder, .revisionTarget].contains(site.label)
      else { continue }
      // Of the anchors, two are draws among a fixed number; the rest counts lines.
      if site.label == .faultAnchor, ![3, 11].contains(site.bound) { continue }
      #expect(seen == Set(0..<site.bound), "\(site.label) below \(site.bound)")
    }
    let drawn = Set(values.keys.map(\.label))
    #expect(drawn == Set(ChoiceLabel.allCases), "no site is declared in vain")
  }

  private func index(_ choice: Choice, _ weights: [Int]) -> Int {
    var rest = Int(choice.value)
    return weights.firstIndex { weight in
      defer { rest -= weight }
      return rest < weight
    } ?? 0
  }

  /// Two choices at one site about one subject would always agree.
  @Test func noSiteIsAskedTwice() {
    for seed in UInt64(0)..<2000 {
      var seen: Set<UInt64> = []
      for choice in CoverageTests.generate(seed).tape.choices {
        let isNew = seen.insert(choice.label.rawValue << 32 | UInt64(choice.subject)).inserted
        #expect(isNew, "\(choice.label) of \(choice.subject), seed \(seed)")
      }
    }
  }

  @Test func shares() {
    var counts = (none: 0, one: 0, many: 0, live: 0, moreOrders: 0)
    let total = 4000
    for seed in 0..<UInt64(total) {
      let generator = CoverageTests.generate(seed)
      switch generator.swarm.faults.count {
      case 0:
        counts.none += 1
        #expect(!generator.scenario.timeline.contains { $0.isFault })
      case 1: counts.one += 1
      default: counts.many += 1
      }
      if generator.swarm.mode == .live { counts.live += 1 }
      if generator.swarm.orderCount > 5 { counts.moreOrders += 1 }
    }
    #expect((total / 25...total / 12).contains(counts.none), "\(counts)")
    #expect((total / 6...total / 3).contains(counts.one), "\(counts)")
    #expect(counts.many > total / 2, "\(counts)")
    #expect((total * 9 / 20...total * 11 / 20).contains(counts.live), "\(counts)")
    #expect((total / 10...total / 4).contains(counts.moreOrders), "\(counts)")
  }

  @Test func recordingChangesNothing() {
    for seed in UInt64(0)..<100 {
      let recorded = ScenarioPrinter.print(CoverageTests.generate(seed).scenario)
      #expect(recorded == ScenarioPrinter.print(CaseGenerator.scenario(seed: seed)))
    }
  }
}
