import Harness
import Reporting
import ScenarioLanguage

/// One `trueup run --bless`: golden blocks and holes get what the run gives, in place, and nothing else changes.
struct BlessSession {
  private let arguments: Arguments
  private let terminal: Terminal
  private let choice: CaseChoice
  private let isForced: Bool

  init(_ arguments: Arguments, _ terminal: Terminal) throws(UsageError) {
    self.arguments = arguments
    self.terminal = terminal
    choice = try CaseChoice(arguments)
    isForced = arguments.has(.force)
    for flag in [Flag.verify, .failFast, .failed, .shard, .json, .runFormat, .jobs] {
      try arguments.refuse(.bless, with: flag, because: "files are written, one after the other, and nothing reported")
    }
    guard ["", "0", "false"].contains(Environment["CI"].lowercased()) || isForced else {
      throw .blessedInCI(arguments.command)
    }
  }

  func run() -> ExitCode {
    Interruption.listen()
    var code = ExitCode.success
    var (blocks, holes, files, seen) = (0, 0, 0, 0)
    var finder = ScenarioFinder()
    for path in arguments.operands { finder.find(path) }
    if arguments.operands.isEmpty { finder.find(ScenarioFinder.defaultPath, isDefault: true) }
    for problem in finder.problems {
      code = code.joined(with: problem.exitCode)
      terminal.complain(problem.text)
    }
    let progress = Progress(terminal, "file", of: finder.files.count)
    for (index, path) in finder.files.enumerated() where !Interruption.isRequested {
      if !arguments.has(.quiet) { progress.show(index) }
      do throws(Refusal) {
        guard let blessing = try Blessing(of: path, choice) else { continue }
        seen += 1
        guard !blessing.changes.isEmpty else { continue }
        guard try write(blessing, &code) else { continue }
        blocks += blessing.changes.count { !$0.isHole }
        holes += blessing.changes.count { $0.isHole }
        files += 1
      } catch {
        seen += 1
        code = code.joined(with: tell(error, about: path))
      }
    }
    progress.end()
    if let interrupted = Interruption.exitCode { return interrupted }
    if seen == 0, finder.problems.isEmpty {
      let problem = Problem.nothingChosen(choice.text.isEmpty ? "the paths" : choice.text, advice: [])
      terminal.complain(problem.text)
      return code.joined(with: problem.exitCode)
    }
    if !arguments.has(.quiet) { terminal.write(summary(blocks, holes, files, seen)) }
    return code
  }

  private func summary(_ blocks: Int, _ holes: Int, _ files: Int, _ seen: Int) -> StyledText {
    guard files > 0 else { return " nothing changed in \(Quantities.count(seen, "file"))\n" }
    let parts = [
      blocks > 0 ? Quantities.count(blocks, "block") : nil, holes > 0 ? Quantities.count(holes, "hole") : nil,
    ].compactMap { $0 }
    return " \(parts.joined(separator: " and ")) in \(Quantities.count(files, "file")) changed; review with git diff\n"
  }

  /// Writes a file, or, where that would lose what nobody has committed, another one beside it.
  ///
  /// - Returns: Whether the file itself was written.
  private func write(_ blessing: Blessing, _ code: inout ExitCode) throws(Refusal) -> Bool {
    show(blessing)
    do throws(Problem) {
      let lost = isForced ? nil : UncommittedLines(of: blessing.path)?.first(in: blessing.changes)
      guard let lost else {
        try SourceRewriter.write(blessing.text, to: blessing.path)
        return true
      }
      let other = "\(blessing.path).new"
      try SourceRewriter.create(blessing.text, at: other)
      let problem = Problem(
        "\(blessing.path):\(lost)", "the block has changes that are in no commit, so \(other.shellQuoted) was written",
        advice: ["commit the file first, or write over it: add --force"], exitCode: .failed)
      code = code.joined(with: problem.exitCode)
      terminal.complain(problem.text)
      return false
    } catch { throw .problem(error) }
  }

  private func show(_ blessing: Blessing) {
    guard !arguments.has(.quiet) else { return }
    var last = 0
    for change in blessing.changes where change.line != last {
      last = change.line
      terminal.write("\(blessing.path):\(change.line)\n")
      for line in change.difference { terminal.write("  \(line)\n") }
    }
  }

  private func tell(_ refusal: Refusal, about path: String) -> ExitCode {
    switch refusal {
    case .problem(let problem):
      terminal.complain(problem.text)
      return problem.exitCode
    case .invalid(let file): return terminal.complain(about: file)
    case .failing(let report):
      var reporter = ConsoleReporter(detail: .quiet) { [terminal] in terminal.write($0) }
      reporter.receive(.ended(report))
      let isExpected = report.suiteCase.scenario.header.expectedFailure != nil
      let problem = Problem(
        path,
        isExpected
          ? "is not blessed, since \(report.identifier) is expected to fail, and what is blessed passes"
          : "is not blessed, since \(report.identifier) fails for another reason than its golden blocks",
        advice: [
          isExpected
            ? "remove `xfail` from its header, or write the values yourself"
            : "what is blessed is taken for right: correct that first"
        ], exitCode: .failed)
      terminal.complain(problem.text)
      return report.verdict == .inconclusive ? .inconclusive : .failed
    }
  }
}

/// Why a file is not blessed.
enum Refusal: Error {
  /// It cannot be read or written, or its runs differ.
  case problem(Problem)
  /// It has errors.
  case invalid(LoadedFile)
  /// A case fails for another reason.
  case failing(CaseReport)
}

extension UsageError {
  static func blessedInCI(_ command: Command) -> UsageError {
    UsageError(
      message: "`--bless` writes files, and the variable CI says that nobody looks at them",
      advice: ["bless where you can read what changes, and commit it", "if that is intended, add --force"])
  }
}
