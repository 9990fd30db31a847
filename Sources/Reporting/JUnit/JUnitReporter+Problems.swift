import ScenarioLanguage

/// What is no case and makes a run fail all the same.
extension JUnitReporter {
  mutating func add(_ problem: Problem) {
    guard problem.exitCode != .success else { return }
    let name = problem.subject.isEmpty ? problem.message : "\(problem.subject): \(problem.message)"
    add(
      name, of: "trueup",
      outcome: .error(type: "problem", message: name, text: problem.text.description))
  }

  mutating func add(_ diagnostics: [Diagnostic], of source: SourceFile) {
    let errors = diagnostics.filter { $0.severity == .error }
    guard let first = errors.first else { return }
    let renderer = DiagnosticRenderer(source)
    let shown = errors.prefix(ConsoleReporter.diagnosticLimit).map { renderer.render($0).description }
    let hidden = errors.count - shown.count
    let rest = hidden > 0 ? "\nand \(Quantities.count(hidden, "more error"))\n" : ""
    file.add(
      "the file has no errors", of: className(of: source.path), in: paths.path(source.path),
      .error(
        type: first.code.rawValue, message: "line \(first.span.line): \(first.message)",
        text: shown.joined(separator: "\n") + rest))
  }

  mutating func add(_ divergence: Divergence) {
    add(
      divergence.identifier, of: "trueup.verify",
      outcome: .error(
        type: "nondeterminism", message: divergence.message,
        text: ToolName.inCommands(of: FailureText.text(of: divergence).description)))
  }

  /// Adds what belongs to no file.
  mutating func add(_ name: String, of className: String, outcome: JUnitFile.Outcome) {
    file.add(name, of: className, in: nil, outcome)
  }
}
