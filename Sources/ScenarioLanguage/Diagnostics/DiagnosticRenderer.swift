/// Shows diagnostics of one file with the lines they are about.
public struct DiagnosticRenderer: Sendable {
  private let lines: [String]
  private let columns: Int?

  /// How much of a message is shown; what is longer quotes something that nobody wrote by hand.
  private static let messageLimit = 300

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - source: the file that the diagnostics are about.
  ///   - columns: how wide the terminal is; nil where it is none.
  public init(_ source: SourceFile, columns: Int? = nil) {
    lines = source.lines
    self.columns = columns
  }

  /// The diagnostic in one line, for editors: `file:line:col: error[E205]: message`.
  public static func short(_ diagnostic: Diagnostic) -> StyledText {
    let span = diagnostic.span
    let message = StyledText(diagnostic.message, limit: messageLimit)
    return
      "\(diagnostic.path):\(span.line):\(span.column): \(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]: \(message)"
  }

  /// The diagnostic with the source lines, a caret under the place, further places, and notes.
  public func render(_ diagnostic: Diagnostic) -> StyledText {
    render(
      head: "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", message: diagnostic.message,
      path: diagnostic.path, primary: Diagnostic.Annotation(diagnostic.span, diagnostic.label),
      secondary: diagnostic.secondary, notes: diagnostic.notes)
  }

  /// Anything that is to be said about a place of the file, in the frame of a diagnostic.
  ///
  /// - Parameters:
  ///   - head: what the message starts with, such as `error[E102]`.
  ///   - message: what is the matter, in one clause.
  ///   - path: the path of the file.
  ///   - primary: the place and what stands beside its caret.
  ///   - secondary: further places.
  ///   - notes: further lines.
  public func render(
    head: String, message: String, path: String, primary: Diagnostic.Annotation,
    secondary: [Diagnostic.Annotation] = [], notes: [String]
  ) -> StyledText {
    let marked = [(annotation: primary, isPrimary: true)] + secondary.map { (annotation: $0, isPrimary: false) }
    let shown = marked.filter { $0.annotation.span.line > 0 }
    let numbers = Set(shown.map(\.annotation.span.line)).sorted()
    let width = numbers.last.map { String($0).count } ?? 1
    let gutter = String(repeating: " ", count: width)

    var text: StyledText =
      "\(.red("\(head)")): \(.bold(StyledText(message, limit: DiagnosticRenderer.messageLimit)))\n"
    text += "\(gutter)--> \(path):\(primary.span.line):\(primary.span.column)\n"
    text += "\(gutter) |\n"
    var previous: Int?
    for number in numbers {
      if let previous, number > previous + 1 { text += "...\n" }
      previous = number
      let digits = String(number)
      let line = number <= lines.count ? lines[number - 1] : ""
      let places = shown.filter { $0.annotation.span.line == number }
      let room = columns.map { $0 - width - 3 } ?? LineWindow.longest
      for window in LineWindow.windows(of: line, around: places.map(\.annotation.span), room: room) {
        text += "\(String(repeating: " ", count: width - digits.count))\(digits) |"
        text += window.text.isEmpty ? "\n" : " \(window.text)\n"
        for place in window.places {
          text += "\(gutter) |\(underline(shown: window, places[place].annotation, places[place].isPrimary))\n"
        }
      }
    }
    if !notes.isEmpty {
      text += "\(gutter) |\n"
      for note in notes { text += "\(gutter) = \(note)\n" }
    }
    return text
  }

  private func underline(
    shown window: LineWindow, _ annotation: Diagnostic.Annotation, _ isPrimary: Bool
  ) -> StyledText {
    let columns = window.columns(of: annotation.span)
    let marks: StyledText = "\(String(repeating: isPrimary ? "^" : "-", count: columns.count))"
    let label = StyledText(annotation.label, limit: DiagnosticRenderer.messageLimit)
    let text: StyledText = " \(String(repeating: " ", count: columns.lowerBound))\(isPrimary ? .red(marks) : marks)"
    return label.isEmpty ? text : "\(text) \(label)"
  }
}
