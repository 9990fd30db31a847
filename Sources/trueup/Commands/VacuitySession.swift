import Exploration
import Harness
import Reconciliation
import Reporting
import ScenarioLanguage

/// One `trueup check --vacuity`: which lines of a timeline change nothing.
struct VacuitySession {
  /// What stands before the reason for which a line may change nothing.
  private static let note = "# idle:"

  private let arguments: Arguments
  private let terminal: Terminal
  private let suite: Suite
  private let jobs: Int

  /// A line that can be left out, and the most that it does in any case of its file.
  private struct Line {
    var span: SourceSpan
    var effect: LineEffects.Effect
    var isExplained: Bool
  }

  init(_ arguments: Arguments, _ terminal: Terminal) throws(UsageError) {
    self.arguments = arguments
    self.terminal = terminal
    jobs = try arguments.number(.jobs, in: 1...256) ?? 1
    try arguments.refuse(.vacuity, with: .checkFormat, because: "what is found is told to people")
    var suite = Suite(arguments.operands, jobs: jobs)
    if arguments.has(.allowEmpty) { suite.allowEmpty() }
    self.suite = suite
  }

  func run() -> ExitCode {
    Interruption.listen()
    var code = ExitCode.success
    for problem in suite.problems {
      code = code.joined(with: problem.exitCode)
      terminal.complain(problem.text)
    }
    for file in suite.files where file.hasErrors { code = code.joined(with: terminal.complain(about: file)) }
    var counts = (lines: 0, idle: 0, explained: 0, unnoticed: 0, stale: 0, cases: 0)
    let files = suite.files.filter { !$0.hasErrors }
    var next = files.startIndex
    let progress = Progress(terminal, "file", of: files.count)
    OrderedWork.run(files.count, jobs: jobs, compute: { VacuitySession.lines(of: files[$0]) }) { lines in
      let file = files[next]
      next += 1
      counts.cases += file.cases.count
      for line in lines {
        counts.lines += 1
        switch line.effect {
        case .none where line.isExplained: counts.explained += 1
        case .none: counts.idle += 1
        case _ where line.isExplained: counts.stale += 1
        case .unnoticed: counts.unnoticed += 1
        case .needed: break
        }
        show(line, of: file.source)
      }
      if !arguments.has(.quiet) { progress.show(next, counts.idle > 0 ? "\(counts.idle) without effect" : "") }
      return !Interruption.isRequested
    }
    progress.end()
    if let interrupted = Interruption.exitCode { return interrupted }
    if counts.idle + counts.stale > 0 { code = code.joined(with: .failed) }
    if arguments.has(.quiet) || suite.files.isEmpty { return code }
    var parts = [
      Quantities.count(files.count, "file"), Quantities.count(counts.cases, "case"),
      "\(Quantities.count(counts.lines, "line")) left out", "\(Quantities.grouped(counts.idle)) without effect",
      "\(Quantities.grouped(counts.explained)) explained",
      "\(Quantities.grouped(counts.unnoticed)) that no check notices",
    ]
    if counts.stale > 0 {
      parts.append("\(Quantities.count(counts.stale, "explanation")) that \(counts.stale == 1 ? "is" : "are") wrong")
    }
    terminal.write(" \(parts.joined(separator: "   "))\n")
    return code
  }

  /// All lines of a file that can be left out.
  private static func lines(of file: LoadedFile) -> [Line] {
    var lines: [Line] = []
    let texts = file.source.lines
    for suiteCase in file.cases where suiteCase.scenario.header.skip == nil && !Interruption.isRequested {
      guard let effects = LineEffects(of: suiteCase.scenario, on: Tool.engine) else { continue }
      for (index, effect) in effects.lines {
        let span = suiteCase.scenario.timeline[index].span
        if let known = lines.firstIndex(where: { $0.span.line == span.line }) {
          lines[known].effect = max(lines[known].effect, effect)
        } else {
          let isExplained = texts[span.line - 1].contains(note)
          lines.append(Line(span: span, effect: effect, isExplained: isExplained))
        }
      }
    }
    return lines.sorted { $0.span.line < $1.span.line }
  }

  private func show(_ line: Line, of source: SourceFile) {
    let words: (head: String, message: String, label: String, notes: [String])
    switch (line.effect, line.isExplained) {
    case (.none, false):
      words = (
        "IDLE", "the line does nothing", "without it all the rest of the run is the same",
        [
          "take it out, or make it matter: another time, another order, a larger extent",
          "or explain it at the end of the line: \(VacuitySession.note) WHY",
        ]
      )
    case (.unnoticed, true), (.needed, true):
      words = (
        "STALE", "the line is said to do nothing, and it does something", "without it the run is another one",
        ["take the comment `\(VacuitySession.note)` away"]
      )
    case (.unnoticed, false) where arguments.has(.verbose):
      words = ("UNNOTICED", "no check notices the line", "without it another run passes as well", [])
    default: return
    }
    terminal.write(
      DiagnosticRenderer(source).render(
        head: words.head, message: words.message, path: source.path,
        primary: Diagnostic.Annotation(line.span, words.label), notes: words.notes) + "\n")
  }
}

extension Flag {
  static let strict = Flag(name: "--strict", summary: "a warning is as bad as an error")
  static let vacuity = Flag(name: "--vacuity", summary: "leave out each line in turn: which change nothing")
}
