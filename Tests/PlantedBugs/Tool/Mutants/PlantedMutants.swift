import Foundation

/// The described bugs as mutants, so that one copy of the sources holds both.
struct PlantedMutants {
  /// The bugs, in the order of their numbers.
  let bugs: [Mutant]

  /// Finds the place of every bug.
  ///
  /// - Parameter parsed: the sources by path.
  /// - Throws: ``BugErrors`` with every description that does not match.
  init(_ descriptions: [BugDescription], in parsed: [String: SwiftSource]) throws(BugErrors) {
    var bugs: [Mutant] = []
    var errors: [BugError] = []
    for bug in descriptions {
      guard let source = parsed[bug.file] else {
        let places = MutantSession.targets.joined(separator: " and ")
        errors.append(BugError(place: "\(bug.name).bug", message: "there is no file \(bug.file) in \(places)"))
        continue
      }
      do { bugs.append(try PlantedMutants.mutant(bug, in: source)) } catch { errors.append(error) }
    }
    guard errors.isEmpty else { throw BugErrors(errors: errors) }
    self.bugs = bugs
  }

  private static func mutant(_ bug: BugDescription, in source: SwiftSource) throws(BugError) -> Mutant {
    let text = String(decoding: source.bytes, as: UTF8.self)
    let range = try SourceMatch.range(of: bug, in: text)
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let length = text[range].utf8.count
    return Mutant(
      file: bug.file, line: source.bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1, lineText: bug.name,
      operation: .planted, what: bug.what,
      patches: [
        Mutant.Patch(
          form: bug.form == .expression ? .expression : .statement, span: start..<start + length, text: bug.replacement)
      ])
  }

  /// The mechanical mutants that can stand in one text with the bugs: one that shares a part of its place with a bug,
  /// and not the whole of it, cannot.
  func compatible(_ mutants: [Mutant]) -> [Mutant] {
    let spans = Dictionary(grouping: bugs, by: \.file).mapValues { $0.flatMap { $0.patches.map(\.span) } }
    return mutants.filter { mutant in
      !mutant.patches.contains { patch in
        (spans[mutant.file] ?? []).contains { PlantedMutants.overlapsInPart(patch.span, $0) }
      }
    }
  }

  private static func overlapsInPart(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    func contains(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
      outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }
    return left.overlaps(right) && !contains(left, right) && !contains(right, left)
  }
}

/// What came of the described bugs.
struct PlantedOutcome {
  let results: [MutantResult]
  /// The names of those that do not compile.
  let broken: [String]

  init(_ results: [MutantResult], dropped: [Mutant]) {
    self.results = results.filter { $0.mutant.operation == .planted }
    broken = dropped.filter { $0.operation == .planted }.map(\.lineText)
  }

  /// Those of the canary that fuzzed cases do not find.
  var silent: [String] {
    let found = Set(results.filter { $0.fuzz.oracle != nil }.map(\.mutant.lineText))
    return Session.canary.filter { !found.contains($0) }
  }

  /// The lines of the report.
  var lines: [String] {
    guard !results.isEmpty || !broken.isEmpty else { return [] }
    let score = MutationScore(results)
    var lines = [
      "",
      "Planted bugs: \(results.count + broken.count) tried, found by fuzz \(score.fuzz), by the suite \(score.suite), "
        + "by either \(score.either); the canary: \(silent.isEmpty ? "found" : "not found")",
    ]
    lines += results.filter { !$0.isFound }.map {
      "  \($0.mutant.place): \($0.mutant.lineText) (\(MutantReport.survival($0)))"
    }
    lines += broken.map { "  \($0) does not compile" }
    return lines
  }
}
