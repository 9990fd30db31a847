/// Messages about sections, lines and what stands in the wrong place.
extension Diagnostic {
  static func emptyFile() -> Diagnostic {
    Diagnostic(
      .emptyFile, "the file is empty", at: SourceSpan(line: 1, column: 1, length: 1),
      label: "a scenario starts with: scenario \"title\"",
      notes: ["the smallest scenario: a title, and a section `timeline` with one line"])
  }

  static func noTitleLine(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sectionMissing, "the file does not start with its title", at: span,
      label: "write above this: scenario \"title\"")
  }

  static func noTimeline(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sectionMissing, "the scenario has no timeline", at: span, label: "nothing happens in it",
      notes: ["write a section `timeline` with at least one line"])
  }

  static func emptyTimeline(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.sectionMissing, "the timeline is empty", at: span, label: "write at least one line below")
  }

  static func sectionTwice(_ name: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sectionOrder, "there is a second section `\(name)`", at: span, label: "move its lines to the first one",
      secondary: [Annotation(first, "the first one is here")])
  }

  static func sectionLate(
    _ name: String, after other: String, at span: SourceSpan, otherAt: SourceSpan, order: [String]
  )
    -> Diagnostic
  {
    Diagnostic(
      .sectionOrder, "the section `\(name)` stands too late", at: span, label: "move it above `\(other)`",
      secondary: [Annotation(otherAt, "`\(other)` starts here")], notes: [list("order", order)])
  }

  static func indentedSection(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.layout, "the section `\(name)` is indented", at: span, label: "sections stand at column 1")
  }

  static func notIndented(in section: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .layout, "this line of the section `\(section)` is not indented", at: span, label: "put two spaces before it")
  }

  static func blockWithoutHead(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .layout, "this line belongs to nothing", at: span,
      label: "a line with `|` stands below a check of the log or in the examples",
      notes: ["checks with a block: log in-order, log unordered, log golden"])
  }

  static func saidTwice(_ what: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .saidTwice, "`\(what)` is given twice", at: span, label: "remove one of the two",
      secondary: [Annotation(first, "the first one is here")])
  }

  static func newerFormat(_ format: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "this file needs format \(format), and this version reads format 1", at: span,
      label: "a newer version is needed")
  }
}
