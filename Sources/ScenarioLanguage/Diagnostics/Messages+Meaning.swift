import Trading

/// Messages about what lines mean together.
extension Diagnostic {
  static func noTime(_ spelling: String, isActor: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, isActor ? "the line has no time" : "`\(spelling)` is not a time", at: span,
      label: isActor ? "write a time before this" : "the first column says when",
      notes: ["times: 2s, 5s..9s, +1s (after the line above), @heal+1s, on EVENT then"])
  }

  static func emptyRange(_ start: TimeSpan, _ end: TimeSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.timeGoesBack, "the range of time ends before it starts", at: span, label: "write `\(end)..\(start)`")
  }

  static func captureOutsideLog(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "`$\(name)` cannot be used here", at: span, label: "captures belong to checks of the log")
  }

  static func discrepancyName(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "`\(name)` is not the name of a discrepancy", at: span,
      label: "they are called D1, D2, ... in the order in which they are found")
  }

  static func crossedMarket(_ symbol: String, bid: Located<Decimal>, ask: Located<Decimal>) -> Diagnostic {
    Diagnostic(
      .crossedMarket, "the bid of \(symbol) is above the ask", at: bid.span.through(ask.span),
      label: "write `\(ask.value) \(bid.value)`")
  }
}
