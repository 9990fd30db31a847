/// How many of a group of mutants were found, and by what.
struct MutationScore {
  var all = 0
  var fuzz = 0
  var suite = 0
  var either = 0
  var found = 0
  var missed = 0
  var unchanged = 0
  var unreached = 0

  /// Counts results.
  init(_ results: some Sequence<MutantResult>) {
    for result in results {
      all += 1
      if result.fuzz.oracle != nil { fuzz += 1 }
      if result.suite.oracle != nil { suite += 1 }
      if result.fuzz.oracle != nil || result.suite.oracle != nil { either += 1 }
      switch result.outcome {
      case .found: found += 1
      case .missed: missed += 1
      case .unchanged: unchanged += 1
      case .unreached: unreached += 1
      }
    }
  }

  /// A share in percent, rounded down: 96.9 is not 97.
  static func percent(_ part: Int, of all: Int) -> Int { all == 0 ? 100 : part * 100 / all }

  static let heading = ["mutants", "fuzz", "suite", "either", "found", "missed", "unchanged", "unreached"]

  /// The cells of a line of the table.
  var cells: [String] {
    let shares = [fuzz, suite, either, found].map { "\(MutationScore.percent($0, of: all)) %" }
    return [String(all)] + shares + [missed, unchanged, unreached].map(String.init)
  }
}

/// The report of a run.
struct MutantReport {
  let results: [MutantResult]
  let equivalent: [Mutant: String]
  let dropped: [Mutant]
  /// What was run, in one line.
  let conditions: String

  /// Those that count: mechanical, and not marked as changing nothing.
  var counted: [MutantResult] {
    results.filter { $0.mutant.operation != .planted && equivalent[$0.mutant] == nil }
  }

  /// The described bugs in the same copy.
  var planted: PlantedOutcome { PlantedOutcome(results, dropped: dropped) }

  /// The marks that are wrong: something was found after all.
  var wrongMarks: [MutantResult] { results.filter { equivalent[$0.mutant] != nil && $0.isFound } }

  /// The report as text.
  var text: String {
    let lines =
      [conditions, ""] + table("file") { $0.mutant.file } + [""] + table("operator") { $0.mutant.operation.rawValue }
      + [""] + legend + planted.lines + survivors + marks
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(_ title: String, by name: (MutantResult) -> String) -> [String] {
    let groups = Dictionary(grouping: counted, by: name).sorted { $0.key < $1.key }
    var rows = [[title] + MutationScore.heading]
    rows += groups.map { [$0.key] + MutationScore($0.value).cells }
    rows.append(["all"] + MutationScore(counted).cells)
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + blanks : blanks + row[column]
      }.joined(separator: "  ")
    }
  }

  private var legend: [String] {
    [
      "fuzz, suite: the share that each of them finds; either: one of the two; found: unit tests included",
      "missed: a run goes differently and nothing fails; unchanged: reached, and no run goes differently; "
        + "unreached: no run comes there",
      "do not compile and are not counted: \(dropped.count { $0.operation != .planted }); set aside as equivalent: \(equivalent.count)",
    ]
  }

  /// By file, in the order of their lines.
  private var survivors: [String] {
    let left = counted.filter { !$0.isFound }
    var lines = ["", "Survivors: \(left.count)"]
    for (file, results) in Dictionary(grouping: left, by: \.mutant.file).sorted(by: { $0.key < $1.key }) {
      lines += ["", file]
      for result in results.sorted(by: { ($0.mutant.line, $0.mutant.id) < ($1.mutant.line, $1.mutant.id) }) {
        lines.append("  " + MutantReport.line(result.mutant, MutantReport.survival(result)))
        lines.append("      \(result.mutant.lineText)")
      }
    }
    return lines
  }

  /// How a mutant survived: of so many cases and files that come to its place how many went another way.
  static func survival(_ result: MutantResult) -> String {
    func part(_ record: TrialRecord, _ name: String) -> String {
      record.reaching == 0 ? "no \(name)" : "\(record.changed) of \(record.runs) \(name)s differ"
    }
    guard result.outcome != .unreached else { return result.outcome.rawValue }
    return "\(result.outcome.rawValue): \(part(result.fuzz, "case")), \(part(result.suite, "file"))"
  }

  /// What found a mutant, or how it survived.
  static func finders(_ result: MutantResult) -> String {
    var found: [String] = []
    if let oracle = result.fuzz.oracle { found.append("case \(result.fuzz.failed ?? 0): \(oracle)") }
    if let oracle = result.suite.oracle { found.append("file \(result.suite.failed ?? 0): \(oracle)") }
    if result.tests == true { found.append("unit tests") }
    return found.isEmpty ? survival(result) : found.joined(separator: ", ")
  }

  private var marks: [String] {
    guard !wrongMarks.isEmpty else { return [] }
    return ["", "Marked as equivalent, and found all the same:"]
      + wrongMarks.map { MutantReport.line($0.mutant, MutantReport.finders($0)) }
  }

  /// One mutant in one line.
  static func line(_ mutant: Mutant, _ word: String) -> String {
    "\(mutant.place): \(mutant.operation.rawValue) #\(mutant.occurrence): \(mutant.what) (\(word))"
  }
}
