import Reporting
import ScenarioLanguage

extension Command {
  /// Parses scenarios and runs nothing.
  static let check = Command(
    name: "check", usage: "trueup check [PATH...]", summary: "parse scenarios, run nothing",
    details: [
      "Shows errors and warnings, 20 at most. The format `short` is one line each for editors, `json` one object each,",
      "200 of a file at most; `github` marks the lines of a change. `-` reads standard input.",
      "With --vacuity each line of a timeline but the checks is left out in turn, and the case run without it: a line",
      "without which all the rest is the same does nothing there. A comment behind it, `# idle: WHY`, explains that.",
      "With -v it also lists the lines that change something which no check notices.",
      "With --strict warnings count as errors: what looks like a typo, and what checks nothing.",
      "Exit codes: 0 no errors, 1 a line does nothing, 2 a file has errors, 3 a file could not be read, 4 there is no",
      "file, 64 wrong usage, 129, 130, 143 ended by a signal.",
    ],
    flags: [.checkFormat, .strict, .vacuity, .jobs, .allowEmpty, .quiet, .verbose], operands: .scenarios
  ) { arguments, terminal in
    if arguments.has(.vacuity) { return try VacuitySession(arguments, terminal).run() }
    for flag in [Flag.jobs, .verbose] { try arguments.need(.vacuity, for: flag) }
    return try CheckSession(arguments, terminal).run()
  }
}

/// One `trueup check`.
struct CheckSession {
  enum Format: String, CaseIterable {
    case human, short, json, github
  }

  private static let limit = 20
  /// How many of a file programs get: more make no editor happier.
  private static let recordLimit = 200

  private let arguments: Arguments
  private let terminal: Terminal
  private let format: Format
  private var suite: Suite

  init(_ arguments: Arguments, _ terminal: Terminal) throws(UsageError) {
    self.arguments = arguments
    self.terminal = terminal
    format = try arguments.choice(.checkFormat, of: Format.self) ?? (CIServer.isGitHub ? .github : .human)
    suite = Suite(arguments.operands)
    if arguments.has(.allowEmpty) { suite.allowEmpty() }
  }

  func run() -> ExitCode {
    var code = ExitCode.success
    var marks: GitHubAnnotations?
    if format == .github {
      terminal.guardsCommands = true
      marks = GitHubAnnotations(paths: CIServer.paths) { [terminal] in terminal.command($0) }
    }
    for problem in suite.problems {
      code = code.joined(with: problem.exitCode)
      terminal.complain(problem.text)
      marks?.receive(.hindered(problem))
    }
    let isStrict = arguments.has(.strict)
    if suite.files.contains(where: { isStrict ? !$0.diagnostics.isEmpty : $0.hasErrors }) {
      code = code.joined(with: .invalidScenario)
    }
    switch format {
    case .human: showFrames()
    case .github:
      showFrames()
      for file in suite.files { marks?.receive(.diagnosed(file.source, file.diagnostics)) }
      marks?.finish()
    case .short:
      for file in suite.files { for diagnostic in records(of: file) { terminal.write(short(diagnostic)) } }
    case .json:
      var reporter = JSONReporter { terminal.write($0) }
      for file in suite.files { reporter.receive(.diagnosed(file.source, records(of: file))) }
    }
    return code
  }

  /// The first diagnostics of a file; says on standard error how many are left out.
  private func records(of file: LoadedFile) -> [Diagnostic] {
    let hidden = file.diagnostics.count - CheckSession.recordLimit
    guard hidden > 0 else { return file.diagnostics }
    terminal.complain("and \(Quantities.grouped(hidden)) more in \(file.source.path); correct these first\n")
    return Array(file.diagnostics.prefix(CheckSession.recordLimit))
  }

  private func short(_ diagnostic: Diagnostic) -> StyledText { "\(DiagnosticRenderer.short(diagnostic))\n" }

  private func showFrames() {
    var shown = 0
    for file in suite.files where !file.diagnostics.isEmpty {
      let renderer = DiagnosticRenderer(file.source)
      for diagnostic in file.diagnostics.prefix(CheckSession.limit - shown) {
        terminal.write("\(renderer.render(diagnostic))\n")
        shown += 1
      }
    }
    let diagnostics = suite.files.flatMap(\.diagnostics)
    if diagnostics.count > shown {
      terminal.write("and \(Quantities.grouped(diagnostics.count - shown)) more; correct these first\n\n")
    }
    guard !arguments.has(.quiet) || !diagnostics.isEmpty, !suite.files.isEmpty else { return }
    let errors = diagnostics.count { $0.severity == .error }
    let counts = [
      Quantities.count(suite.files.count, "file"), Quantities.count(suite.files.flatMap(\.cases).count, "case"),
      Quantities.count(errors, "error"), Quantities.count(diagnostics.count - errors, "warning"),
    ]
    terminal.write(" \(counts.joined(separator: "   "))\n")
    if let first = diagnostics.first { terminal.write("\n next: trueup explain \(first.code.rawValue)\n") }
  }
}

extension LoadedFile {
  /// Whether the file cannot be run.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
