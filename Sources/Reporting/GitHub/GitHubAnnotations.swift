import Exploration
import Harness
import ScenarioLanguage

/// Marks the lines of a change on GitHub that a run has something to say about.
///
/// GitHub shows ten errors and ten warnings of a step and drops the rest without a word: so a line is marked once,
/// whatever the number of cases that fail there, and the last of ten says how many are not shown.
public struct GitHubAnnotations: Reporter {
  /// How many of a level GitHub shows.
  static let limit = 10

  private let paths: SourcePaths
  private let write: (String) -> Void
  private var marks: [WorkflowCommand] = []
  /// How many further cases a mark stands for.
  private var further: [Int] = []

  /// Makes a reporter.
  ///
  /// - Parameters:
  ///   - paths: how paths of files are written.
  ///   - write: takes whole lines of the log, once all is known.
  public init(paths: SourcePaths, write: @escaping (String) -> Void) {
    self.paths = paths
    self.write = write
  }

  /// Takes one event; the marks are written with the last one.
  public mutating func receive(_ event: RunEvent) {
    switch event {
    case .started: break
    case .hindered(let problem):
      add(
        WorkflowCommand(
          level: problem.exitCode == .success ? .warning : .error,
          title: problem.subject.isEmpty ? "trueup" : problem.subject,
          message: ([problem.message] + problem.advice).joined(separator: "\n")))
    case .diagnosed(let source, let diagnostics): for diagnostic in diagnostics { add(diagnostic, of: source) }
    case .ended(let report): if report.verdict.isBad { add(report) }
    case .diverged(let divergence):
      add(
        WorkflowCommand(
          level: .error, title: "DIFFERS \(divergence.identifier)",
          message: ([divergence.message] + divergence.notes).joined(separator: "\n")))
    case .finished: finish()
    }
  }

  /// Adds a mark; a second one of the same place and title counts as one more case.
  public mutating func add(_ mark: WorkflowCommand) {
    let same = marks.firstIndex {
      $0.file != nil && $0.file == mark.file && $0.line == mark.line && $0.level == mark.level
        && $0.columns == mark.columns
    }
    if let same {
      further[same] += 1
    } else {
      marks.append(mark)
      further.append(0)
    }
  }

  /// Takes what a fuzzing run has found.
  public mutating func receive(_ event: FuzzEvent) {
    switch event {
    case .started: break
    case .replayed(let tally): for report in tally.failing { add(report) }
    case .found(let find):
      let failure = find.first.result.failures[0]
      var message = "\(failure.label)\nreplay   \(find.campaign.replayCommand(ofCase: find.first.index))"
      if let path = find.path { message += "\nfile     \(paths.path(path))" }
      add(
        WorkflowCommand(level: .error, title: "FIND \(failure.oracle ?? failure.kind.rawValue)", message: message))
    case .finished: finish()
    }
  }

  /// Writes all marks.
  public mutating func finish() {
    for level in [WorkflowCommand.Level.error, .warning] {
      let own = marks.indices.filter { marks[$0].level == level }
      let shown = own.count > GitHubAnnotations.limit ? own.prefix(GitHubAnnotations.limit - 1) : own[...]
      for index in shown {
        var mark = marks[index]
        if further[index] > 0 { mark.title += " (and \(further[index]) more here)" }
        write(mark.text)
      }
      guard own.count > shown.count else { continue }
      write(
        WorkflowCommand(
          level: level, title: "trueup",
          message: "and \(own.count - shown.count) more places, which are in the log and in the summary of the step"
        ).text)
    }
    marks = []
    further = []
  }

  private mutating func add(_ diagnostic: Diagnostic, of source: SourceFile) {
    var mark = WorkflowCommand(
      level: diagnostic.severity == .error ? .error : .warning, file: paths.path(source.path),
      line: diagnostic.span.line, title: "\(diagnostic.code.rawValue): \(diagnostic.message)",
      message: ([diagnostic.label] + diagnostic.notes).filter { !$0.isEmpty }.joined(separator: "\n"))
    mark.columns = diagnostic.span.columns
    add(mark)
  }

  private mutating func add(_ report: CaseReport) {
    var mark = WorkflowCommand(
      level: .error, file: paths.path(report.source.path), line: report.scenario.title.span.line,
      title: "FAIL \(report.identifier)", message: "")
    var lines: [String]
    if let failure = report.result.failures.first {
      mark.title += ": \(failure.title)"
      lines = [failure.label] + failure.notes
      if failure.span.line > 0 {
        mark.line = failure.span.line
        mark.columns = failure.span.columns
      }
    } else {
      mark.title += ": it passes, and is expected to fail"
      lines = ["what it waits for has come: remove the line `xfail` from the file"]
      if let span = report.scenario.header.expectedFailure?.span {
        mark.line = span.line
        mark.columns = span.columns
      }
    }
    lines.append("replay   \(NextCommand.run(report))")
    mark.message = lines.joined(separator: "\n")
    add(mark)
  }
}

extension SourceSpan {
  /// The first column and the one behind the last; nil for no place.
  fileprivate var columns: Range<Int>? { line > 0 && column > 0 ? column..<column + max(1, length) : nil }
}
