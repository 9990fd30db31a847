/// Messages about `examples` and `each`.
extension Diagnostic {
  static func rowCells(_ count: Int, of header: Int, at span: SourceSpan, header headerSpan: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rowCells, "this row has \(count) \(count == 1 ? "cell" : "cells"), the header has \(header)", at: span,
      label: "add or remove a cell", secondary: [Annotation(headerSpan, "the header is here")])
  }

  static func unknownColumn(_ name: String, columns: [String], hasTable: Bool, at span: SourceSpan) -> Diagnostic {
    let guess = Suggestion.nearest(to: name, in: columns)
    let label = guess.map { "did you mean `\($0)`?" } ?? "not one of the parameters"
    let what = hasTable ? "there is no column `\(name)` in the examples" : "there is no parameter `\(name)`"
    var notes =
      columns.isEmpty
      ? ["parameters come from a section `examples` or a header line: each \(name) in a, b"]
      : [list(hasTable ? "columns" : "parameters", columns)]
    if name == Repetition.counter {
      notes.append("`<\(name)>` counts the times of a line of the timeline with `every`: 10s every 2s for 5m")
    }
    return Diagnostic(.unknownColumn, what, at: span, label: label, notes: notes)
  }

  static func emptyCell(_ column: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.malformedCell, "this cell of the column `\(column)` is empty", at: span, label: "write a value")
  }

  static func noRow(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedCell, "this is not a row of a table", at: span, label: "rows look like this: | a | b |")
  }

  static func openRow(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.malformedCell, "this row has no end", at: span, label: "end it with `|`")
  }

  static func columnName(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedCell, "`\(text)` cannot name a parameter", at: span, label: "write one word in lower case")
  }

  static func parameterTwice(_ name: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .caseTwice, "there are two parameters `\(name)`", at: span, label: "give it another name",
      secondary: [Annotation(first, "the first one is here")])
  }

  static func caseTwice(_ name: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .caseTwice, "there are two cases `\(name)`", at: span, label: "a case is told by its name, so give it another",
      secondary: [Annotation(first, "the first one is here")])
  }

  static func goldenParameter(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .goldenParameter, "a golden block cannot differ from case to case", at: span,
      label: "`<\(name)>` is taken literally here",
      notes: ["use `log in-order`, which may contain parameters, or a file for each case"])
  }

  static func noRows(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noRows, "the examples have no row, so there is no case to run", at: span,
      label: "write a header and at least one row")
  }

  static func noValues(of name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.noRows, "`\(name)` has no values, so there is no case to run", at: span, label: "write the values here")
  }

  static func parameterUnused(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .parameterUnused, "the parameter `\(name)` is never used", at: span, label: "its cases do not differ by it",
      notes: ["write `<\(name)>` where its value belongs, or remove it"])
  }

  static func tooManyParameters(at span: SourceSpan, limit: Int) -> Diagnostic {
    Diagnostic(.noRows, "there are more than \(limit) parameters", at: span, label: "use fewer")
  }

  static func tooManyCases(at span: SourceSpan, limit: Int) -> Diagnostic {
    Diagnostic(
      .noRows, "the parameters make more than \(limit) cases", at: span, label: "use fewer values",
      notes: ["values multiply: every value of one parameter meets every value of the others"])
  }

  static func notOneName(_ spelling: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unreadableCharacter, "`\(spelling)` is not one name", at: span,
      label: "a value within a name has letters, digits, `.`, `-`, `_` and `/` alone")
  }

  static func parameterInValue(_ name: String, _ spelling: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedCell, "the value `\(spelling)` has a parameter of its own", at: span,
      label: "`<\(name)>` is not filled in within a value", notes: ["write it out for each case"])
  }
}
