import Exploration
import Reporting
import ScenarioLanguage

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Command {
  /// Prints a catalogue.
  static let list = Command(
    name: "list", usage: "trueup list WHAT",
    summary: "print what there is: events, verbs, settings, templates and more",
    details: [
      "WHAT is one of \(topics.joined(separator: ", ")).",
      "The lists come from the code that runs: what is not listed does not exist.",
      "`trueup list scenarios --tag case` shows which of the numbered real-world cases a scenario is about.",
      "Exit codes: 0 printed; of the scenarios also 2 a file has errors, 3 one cannot be read, 4 there is none; 64 wrong usage.",
    ],
    flags: [.tagFamily], operands: .words(topics)
  ) { arguments, terminal in
    let legal = topics
    guard let word = arguments.operands.first, arguments.operands.count == 1 else {
      throw UsageError.operands("list takes one of: \(legal.joined(separator: ", "))", arguments.command)
    }
    if word == judges {
      terminal.write(JudgesText.text(of: Tool.engine.abilities))
      return .success
    }
    if word == scenarios { return listScenarios(of: arguments.value(.tagFamily), terminal) }
    guard !arguments.has(.tagFamily) else {
      throw UsageError.operands("`--tag` is for the list of scenarios, and \(word) is another", arguments.command)
    }
    guard let catalogue = Catalogue(rawValue: word) else {
      throw UsageError.unknownTopic(word, legal: legal, arguments.command)
    }
    terminal.write(catalogue.text)
    return .success
  }

  /// The list that comes from files.
  private static let scenarios = "scenarios"
  /// The list that depends on the engine under test.
  private static let judges = "judges"
  private static let topics = Catalogue.allCases.map(\.rawValue) + [judges, scenarios]

  /// Prints the cases that `trueup run` would run: id and title; for a tag, those that have one of its family, and which.
  private static func listScenarios(of family: String?, _ terminal: Terminal) -> ExitCode {
    let suite = Suite([])
    var code = ExitCode.success
    for problem in suite.problems {
      code = code.joined(with: problem.exitCode)
      terminal.complain(problem.text)
    }
    for suiteCase in suite.files.flatMap(\.cases) {
      var columns = [suiteCase.identifier]
      if let family {
        let tags = suiteCase.scenario.header.tags.map(\.value).filter { CaseChoice.isTag($0, of: family) }
        guard !tags.isEmpty else { continue }
        columns.append(tags.joined(separator: ", "))
      }
      terminal.write("\((columns + [suiteCase.scenario.title.value]).joined(separator: "  "))\n")
    }
    for file in suite.files where file.hasErrors {
      code = code.joined(with: .invalidScenario)
      let path = file.source.path
      terminal.complain(
        Problem(
          path, "the file has errors, so its cases are not listed",
          advice: ["see them: trueup check \(path.shellQuoted)"], exitCode: .invalidScenario
        ).text)
    }
    return code
  }

  /// Explains a code or an entry of a catalogue.
  static let explain = Command(
    name: "explain", usage: "trueup explain FILE|TOPIC",
    summary: "say why a scenario fails; or explain a code (E205) or any word of the language",
    details: [
      "For a scenario file: each fault line with what leaving it out does and when it has to begin, from when on the",
      "failure is certain, what is nearest and passes, and the first step that cannot be explained.",
      "Exit codes: 0 explained, or the case passes; 1 the case fails, 2 the file has errors,",
      "3 it cannot be read, 4 there is no such file or case, 7 the case used up its steps, 64 wrong usage.",
    ],
    flags: [.caseName], operands: .scenarios
  ) { arguments, terminal in
    // The keywords of a line are one topic: `trueup explain net drop`.
    let word = arguments.operands.joined(separator: " ")
    guard arguments.operands.count == 1 || LanguageWord.isName(arguments.operands) else {
      throw UsageError.operands("explain takes one file or topic", arguments.command)
    }
    if word.hasSuffix(".scenario") || word.contains("/") || word == "-" {
      return try ExplainSession(SourceFile.path(ofOperand: word), arguments, terminal).run()
    }
    guard !arguments.has(.caseName) else {
      throw UsageError.operands("`--case` is for a scenario file, and \(word) is none", arguments.command)
    }
    guard let text = Explanation.text(of: word) else {
      throw UsageError.noExplanation(word, arguments.command)
    }
    terminal.write(text)
    if access(word, F_OK) == 0 {
      terminal.write("\nThere is a file of that name as well: trueup explain ./\(word.shellQuoted)\n")
    }
    return .success
  }
}
