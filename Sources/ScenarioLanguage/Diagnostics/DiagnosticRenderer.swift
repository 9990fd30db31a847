/// Shows diagnostics of one file with the lines they are about.
public struct DiagnosticRenderer: Sendable {
  private let lines: [String]
  private let isColored: Bool

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - source: the file that the diagnostics are about.
  ///   - isColored: whether to colour code and carets for a terminal.
  public init(_ source: SourceFile, isColored: Bool = false) {
    lines = source.lines
    self.isColored = isColored
  }

  /// The diagnostic in one line, for editors: `file:line:col: error[E205]: message`.
  public static func short(_ diagnostic: Diagnostic) -> String {
    let span = diagnostic.span
    let head = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
    return "\(diagnostic.path):\(span.line):\(span.column): \(head): \(diagnostic.message)"
  }

  /// The diagnostic with the source lines, a caret under the place, further places, and notes.
  public func render(_ diagnostic: Diagnostic) -> String {
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
  ) -> String {
    let marked = [(annotation: primary, isPrimary: true)] + secondary.map { (annotation: $0, isPrimary: false) }
    let shown = marked.filter { $0.annotation.span.line > 0 }
    let numbers = Set(shown.map(\.annotation.span.line)).sorted()
    let width = numbers.last.map { String($0).count } ?? 1
    let gutter = String(repeating: " ", count: width)

    var text = "\(colored(head, .red)): \(colored(message, .bold))\n"
    text += "\(gutter)--> \(path):\(primary.span.line):\(primary.span.column)\n"
    text += "\(gutter) |\n"
    var previous: Int?
    for number in numbers {
      if let previous, number > previous + 1 { text += "...\n" }
      previous = number
      let digits = String(number)
      let line = number <= lines.count ? lines[number - 1] : ""
      text += "\(String(repeating: " ", count: width - digits.count))\(digits) |"
      text += line.isEmpty ? "\n" : " \(DiagnosticRenderer.printable(line))\n"
      for (annotation, isPrimary) in shown where annotation.span.line == number {
        text += "\(gutter) |\(underline(annotation, isPrimary: isPrimary))\n"
      }
    }
    if !notes.isEmpty {
      text += "\(gutter) |\n"
      for note in notes { text += "\(gutter) = \(note)\n" }
    }
    return text
  }

  private func underline(_ annotation: Diagnostic.Annotation, isPrimary: Bool) -> String {
    let span = annotation.span
    let marks = String(repeating: isPrimary ? "^" : "-", count: max(1, span.length))
    let text = " " + String(repeating: " ", count: max(0, span.column - 1)) + (isPrimary ? colored(marks, .red) : marks)
    return annotation.label.isEmpty ? text : "\(text) \(annotation.label)"
  }

  /// A line without control characters, each of which is shown as one blank so that columns stay true.
  private static func printable(_ line: String) -> String {
    var line = line
    guard line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return line }
    line = String(line.map { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? " " : $0 })
    return line
  }

  private enum Style: String {
    case red = "\u{1B}[31m"
    case bold = "\u{1B}[1m"
  }

  private func colored(_ text: String, _ style: Style) -> String {
    isColored ? "\(style.rawValue)\(text)\u{1B}[0m" : text
  }
}
