import Exploration
import Harness
import Reporting
import ScenarioLanguage
import Simulation
import Trading

/// One `trueup explain FILE`: why a scenario fails.
struct ExplainSession {
  private let path: String
  private let terminal: Terminal
  private let caseName: String?

  init(_ path: String, _ arguments: Arguments, _ terminal: Terminal) {
    self.path = path
    self.terminal = terminal
    caseName = arguments.value(.caseName)
  }

  func run() throws -> ExitCode {
    let file = ScenarioLoader.load(path)
    if let problem = file.problem { throw problem }
    guard !file.hasErrors else {
      return terminal.complain(about: file)
    }
    let cases = file.cases.filter { suiteCase in caseName.map(suiteCase.isCalled) ?? true }
    guard !cases.isEmpty else {
      throw Problem(
        path, "no case of this file is called `\(caseName ?? "")`",
        advice: ["its cases: \(file.cases.map { $0.scenario.caseName ?? $0.identifier }.joined(separator: "; "))"],
        exitCode: .nothingToRun)
    }
    var code = ExitCode.success
    for suiteCase in cases {
      if let reason = suiteCase.scenario.header.skip {
        terminal.write("\(suiteCase.identifier) is skipped: \(reason)\n")
        continue
      }
      guard let explanation = try FailureExplanation.explain(suiteCase.scenario, on: Tool.engine) else {
        terminal.write("\(suiteCase.identifier) passes: there is nothing to explain.\n")
        continue
      }
      terminal.write(text(of: explanation, suiteCase.identifier))
      code = code.joined(with: explanation.failure.kind == .inconclusive ? .inconclusive : .failed)
    }
    return code
  }

  private func text(of explanation: FailureExplanation, _ identifier: String) -> StyledText {
    let failure = explanation.failure
    var text: StyledText = "\(identifier) fails: \(failure.title), \(failure.label)\n\n"
    if explanation.faults.isEmpty { text += "Faults            the file has none\n" }
    for fault in explanation.faults {
      let line = fault.line
      let words =
        switch fault.effect {
        case .passes: "needed       without it the case passes"
        case .failsOtherwise(let other):
          "needed       without it the case fails otherwise: \(other.oracle ?? other.title): \(other.label)"
        case .changesNothing: "not needed   without it the case fails all the same"
        }
      text += "Fault line \(line)\(String(repeating: " ", count: max(1, 7 - String(line).count)))\(words)\n"
      if let window = fault.window { text += "                               \(timing(window))\n" }
    }
    if let point = explanation.pointOfNoReturn {
      text += "No return after   \(Instant.origin + point.saved): ending all faults there saves the case, at "
      text += "\(Instant.origin + point.lost) it does not\n"
    }
    if let nearest = explanation.nearestPass {
      text += "Nearest pass      line \(nearest.line) as `\(nearest.text)`\n"
    }
    if let entry = explanation.firstWrongEntry {
      let names = explanation.names
      let what = failure.kind == .safety ? "First wrong step" : "Parted for good"
      text += "\(what)  #\(entry) \(names.line(of: explanation.trace.entries[Int(entry)]))\n"
      for cause in explanation.chain.dropLast().reversed() {
        let line = explanation.trace.entries[Int(cause)].line
        text += "        because  #\(cause) \(names.line(of: explanation.trace.entries[Int(cause)]))"
        text += line > 0 ? "  (line \(line))\n" : "\n"
      }
    }
    for note in failure.notes where note.hasPrefix("differs") { text += "\(note)\n" }
    return text + "\n \(Quantities.count(explanation.runs, "run"))   next: trueup trace \(path.asOperand)\n"
  }

  /// When a fault has to begin.
  private func timing(_ window: FaultWindow) -> StyledText {
    let (first, last) = (Instant.origin + window.fails.lowerBound, Instant.origin + window.fails.upperBound)
    var parts: [StyledText] = [first == last ? "if it begins at \(first)" : "if it begins from \(first) to \(last)"]
    if let before = window.before { parts.append("not at \(Instant.origin + before) or before") }
    if let after = window.after { parts.append("not at \(Instant.origin + after) or later") }
    return parts.joined(separator: "; ")
  }
}
