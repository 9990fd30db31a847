import Reporting

extension Command {
  /// Prints a catalogue.
  static let list = Command(
    name: "list", usage: "trueup list WHAT",
    summary: "print \(Catalogue.allCases.map(\.rawValue).joined(separator: ", "))",
    details: ["The lists come from the code that runs: what is not listed does not exist."]
  ) { arguments, terminal in
    let legal = Catalogue.allCases.map(\.rawValue)
    guard let word = arguments.operands.first, arguments.operands.count == 1 else {
      throw UsageError.operands("list takes one of: \(legal.joined(separator: ", "))", arguments.command)
    }
    guard let catalogue = Catalogue(rawValue: word) else {
      throw UsageError.unknownTopic(word, legal: legal, arguments.command)
    }
    terminal.write(catalogue.text)
    return .success
  }

  /// Explains a code or an entry of a catalogue.
  static let explain = Command(
    name: "explain", usage: "trueup explain TOPIC", summary: "explain a code (E205), event, setting or invariant"
  ) { arguments, terminal in
    guard let word = arguments.operands.first, arguments.operands.count == 1 else {
      throw UsageError.operands("explain takes one topic", arguments.command)
    }
    guard let text = Explanation.text(of: word) else {
      throw UsageError.noExplanation(word, arguments.command)
    }
    terminal.write(text)
    return .success
  }
}
