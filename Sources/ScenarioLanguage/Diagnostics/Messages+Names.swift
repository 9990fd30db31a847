import Reconciliation

/// Messages about names that nothing introduces, or that two lines introduce.
extension Diagnostic {
  static func nameTaken(_ what: String, remedy: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    if first == span { return nameRepeated(what, at: span) }
    return Diagnostic(
      .nameTaken, "there is a second \(what)", at: span, label: remedy,
      secondary: [Annotation(first, "the first one is here")])
  }

  /// A line with `every` gives one name to the things of all its times.
  private static func nameRepeated(_ what: String, at span: SourceSpan) -> Diagnostic {
    let name = what.split(separator: "`").last.map(String.init) ?? what
    return Diagnostic(
      .nameTaken, "each repetition makes another \(what)", at: span, label: "write `\(name)<\(Repetition.counter)>`",
      notes: ["`<\(Repetition.counter)>` counts the times of the line from 1"])
  }

  static func executionTaken(_ name: Located<String>, of order: String, first: SourceSpan) -> Diagnostic {
    var diagnostic = nameTaken(
      "execution `\(name.value)`", remedy: "give it another name", at: name.span, first: first)
    guard first != name.span else { return diagnostic }
    diagnostic.notes = [
      "the same execution told twice: above the first, `net duplicate stream fill of \(order) after 24h next 1`"
    ]
    return diagnostic
  }

  static func keyTaken(_ key: Located<String>, by owner: Located<String>) -> Diagnostic {
    Diagnostic(
      .nameTaken, "there is a second order with the client order id `\(key.value)`", at: key.span,
      label: "to engine and broker it would be order \(owner.value) again",
      secondary: [Annotation(owner.span, "order \(owner.value) has it here")],
      notes: ["a trader who does use an id twice: write `key \(key.value) again`"])
  }

  /// `key K1 again` where nothing above has that id.
  static func keyNotTaken(_ key: Located<String>, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownKey, "no order above has the client order id `\(key.value)`", at: key.span,
      label: Suggestion.nearest(to: key.value, in: known).map { "did you mean `\($0)`?" } ?? "not used so far",
      notes: [
        known.isEmpty ? "there is no order above" : "client order ids so far: \(known.joined(separator: ", "))",
        "without `again` the order has it for itself",
      ])
  }

  static func unknownOrder(
    _ order: Located<String>, known: ArraySlice<Located<String>>, placedLater: SourceSpan?, isSoFar: Bool
  ) -> Diagnostic {
    let guess = placedLater == nil ? Suggestion.nearest(to: order.value, in: known.lazy.map(\.value)) : nil
    let label = guess.map { "did you mean `\($0)`?" } ?? (isSoFar ? "not placed so far" : "no line places it")
    let name = isSoFar ? "orders so far" : "orders in this file"
    return Diagnostic(
      .unknownOrder,
      placedLater == nil ? "there is no order `\(order.value)`" : "there is no order `\(order.value)` yet",
      at: order.span, label: label,
      secondary: placedLater.map { [Annotation($0, "it is placed here")] } ?? [],
      notes: [known.isEmpty ? "\(name): none" : places(name, known)])
  }

  static func unknownKey(_ key: Located<String>, known: [String]) -> Diagnostic {
    let guess = Suggestion.nearest(to: key.value, in: known)
    return Diagnostic(
      .unknownKey, "no order has the client order id `\(key.value)`", at: key.span,
      label: guess.map { "did you mean `\($0)`?" } ?? "not the key of an order",
      notes: [
        known.isEmpty ? "there are no orders" : list("client order ids", known),
        "an order without `key` has its own name as client order id",
      ])
  }

  static func unknownMark(_ mark: Located<String>, known: [Located<String>]) -> Diagnostic {
    let guess = Suggestion.nearest(to: mark.value, in: known.lazy.map(\.value))
    let marks = known.prefix(12).map { Located("@\($0.value)", at: $0.span) }
    return Diagnostic(
      .unknownMark, "the mark `@\(mark.value)` is never set", at: mark.span,
      label: guess.map { "did you mean `@\($0)`?" } ?? "no line sets it",
      notes: [
        known.isEmpty
          ? "a line sets it with `as @\(mark.value)` at its end"
          : places("marks in this file", marks[...])
      ])
  }

  static func unknownExecution(
    _ execution: Located<String>, known: [Located<String>], orders: [Located<String>]
  ) -> Diagnostic {
    let guess = Suggestion.nearest(to: execution.value, in: (known.prefix(128) + orders.prefix(128)).map(\.value))
    let what = orders.isEmpty ? "there is no execution `" : "there is no order or execution `"
    var notes = [known.isEmpty ? "executions in this file: none" : places("executions in this file", known[...])]
    if !orders.isEmpty { notes.append(places("orders in this file", orders[...])) }
    return Diagnostic(
      .unknownExecution, "\(what)\(execution.value)`", at: execution.span,
      label: guess.map { "did you mean `\($0)`?" } ?? "no `broker fill` line makes it", notes: notes)
  }

  static func unknownInstrument(_ symbol: Located<String>, known: [Located<String>]) -> Diagnostic {
    let guess = Suggestion.nearest(to: symbol.value, in: known.lazy.map(\.value))
    return Diagnostic(
      .unknownInstrument, "there is no instrument `\(symbol.value)`", at: symbol.span,
      label: guess.map { "did you mean `\($0)`?" } ?? "it has no market",
      notes: [
        known.isEmpty
          ? "the setup introduces it with a line such as: market \(symbol.value) 9.99 10.01"
          : places("instruments", known[...])
      ])
  }

  static func unknownCurrency(_ currency: Located<String>, known: [String]) -> Diagnostic {
    var names: [String] = []
    for name in known.prefix(64) where !names.contains(name) { names.append(name) }
    let guess = Suggestion.nearest(to: currency.value, in: names)
    return Diagnostic(
      .unknownCurrency, "there is no currency `\(currency.value)`", at: currency.span,
      label: guess.map { "did you mean `\($0)`?" } ?? "no account and no instrument has it",
      notes: [
        names.isEmpty ? "the setup introduces it: both cash \(currency.value) 1000.00" : list("currencies", names)
      ])
  }

  static func loneName(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nameStandsAlone, "the \(what) stands nowhere else in the file", at: span, label: "nothing uses it",
      notes: ["check the spelling, or remove the line"])
  }

  static func deadGlob(_ glob: Located<String>) -> Diagnostic {
    let names = EventNames.families.map { "\($0).*" } + EventKind.allCases.map(\.name)
    let guess = Suggestion.nearest(to: glob.value, in: names)
    return Diagnostic(
      .globMatchesNothing, "no event matches `\(glob.value)`", at: glob.span,
      label: guess.map { "did you mean `\($0)`?" } ?? "this block would stay empty",
      notes: [list("events start with", EventNames.families)])
  }

  /// A list of names with their lines, cut after twelve entries.
  private static func places(_ name: String, _ entries: ArraySlice<Located<String>>) -> String {
    let shown = entries.prefix(12).map { "\($0.value) (line \($0.span.line))" }.joined(separator: ", ")
    return entries.count > 12 ? "\(name): \(shown) and \(entries.count - 12) more" : "\(name): \(shown)"
  }
}
