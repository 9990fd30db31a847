/// One line of a source, as the tests of the house look at it.
public enum SwiftLine {
  /// The line without its comment, and without the contents of its texts.
  public static func code(_ line: some StringProtocol) -> String {
    var result = ""
    var isText = false
    var previous: Character = " "
    for character in line {
      if character == "\"", previous != "\\" { isText.toggle() }
      if !isText, character == "/", previous == "/" { return String(result.dropLast()) }
      if !isText { result.append(character) }
      previous = character
    }
    return result
  }
}
