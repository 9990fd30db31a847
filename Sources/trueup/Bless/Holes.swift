import Harness
import Reporting
import ScenarioLanguage

/// The holes of a file: `???` in the place of a value that a run is to give.
enum Holes {
  /// A hole that is filled.
  struct Filled {
    /// Where it stands in the file.
    let span: SourceSpan
    /// What belongs there.
    var value: String
  }

  /// What a hole can be for the time being, so that the file can be read: one of them is of the kind that is needed.
  private static let guesses = ["0", "1", "open", "ready", "A"]

  /// Fills the holes of a file; the file is then the filled one.
  ///
  /// A value is taken out of what the failing check says it is instead, and is right if the check then passes: so
  /// nothing is written that a run does not confirm.
  static func fill(_ file: inout LoadedFile) throws(Refusal) -> [Filled] {
    let original = file.source
    let spans = file.diagnostics.filter { $0.code == .hole }.map(\.span)
    guard !spans.isEmpty else { return [] }
    var holes = spans.map { Filled(span: $0, value: guesses[0]) }
    file = parse(original, holes)
    for index in holes.indices {
      for guess in guesses where hasError(file, at: holes[index].span.line) {
        holes[index].value = guess
        file = parse(original, holes)
      }
    }
    guard !file.hasErrors else { return holes }
    for line in Set(spans.map(\.line)).sorted() { try fill(line, &holes, &file, original) }
    return holes
  }

  private static func parse(_ source: SourceFile, _ holes: [Filled]) -> LoadedFile {
    var edits = SourceEdits(source.text)
    for hole in holes { edits.replace(hole.span, with: hole.value) }
    return ScenarioLoader.parse(SourceFile(path: source.path, text: edits.text))
  }

  private static func hasError(_ file: LoadedFile, at line: Int) -> Bool {
    file.diagnostics.contains { $0.severity == .error && $0.span.line == line }
  }

  /// Fills the holes of one line.
  private static func fill(
    _ line: Int, _ holes: inout [Filled], _ file: inout LoadedFile, _ original: SourceFile
  ) throws(Refusal) {
    guard let failure = failure(in: file, at: line) else { return }
    let text = SourceEdits(original.text).line(line)
    try refuseLimit(line, holes, text, failure, original.path)
    let values = words(of: failure.label)
    for round in values.indices {
      var next = holes
      var place = round
      for index in next.indices where next[index].span.line == line {
        let before = text.prefix(next[index].span.column - 1)
        if let value = value(after: before, in: failure.label) {
          next[index].value = value
        } else {
          next[index].value = values[min(place, values.count - 1)]
          place += 1
        }
      }
      let filled = parse(original, next)
      guard !filled.hasErrors, self.failure(in: filled, at: line) == nil else { continue }
      (holes, file) = (next, filled)
      return
    }
    throw refusal(failures(in: file, at: line), at: "\(original.path):\(line)")
  }

  /// A limit is not what a run gives: many would hold.
  private static func refuseLimit(
    _ line: Int, _ holes: [Filled], _ text: String, _ failure: Failure, _ path: String
  ) throws(Refusal) {
    for hole in holes where hole.span.line == line {
      let before = text.prefix(hole.span.column - 1).reversed().drop { $0 == " " }
      guard let sign = before.first,
        "<>!".contains(sign) || before.starts(with: "=<") || before.starts(with: "=>")
          || before.starts(with: "=!")
      else { continue }
      throw .problem(
        Problem(
          "\(path):\(line)", "`???` stands for what a run gives, and many limits would hold: \(failure.label)",
          advice: ["write the limit yourself, or `=` before the hole"], exitCode: .failed))
    }
  }

  /// Why no value is the right one: the cases differ, the sides differ, or something else of the line is wrong.
  private static func refusal(_ failures: [(name: String, failure: Failure)], at place: String) -> Refusal {
    let labels = Set(failures.map(\.failure.label))
    guard let label = failures.first?.failure.label, labels.count == 1 else {
      let all = failures.map { "\($0.name): \($0.failure.label)" }
      return .problem(
        Problem(
          place, "there is no one value for `???` here: the cases differ",
          advice: Array(all.prefix(4)) + ["make it a parameter of the cases, or write the value yourself"],
          exitCode: .failed))
    }
    // Both sides in one sentence: `local is 100, broker is 100`.
    let sides = label.split(separator: ", broker ", maxSplits: 1)
    let isOne = sides.count == 2 && sides[0].hasPrefix("local ") && sides[0].dropFirst(6) == sides[1]
    guard isOne else {
      return .problem(
        Problem(
          place, "there is no one value for `???` here: \(label)",
          advice: ["say which side is meant, or write the value yourself"], exitCode: .failed))
    }
    return .problem(
      Problem(
        place, "the line is wrong beside its `???`: both sides agree, and \(label)",
        advice: ["correct the other values of the line first"], exitCode: .failed))
  }

  /// What a check on a line says, if it fails in any case.
  private static func failure(in file: LoadedFile, at line: Int) -> Failure? {
    for suiteCase in file.cases where suiteCase.scenario.header.skip == nil {
      if let failure = failure(of: suiteCase, at: line) { return failure }
    }
    return nil
  }

  private static func failures(in file: LoadedFile, at line: Int) -> [(name: String, failure: Failure)] {
    file.cases.filter { $0.scenario.header.skip == nil }.compactMap { suiteCase in
      failure(of: suiteCase, at: line).map { (suiteCase.scenario.caseName ?? suiteCase.identifier, $0) }
    }
  }

  private static func failure(of suiteCase: SuiteCase, at line: Int) -> Failure? {
    SuiteRun.run(suiteCase.scenario, keepsTrace: false).failures.first { $0.span.line == line }
  }

  /// The words of a sentence that can be values, such as `100` and `partial`.
  private static func words(of label: String) -> [String] {
    let words = label.split { $0 == " " || $0 == "," || $0 == "=" }.map(String.init)
    return words.filter { $0.first?.isNumber ?? false || $0.hasPrefix("-") } + words
  }

  /// The value of a field: `filled=???` is what stands behind `filled=` in the sentence.
  private static func value(after before: Substring, in label: String) -> String? {
    guard let comparison = before.lastIndex(where: { !"=<>!~".contains($0) }),
      comparison < before.index(before: before.endIndex)
    else { return nil }
    let name = before[...comparison].split(separator: " ").last ?? ""
    guard !name.isEmpty, before[comparison] != " " else { return nil }
    let field = label.split { $0 == " " || $0 == "," }.first { $0.hasPrefix("\(name)=") }
    return field.map { String($0.dropFirst(name.count + 1)) }
  }
}
