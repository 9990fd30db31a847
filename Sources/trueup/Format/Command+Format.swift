import Reporting
import ScenarioLanguage

extension Command {
  /// Gives scenario files their layout.
  static let format = Command(
    name: "fmt", usage: "trueup fmt [PATH...]",
    summary: "give scenario files their one layout (default path: Scenarios/)",
    details: [
      "Blanks, columns, blank lines and line ends change; words, numbers, texts and comments stay as they are written.",
      "Files with errors stay as they are. `-` reads standard input and writes the result to standard output.",
      "With --check nothing is written: it says which files are laid out otherwise.",
      "Exit codes: 0 done, 1 with --check: a file would change, 2 a file has errors, 3 a file could not be read or",
      "written, 4 there is no file, 64 wrong usage.",
    ],
    flags: [.checkOnly, .allowEmpty, .quiet], operands: .scenarios
  ) { arguments, terminal in
    FormatSession(arguments, terminal).run()
  }
}

extension Flag {
  static let checkOnly = Flag(name: "--check", summary: "write nothing; say which files would change")
}

/// One `trueup fmt`.
struct FormatSession {
  private let terminal: Terminal
  private let suite: Suite
  private let isCheck: Bool
  private let isQuiet: Bool
  private let paths: String

  init(_ arguments: Arguments, _ terminal: Terminal) {
    self.terminal = terminal
    isCheck = arguments.has(.checkOnly)
    isQuiet = arguments.has(.quiet)
    paths = arguments.operands.map { " \($0.shellQuoted)" }.joined()
    var suite = Suite(arguments.operands)
    if arguments.has(.allowEmpty) { suite.allowEmpty() }
    self.suite = suite
  }

  func run() -> ExitCode {
    var code = ExitCode.success
    var changed = 0
    func note(_ problem: Problem) {
      code = code.joined(with: problem.exitCode)
      terminal.complain(problem.text)
    }
    for problem in suite.problems { note(problem) }
    for file in suite.files {
      guard !file.hasErrors else {
        code = code.joined(with: terminal.complain(about: file))
        continue
      }
      do throws(Problem) {
        if try format(file) { changed += 1 }
      } catch { note(error) }
    }
    if isCheck, changed > 0 { code = code.joined(with: .failed) }
    let onlyInput = suite.files.allSatisfy { $0.source.isStandardInput }
    guard !isQuiet, !onlyInput || isCheck else { return code }
    let files = Quantities.count(suite.files.count, "file")
    terminal.write(
      isCheck ? " \(files)   \(changed) to be laid out\n" : " \(files)   \(changed) laid out anew\n")
    if isCheck, changed > 0 { terminal.write("\n next: trueup fmt\(paths)\n") }
    return code
  }

  /// Lays a file out; true if it was not so before.
  private func format(_ file: LoadedFile) throws(Problem) -> Bool {
    let source = file.source
    let text = ScenarioFormatter.format(source.text)
    guard text == source.text || means(text, theSameAs: file) else {
      throw Problem(
        source.path, "laid out anew it would mean something else, so it is left as it is",
        advice: ["this is a mistake of trueup: please report it with the file"], exitCode: .toolError)
    }
    let isChanged = text != source.text
    if source.isStandardInput {
      if !isCheck { terminal.write(source: text) }
    } else if isChanged, !isCheck {
      try SourceRewriter.write(text, to: source.path)
    }
    guard isChanged, !isQuiet, isCheck || !source.isStandardInput else { return isChanged }
    guard isCheck else {
      terminal.write("\(source.path)\n")
      return true
    }
    let (old, new) = (source.lines, SourceFile(path: "", text: text).lines)
    let line = zip(old, new).prefix { $0 == $1 }.count
    terminal.write("\(source.path):\(line + 1): is laid out otherwise\n")
    if line < old.count { terminal.write("  - \(old[line])\n") }
    if line < new.count { terminal.write("  + \(new[line])\n") }
    return true
  }

  /// Whether a text has the same cases as the file.
  private func means(_ text: String, theSameAs file: LoadedFile) -> Bool {
    let other = ScenarioLoader.parse(SourceFile(path: file.source.path, text: text))
    return other.cases.map { ScenarioPrinter.print($0.scenario) }
      == file.cases.map { ScenarioPrinter.print($0.scenario) }
      && other.cases.map(\.identifier) == file.cases.map(\.identifier)
  }
}
