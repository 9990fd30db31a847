/// What the tool asks the runner of the copied package for; shared by both.
struct TrialPlan: Codable, Sendable {
  /// How many numbers mutants have, from 1; those that do not compile keep theirs.
  var mutants: Int
  /// The numbers to try against scenario files, and against fuzzed cases.
  var suite: [Int]
  var fuzz: [Int]

  /// All of them, in the order in which they are tried.
  var order: [Int] {
    let fuzzed = Set(fuzz)
    return fuzz + suite.filter { !fuzzed.contains($0) }
  }

  /// The base seed of the fuzzed cases.
  var base: UInt64
  /// How many fuzzed cases there are.
  var cases: Int
  /// After how many cases that reach its place a mutant is given up.
  var mostReaching: Int
  /// The scenario files.
  var files: [String]
  /// How many processes at once.
  var jobs: Int
}

/// What came of one mutant in one of two ways to run it.
struct TrialRecord: Codable, Hashable, Sendable {
  /// The ways.
  enum Way: String, Codable, Sendable {
    /// Everything was run without a mutant.
    case recorded
    /// Scenario files.
    case suite
    /// Fuzzed cases.
    case fuzz
  }

  var way: Way
  var mutant: Int
  /// How many cases or files there were.
  var all = 0
  /// The oracle that fired, or the kind of failure where no oracle did; nil if nothing failed.
  var oracle: String?
  /// The case or the file that failed, counted from 1.
  var failed: Int?
  /// How many cases or files come to the place, and pass without the mutant.
  var reaching = 0
  /// How many of them were run, and whether nothing but the limit kept it from running more.
  var runs = 0
  var isCutShort = false
  /// How many of these went another way.
  var changed = 0
  var seconds = 0.0
}
