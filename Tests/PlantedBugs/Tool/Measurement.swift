import Foundation

/// What was measured of one bug.
struct Measurement {
  let bug: BugDescription
  /// The first case of the first base seed that reached the planted place, counted from 1.
  var reached: Int?
  /// The first case of the first base seed that ran differently.
  var triggered: Int?
  /// For each base seed the cases until the first failure; nil where the limit came first.
  var cases: [Int?] = []
  /// For each base seed the seconds.
  var seconds: [Double] = []
  /// The oracles that found it, by how many base seeds.
  var oracles: [String: Int] = [:]
  /// What was run without the one relation that is to find it: how many cases, and what finds it all the same.
  var alone: (cases: Int, oracle: String?)?
  /// The scenario files that fail, with the oracle or the kind of check.
  var files: [(file: String, oracle: String)] = []
  /// The lines of the timeline of the shrunk case.
  var lines: Int?
  /// How long shrinking took.
  var shrinkSeconds: Double?
  /// The text of the shrunk case.
  var text: String?

  /// The median of the cases, or nil if half of the base seeds found nothing.
  var medianCases: Int? {
    guard !cases.isEmpty else { return nil }
    let sorted = cases.map { $0 ?? Int.max }.sorted()
    // Of an even number the upper one: what was not found must not be averaged away.
    let median = sorted[sorted.count / 2]
    return median == Int.max ? nil : median
  }

  /// The median of the seconds.
  var medianSeconds: Double {
    let sorted = seconds.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  /// Whether it is found by the relation that it was planted for and by nothing else; nil if it was planted for none.
  var isFoundAlone: Bool? {
    guard let relation = bug.only, let alone else { return nil }
    return oracles.keys.allSatisfy { $0 == relation } && medianCases != nil && alone.oracle == nil
  }

  /// The oracle that found it most often.
  var firstOracle: String? {
    oracles.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}

/// Measures bugs.
struct Measuring {
  let runner: Runner
  let seeds: Int
  let limit: Int
  /// The scenario files that pass without a bug.
  let files: [String]
  /// Whether reach, scenario files and shrunk size are measured too.
  let isComplete: Bool

  /// How many cases are run without the one relation that is to find a bug.
  static let aloneLimit = 10_000

  /// Measures one bug.
  func measure(_ bug: BugDescription) -> Measurement {
    var result = Measurement(bug: bug)
    var firstFound: (base: Int, index: Int)?
    for base in 1...seeds {
      guard let record = runner.search(base: base, limit: limit, bug: bug.id) else { continue }
      result.seconds.append(record.seconds ?? 0)
      result.cases.append(record.oracle == nil ? nil : record.cases ?? limit)
      if let oracle = record.oracle {
        result.oracles[oracle, default: 0] += 1
        if firstFound == nil, record.kind == .search { firstFound = (base, (record.cases ?? 1) - 1) }
      }
      // Once more than half of the base seeds found nothing the median is known.
      if result.cases.count(where: { $0 == nil }) > seeds / 2 { break }
    }
    guard isComplete else { return result }
    if let relation = bug.only {
      let record = runner.search(base: 1, limit: min(limit, Measuring.aloneLimit), bug: bug.id, without: relation)
      result.alone = (record?.cases ?? limit, record?.oracle)
    }
    let bound = (result.cases.first ?? nil) ?? limit
    let probe = runner.run(["probe", "1", String(bound)], bug: bug.id).last
    result.reached = probe?.kind == .crash ? probe?.cases : probe?.reached
    result.triggered = probe?.kind == .crash ? probe?.cases : probe?.triggered
    for record in runner.suite(files, bug: bug.id) {
      if let file = record.file, let oracle = record.oracle { result.files.append((file, oracle)) }
    }
    if let found = firstFound {
      let shrunk = runner.run(["shrink", String(found.base), String(found.index)], bug: bug.id).last
      result.lines = shrunk?.lines
      result.shrinkSeconds = shrunk?.seconds
      result.text = shrunk?.text
    }
    return result
  }
}
