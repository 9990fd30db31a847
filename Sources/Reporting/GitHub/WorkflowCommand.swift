import ScenarioLanguage

/// What GitHub Actions reads out of the log of a step.
public struct WorkflowCommand: Hashable, Sendable {
  /// How much an annotation weighs.
  public enum Level: String, Sendable {
    case error, warning
  }

  /// How much it weighs.
  public var level: Level
  /// The file, from the root of the repository; nil for none.
  public var file: String?
  /// The line; 0 for none.
  public var line = 0
  /// The first column and the one behind the last; nil for the whole line.
  public var columns: Range<Int>?
  /// What stands above the message.
  public var title: String
  /// The message, of one or several lines.
  public var message: String

  /// The command as a line of the log: `::error file=F,line=3,title=T::message`.
  public var text: String {
    var properties: [String] = []
    if let file {
      properties.append("file=\(WorkflowCommand.escaped(file, isProperty: true))")
      if line > 0 { properties.append("line=\(line)") }
      if let columns, line > 0 { properties += ["col=\(columns.lowerBound)", "endColumn=\(columns.upperBound)"] }
    }
    properties.append("title=\(WorkflowCommand.escaped(title, isProperty: true))")
    return "::\(level.rawValue) \(properties.joined(separator: ","))::"
      + WorkflowCommand.escaped(message, isProperty: false) + "\n"
  }

  /// A text as part of a command: line ends and percent signs, in a property colons and commas too, would end it.
  static func escaped(_ text: String, isProperty: Bool) -> String {
    let lines = isProperty ? StyledText(text).description : StyledText(lines: text).description
    var result = ""
    for character in lines {
      switch character {
      case "%": result += "%25"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case ",": result += isProperty ? "%2C" : ","
      default: result.append(character)
      }
    }
    return result
  }

  /// Output in which nothing is a command: a line that starts with `::`, and `##[` anywhere, would be read as one.
  public static func harmless(_ output: String) -> String {
    guard output.contains("::") || output.contains("##[") else { return output }
    return output.replacing("##[", with: "## [").split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let start = line.drop { $0.isWhitespace }
      return start.hasPrefix("::") ? "\(line.prefix(line.count - start.count))\\\(start)" : String(line)
    }.joined(separator: "\n")
  }
}
