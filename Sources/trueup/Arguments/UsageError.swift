import Reconciliation
import Reporting
import ScenarioLanguage

/// A command line that cannot be carried out: what is wrong with it and what is legal.
struct UsageError: Error {
  var message: String
  var advice: [String]

  /// The message as the terminal shows it.
  var text: StyledText {
    Problem("", message, advice: advice, exitCode: .usage).text
  }
}

/// The words of all usage errors, in one place.
extension UsageError {
  static func unknownCommand(_ name: String) -> UsageError {
    let names = Command.visible.map(\.name)
    let hint: [String]
    if name.hasPrefix("-") {
      hint = ["flags stand behind the command: trueup run \(name)"]
    } else if name.lowercased() == "version" {
      hint = ["did you mean `trueup --version`?"]
    } else {
      hint = names.contains(name.lowercased()) ? ["did you mean `\(name.lowercased())`?"] : guess(name, names)
    }
    return UsageError(
      message: "`\(name)` is not a command of \(ToolName.current)",
      advice: hint + ["commands: \(names.joined(separator: ", "))", "more: trueup --help"])
  }

  static func wrongAbilities(of engine: String, _ faults: [String]) -> UsageError {
    UsageError(
      message: "the abilities of \(engine) name what is not there",
      advice: faults + ["legal: trueup list settings, trueup list verbs, trueup list judges"])
  }

  static func wordsBehind(_ words: String) -> UsageError {
    UsageError(
      message: "nothing can stand behind `\(words)`", advice: ["write trueup \(words)", "more: trueup --help"])
  }

  static func unknownFlag(_ name: String, in word: String = "", of command: Command) -> UsageError {
    let names = command.allFlags.map(\.name)
    let isPath = word.contains { $0 == "." || $0 == "/" }
    return UsageError(
      message: "`\(name)` is not a flag of trueup \(command.name)",
      advice: (isPath ? ["for a path that starts with a dash write ./\(word)"] : guess(name, names)) + [
        "flags: \(names.joined(separator: ", "))", more(command),
      ])
  }

  static func missingValue(of flag: Flag, _ command: Command) -> UsageError {
    UsageError(
      message: "`\(flag.name)` needs a value",
      advice: ["write \(flag.name) \(flag.placeholder ?? ""): \(flag.summary)", more(command)])
  }

  static func forgottenValue(of flag: Flag, _ next: String, _ command: Command) -> UsageError {
    UsageError(
      message: "`\(flag.name)` needs a value, and `\(next)` is a flag",
      advice: [
        "write \(flag.name) \(flag.placeholder ?? ""): \(flag.summary)",
        "or \(flag.name)=\(next), if that is the value", more(command),
      ])
  }

  static func emptyValue(of flag: Flag, _ command: Command) -> UsageError {
    UsageError(
      message: "`\(flag.name)` needs a value, and the one given is empty",
      advice: ["write \(flag.name) \(flag.placeholder ?? ""): \(flag.summary)", emptyVariable, more(command)])
  }

  static func emptyOperand(_ command: Command) -> UsageError {
    UsageError(
      message: "an argument is empty", advice: ["write \(command.usage)", emptyVariable, more(command)])
  }

  private static let emptyVariable = "if the value comes from a variable of the shell, the variable is empty"

  static func notText(_ shown: String) -> UsageError {
    UsageError(
      message: "the argument \(shown) is not UTF-8 text",
      advice: ["a file with such a name must be renamed before trueup can name it in its messages and reports"])
  }

  static func saidTwice(_ flag: Flag, _ first: String, _ second: String, _ command: Command) -> UsageError {
    let values = flag.placeholder == nil ? "" : ": \(first) and \(second)"
    return UsageError(
      message: "`\(flag.name)` is given twice\(values)", advice: ["leave one of them out", more(command)])
  }

  static func conflict(_ flag: Flag, _ other: Flag, because reason: String, _ command: Command) -> UsageError {
    UsageError(
      message: "`\(flag.name)` and `\(other.name)` do not go together: \(reason)",
      advice: ["leave one of them out", more(command)])
  }

  static func meaningless(_ flag: Flag, without other: Flag, _ command: Command) -> UsageError {
    UsageError(
      message: "`\(flag.name)` means nothing without `\(other.name)`",
      advice: ["add \(other.name): \(other.summary)", more(command)])
  }

  static func inputReadAgain(_ flag: Flag, _ command: Command) -> UsageError {
    UsageError(
      message: "`\(flag.name)` does not go with `-`: standard input can be read only once",
      advice: ["write it to a file, and name that", more(command)])
  }

  static func fewerRunsThanShards(_ runs: Int, _ shards: Int, _ command: Command) -> UsageError {
    UsageError(
      message: "\(shards) shards of \(Quantities.count(runs, "case")) leave some with nothing to run",
      advice: [
        "\(Flag.fuzzRuns.name) counts the cases of all shards together: write at least \(Flag.fuzzRuns.name) \(shards)",
        more(command),
      ])
  }

  static func unwantedValue(of flag: Flag, _ command: Command) -> UsageError {
    UsageError(message: "`\(flag.name)` takes no value", advice: ["write \(flag.name) alone", more(command)])
  }

  static func unknownValue(_ word: String, of flag: Flag, legal: [String], _ command: Command) -> UsageError {
    UsageError(
      message: "`\(word)` is not a value of \(flag.name)",
      advice: guess(word, legal) + ["legal: \(legal.joined(separator: ", "))", more(command)])
  }

  static func malformedValue(_ word: String, of flag: Flag, _ expected: String, _ command: Command) -> UsageError {
    UsageError(message: "`\(word)` is not a value of \(flag.name)", advice: ["write \(expected)", more(command)])
  }

  static func operands(_ message: String, _ command: Command) -> UsageError {
    UsageError(message: message, advice: ["write \(command.usage)", more(command)])
  }

  static func unknownTopic(_ word: String, legal: [String], _ command: Command) -> UsageError {
    UsageError(
      message: "there is nothing called `\(word)` to \(command.name)",
      advice: guess(word, legal) + ["legal: \(legal.joined(separator: ", "))", more(command)])
  }

  static func unknownEvent(_ glob: String, _ command: Command) -> UsageError {
    UsageError(
      message: "no event is called `\(glob)`",
      advice: guess(glob, EventKind.allCases.map(\.name)) + ["all events: trueup list events", more(command)])
  }

  static func noExplanation(_ word: String, _ command: Command) -> UsageError {
    let codes = DiagnosticCode.allCases.map(\.rawValue)
    return UsageError(
      message: "there is nothing called `\(word)` to explain",
      advice: guess(word, Explanation.topics.filter { abs($0.count - word.count) <= max(1, word.count / 3) }) + [
        "codes are \(codes.first ?? "") to \(codes.last ?? ""); names are in trueup list events, verbs, settings, invariants",
        more(command),
      ])
  }

  private static func guess(_ word: String, _ legal: [String]) -> [String] {
    Suggestion.nearest(to: word, in: legal).map { ["did you mean `\($0)`?"] } ?? []
  }

  private static func more(_ command: Command) -> String {
    command.name.isEmpty ? "more: trueup --help" : "more: trueup \(command.name) --help"
  }
}
