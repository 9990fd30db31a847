import Synchronization

/// What the tool is called in the commands that a reader is told to run.
///
/// Texts say `trueup`. A program with an engine of its own in it has another name, and a command that is copied has to
/// work.
public enum ToolName {
  private static let usual = "trueup"
  private static let chosen = Mutex(usual)

  /// The name: `trueup`, or that of the program that has another engine in it.
  public static var current: String { chosen.withLock { $0 } }

  /// Names the tool, as a shell reads the name; once, before anything is said.
  public static func choose(_ name: String) {
    chosen.withLock { $0 = name }
  }

  /// A text in which commands begin with the name of the tool.
  ///
  /// A command is the word `trueup` before a word or a flag, where none of its letters is part of another word. What is
  /// shown of a file, behind a number and a bar, stays as the file has it.
  public static func inCommands(of text: String) -> String {
    let name = current
    return name == usual ? text : inCommands(of: text, name: name)
  }

  static func inCommands(of text: String, name: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard !isExcerpt(line) else { return String(line) }
      var result = ""
      var rest = line
      while let range = rest.firstRange(of: "\(usual) ") {
        let before = rest[..<range.lowerBound].last ?? result.last
        let after = rest[range.upperBound...].first
        let isCommand = before.map { !$0.isLetter && !$0.isNumber && !"-_.".contains($0) } ?? true
        let isFollowed = after.map { $0.isLetter || "-_".contains($0) } ?? false
        result += rest[..<range.lowerBound] + (isCommand && isFollowed ? name : usual) + " "
        rest = rest[range.upperBound...]
      }
      return result + rest
    }.joined(separator: "\n")
  }

  /// Whether a line shows one of a file: ` 12 | text`.
  private static func isExcerpt(_ line: Substring) -> Bool {
    let rest = line.drop { $0 == " " }
    let number = rest.prefix(while: \.isNumber)
    return !number.isEmpty && rest.dropFirst(number.count).hasPrefix(" |")
  }
}
