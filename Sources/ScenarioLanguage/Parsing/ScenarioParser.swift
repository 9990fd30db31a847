/// Turns the text of a scenario file into syntax trees, one a case, or into messages.
///
/// Any text gives a result: whatever is wrong with it becomes a ``Diagnostic``. All errors of a file are reported in
/// one pass, since every line is read on its own.
public enum ScenarioParser {
  /// Parses and checks a file.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - invariants: the names that `invariant` lines may use; nil to accept any.
  public static func parse(_ source: SourceFile, invariants: [String]? = nil) -> ParsedFile {
    let bytes = Array(source.text.utf8)
    let outlining = OutlineParser(bytes)
    let outline = outlining.outline
    var collected = DiagnosticCollection(path: source.path)
    if outline.isEmpty {
      let unreadable = outlining.lexer.diagnostics
      collected.add(contentsOf: unreadable.isEmpty ? [.emptyFile()] : unreadable)
      return ParsedFile(source: source, cases: [], diagnostics: collected.sorted)
    }
    let table = ParameterTable(outline, outlining.lexer)
    collected.add(contentsOf: outlining.lexer.diagnostics)
    collected.add(contentsOf: table.diagnostics)
    collected.add(contentsOf: StructureCheck.diagnostics(outline))
    let checked = ParameterCheck.apply(to: outline, table)
    collected.add(contentsOf: checked.diagnostics)

    let cases = table.cases
    var scenarios: [Scenario] = []
    for bindings in cases {
      var parser = CaseParser(bindings: bindings, of: cases.count, invariants: invariants)
      parser.parse(checked.outline)
      parser.complete()
      collected.add(case: parser.scenario.caseName, of: cases.count, parser.diagnostics)
      scenarios.append(parser.scenario)
    }
    let diagnostics = collected.sorted
    let isGood = !diagnostics.contains { $0.severity == .error }
    return ParsedFile(source: source, cases: isGood ? scenarios : [], diagnostics: diagnostics)
  }
}

extension Outline {
  /// Whether there is nothing in the file but comments.
  var isEmpty: Bool { heads.isEmpty && !hasUnknownSection }
}
