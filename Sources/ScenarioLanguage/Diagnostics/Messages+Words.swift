import Reconciliation
import Trading

/// Messages about words, fields and comparisons.
extension Diagnostic {
  static func unknown(_ word: String, as role: WordRole, legal: [String], at span: SourceSpan) -> Diagnostic {
    let guess = role.phrase(with: word) ?? Suggestion.nearest(to: word, in: legal)
    let other =
      role.isOfActors && word.first?.isNumber == true
      ? "the line has its time already" : legal.count == 1 ? "write `\(legal[0])`" : "not known here"
    // Half a hundred names around the one that was meant are only in the way.
    let others =
      guess != nil && role.isCatalogue
      ? "all \(role.listName): trueup list \(role.listName)" : list(role.listName, legal)
    return Diagnostic(
      .unknownWord, role.complaint(about: word), at: span, label: guess.map { "did you mean `\($0)`?" } ?? other,
      notes: legal.count == 1 ? [] : [others])
  }

  static func unknownEvent(_ word: String, at span: SourceSpan) -> Diagnostic {
    let names = EventKind.allCases.map(\.name)
    let family = word.prefix { $0 != "." } + "."
    let relatives = names.filter { $0.hasPrefix(family) }
    var diagnostic = unknown(word, as: .event, legal: names, at: span)
    diagnostic.notes = [
      relatives.isEmpty
        ? list("events start with", EventNames.families) : list("events that start with \(family)", relatives)
    ]
    return diagnostic
  }

  static func missing(_ what: String, legal: [String] = [], listName: String = "legal here", at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .somethingMissing, "the line ends too early", at: span, label: "write \(what) here",
      notes: legal.isEmpty ? [] : [list(listName, legal)])
  }

  static func wrong(_ spelling: String, needed what: String, at span: SourceSpan, notes: [String] = []) -> Diagnostic {
    Diagnostic(
      .wrongValue, "`\(spelling)` stands where \(what) is needed", at: span, label: "write \(what)", notes: notes)
  }

  static func name(_ spelling: String, of what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "`\(spelling)` is not \(what)", at: span, label: "names start with a capital letter")
  }

  static func leftOver(_ token: Token, legal: [String]) -> Diagnostic {
    var seen: Set<String> = []
    let legal = legal.filter { seen.insert($0).inserted }
    if legal.isEmpty {
      return Diagnostic(
        .tooMuch, "the line should end before `\(token.spelling)`", at: token.span, label: "remove this")
    }
    guard token.kind == .word else {
      return Diagnostic(
        .tooMuch, "`\(token.spelling)` does not belong here", at: token.span,
        label: token.spelling == "," && legal.contains("and") ? "write `and`" : "remove this, or write what it is",
        notes: [list("legal here", legal)])
    }
    let guess = Suggestion.nearest(to: token.text, in: legal)
    // Times in force are known by heart, and the word before them is not.
    let isTime = legal.contains("tif") && TimeInForce.allCases.contains { $0.spelling == token.text }
    return Diagnostic(
      .unknownWord, "`\(token.text)` does not belong here", at: token.span,
      label: isTime ? "write `tif \(token.text)`" : guess.map { "did you mean `\($0)`?" } ?? "not known here",
      notes: [list("legal here", legal)])
  }

  static func secondPrice(_ token: Token, stop: String, limit: String) -> Diagnostic {
    Diagnostic(
      .unknownWord, "`\(token.text)` does not belong here", at: token.span, label: "this order has its price",
      notes: ["an order with both is written `stop-limit \(stop) \(limit)`: first the stop, then the limit"])
  }

  static func unknownField(_ word: String, of kind: EventKind, at span: SourceSpan) -> Diagnostic {
    let fields = kind.fields.map(\.name)
    let guess = Suggestion.nearest(to: word, in: fields)
    return Diagnostic(
      .unknownField, "the event `\(kind.name)` has no field `\(word)`", at: span,
      label: guess.map { "the name here is `\($0)`" } ?? (fields.isEmpty ? "remove this" : "not a field of this event"),
      notes: [fields.isEmpty ? "\(kind.name) has no fields" : list("fields of \(kind.name)", fields)])
  }

  static func unknownOrderField(_ word: String, legal: [String], at span: SourceSpan) -> Diagnostic {
    let guess = Suggestion.nearest(to: word, in: legal)
    let isStatus = Word.orderStatuses.contains { $0.text == word }
    return Diagnostic(
      .unknownField, "an order has no field `\(word)`", at: span,
      label: isStatus
        ? "write `status=\(word)`" : guess.map { "the name here is `\($0)`" } ?? "not a field of an order",
      notes: [list("fields of an order", legal)])
  }

  static func fieldWithoutComparison(_ word: String, legal: [Comparison], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedComparison, "the field `\(word)` is not compared with anything", at: span,
      label: "write `\(word)=` and the value", notes: [list("comparisons", legal.map(\.rawValue), separator: " ")])
  }

  static func comparison(_ text: String, legal: [Comparison], at span: SourceSpan) -> Diagnostic {
    let meant: Comparison? =
      switch text {
      case "==", "===", "=~": .equal
      case "<>", "=!", "!==", "~=": .notEqual
      case "=<": .lessOrEqual
      case "=>": .greaterOrEqual
      default: nil
      }
    let exists = Comparison(rawValue: text) != nil
    var label = "write \(legal.map { "`\($0.rawValue)`" }.joined(separator: " or "))"
    if legal.count > 2 { label = "not possible here" }
    if let meant, legal.contains(meant) { label = "write `\(meant.rawValue)`" }
    return Diagnostic(
      .malformedComparison, exists ? "`\(text)` cannot compare this" : "`\(text)` is not a comparison", at: span,
      label: label, notes: exists || meant == nil ? [list("legal here", legal.map(\.rawValue), separator: " ")] : [])
  }

  static func noComparison(insteadOf token: Token, legal: [Comparison]) -> Diagnostic {
    let meant =
      switch token.text {
      case "above", "over", "gt", "more": ">"
      case "below", "under", "lt", "less": "<"
      case "at-least", "ge", "gte": ">="
      case "at-most", "le", "lte": "<="
      default: "="
      }
    return Diagnostic(
      .malformedComparison, "`\(token.spelling)` stands where a comparison is needed", at: token.span,
      label: "write `\(meant)` and the value", notes: [list("legal here", legal.map(\.rawValue), separator: " ")])
  }

  static func mistyped(_ word: String, guess: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownWord, WordRole.keyword(guess).complaint(about: word), at: span, label: "did you mean `\(guess)`?")
  }

  static func missingComma(before token: Token) -> Diagnostic {
    Diagnostic(
      .somethingMissing, "there is no comma before `\(token.spelling)`", at: token.span,
      label: "write `, \(token.spelling)`")
  }

  static func missingCurrency(before amount: Located<Decimal>) -> Diagnostic {
    Diagnostic(
      .somethingMissing, "there is no currency before `\(amount.value)`", at: amount.span,
      label: "write `BTC \(amount.value)`",
      notes: ["a number without a currency comes first, and is in the first currency of the setup"])
  }

  static func missingChannel(_ kind: String, channel: Word, verb: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownWord, "there is no channel `\(kind)`", at: span,
      label: "write the channel first: `\(verb) \(channel.text) \(kind)`",
      notes: [list(WordRole.channel.listName, MessageKinds.channels.map(\.text))])
  }

  static func deadlineAtEnd(_ token: Token) -> Diagnostic {
    Diagnostic(
      .tooMuch, "a check at the end of the run has no `\(token.text)`", at: token.span,
      label: "remove this, or move the check to the timeline")
  }

  static func wrongChannel(
    _ kind: String, channel: Word, legal: [String], elsewhere: Word?, verb: String, at span: SourceSpan
  )
    -> Diagnostic
  {
    Diagnostic(
      .wrongChannel, "`\(kind)` does not travel on the channel `\(channel.text)`", at: span,
      label: elsewhere.map { "write `\(verb) \($0.text) \(kind)`" } ?? "not carried here",
      notes: [list("\(channel.text) carries", legal)])
  }

  /// A list for a note, cut after sixty entries.
  static func list(_ name: String, _ entries: [String], separator: String = ", ") -> String {
    let shown = entries.prefix(60).joined(separator: separator)
    return entries.count > 60 ? "\(name): \(shown) and \(entries.count - 60) more" : "\(name): \(shown)"
  }
}
