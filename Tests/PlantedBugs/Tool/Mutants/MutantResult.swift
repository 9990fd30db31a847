/// What came of one mutant.
struct MutantResult: Sendable {
  /// The outcomes, best first.
  enum Outcome: String, Sendable, CaseIterable {
    /// Fuzz, a scenario file or a unit test failed.
    case found
    /// Some run went differently and nothing failed.
    case missed
    /// Its place was reached and no run went differently.
    case unchanged
    /// No run came to its place.
    case unreached
  }

  let mutant: Mutant
  var fuzz: TrialRecord
  var suite: TrialRecord
  /// Whether unit tests failed; nil if they were not run.
  var tests: Bool?
  /// Which unit tests these were.
  var testsHash: UInt64?
  /// Whether a unit test comes to its place.
  var isReachedByTests = false

  init(mutant: Mutant) {
    self.mutant = mutant
    fuzz = TrialRecord(way: .fuzz, mutant: mutant.id)
    suite = TrialRecord(way: .suite, mutant: mutant.id)
  }

  /// Whether anything found it.
  var isFound: Bool { fuzz.oracle != nil || suite.oracle != nil || tests == true }
  var isReached: Bool { fuzz.reaching > 0 || suite.reaching > 0 || isReachedByTests }
  var isTriggered: Bool { fuzz.changed > 0 || suite.changed > 0 }

  var outcome: Outcome { isFound ? .found : isTriggered ? .missed : isReached ? .unchanged : .unreached }
}
