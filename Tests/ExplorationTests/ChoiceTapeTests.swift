import Testing

@testable import Exploration

/// Every choice is made on its own: a seed, a site and a subject say which.
@Suite struct ChoiceTapeTests {
  @Test func choicesDoNotShiftEachOther() {
    for seed in UInt64(0)..<50 {
      var plain = ChoiceTape(seed: seed)
      var crowded = ChoiceTape(seed: seed)
      for label in ChoiceLabel.allCases {
        // Another subject, another bound, another site in between: nothing of it may matter.
        _ = crowded.choose(label, 777, below: 1000)
        _ = crowded.choose(.faultTime, Int(label.rawValue) + 5000, below: 3)
        #expect(plain.choose(label, 3, below: 1 << 40) == crowded.choose(label, 3, below: 1 << 40))
      }
    }
  }

  @Test func orderOfChoicesDoesNotMatter() {
    var forwards = ChoiceTape(seed: 9)
    var backwards = ChoiceTape(seed: 9)
    let first = ChoiceLabel.allCases.map { forwards.choose($0, 1, below: 1 << 40) }
    let second = ChoiceLabel.allCases.reversed().map { backwards.choose($0, 1, below: 1 << 40) }
    #expect(first == second.reversed())
    #expect(Set(first).count == first.count, "no two sites draw the same")
  }

  @Test func tapeWritesDownWhatWasChosen() {
    var tape = ChoiceTape(seed: 1, isRecording: true)
    #expect(tape.choose(.side, 4, below: 0) == 0)
    #expect(tape.choose(.side, 4, below: 1) == 0)
    #expect(tape.choices.isEmpty, "where there is no choice there is nothing to write down")
    let value = tape.choose(.side, 4, below: 10)
    #expect(tape.choices == [Choice(label: .side, subject: 4, bound: 10, value: UInt64(value))])
    var silent = ChoiceTape(seed: 1)
    #expect(silent.choose(.side, 4, below: 10) == value)
    #expect(silent.choices.isEmpty)
  }

  @Test func weights() {
    var counts = [0, 0, 0, 0]
    var tape = ChoiceTape(seed: 2)
    for subject in 0..<4000 { counts[tape.weighted(.fate, subject, [0, 1, 0, 3])] += 1 }
    #expect(counts[0] == 0 && counts[2] == 0)
    #expect((900...1100).contains(counts[1]) && counts[1] + counts[3] == 4000)
  }

  @Test func picksAreUniform() {
    var counts: [String: Int] = [:]
    var tape = ChoiceTape(seed: 3)
    for subject in 0..<3000 { counts[tape.pick(.fate, subject, ["a", "b", "c"]), default: 0] += 1 }
    #expect(counts.count == 3 && counts.values.allSatisfy { (900...1100).contains($0) })
  }
}
