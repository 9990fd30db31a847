import Trading

/// Messages about what lines mean together.
extension Diagnostic {
  static func noTime(_ spelling: String, isActor: Bool, at span: SourceSpan) -> Diagnostic {
    let guess = Suggestion.nearest(to: spelling, in: ["start"]).map { "did you mean `\($0)`?" }
    return Diagnostic(
      .wrongValue, isActor ? "the line has no time" : "`\(spelling)` is not a time", at: span,
      label: isActor ? "write a time before this" : guess ?? "the first column says when",
      notes: [
        "times: 2s, 5s..9s, +1s (after the line above), @heal+1s, on EVENT then, start (before the engine starts)",
        "more than once: 10s every 2s for 5m",
      ])
  }

  static func repeatedBeforeStart(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "before the start there is one instant alone", at: span, label: "remove this, or write a time")
  }

  static func neverRepeated(_ interval: TimeSpan, _ length: TimeSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "the line happens once: the next time is \(interval) later, and \(length) is not more", at: span,
      label: "write a longer time behind `for`, or remove this")
  }

  static func tooManyRepetitions(_ count: Int64, limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "the line happens \(count) times, and a timeline may have \(limit) lines", at: span,
      label: "write a longer time behind `every`, or a shorter one behind `for`",
      notes: [
        "a case may have \(Repetition.limit) with all repetitions, a file \(Repetition.limitOfFile) in all of its cases"
      ])
  }

  static func drawnAfterPrevious(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "a time that is drawn is no time after the line above", at: span,
      label: "write both ends since the start, such as `5s..9s`")
  }

  static func beforeEngine(_ actor: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .layout, "before the start there is no engine", at: span,
      label: "`\(actor)` needs one: write a time",
      notes: ["what can be so before the start: `broker`, `net`, `store`, `bus`, `market`"])
  }

  static func startsLate(_ span: SourceSpan, above: SourceSpan) -> Diagnostic {
    Diagnostic(
      .timeGoesBack, "the engine has started already", at: span, label: "lines with `start` come first",
      secondary: [Annotation(above, "this line is later")])
  }

  static func listOfOne(_ kind: String, _ order: Located<String>, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongChannel, "what answers `\(kind)` is a list, and not of one order", at: span,
      label: "`of \(order.value)` would never match",
      notes: ["leave `of \(order.value)` out, or write `broker snapshot omits \(order.value)` for a list that lacks it"]
    )
  }

  static func emptyRange(_ start: TimeSpan, _ end: TimeSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.timeGoesBack, "the range of time ends before it starts", at: span, label: "write `\(end)..\(start)`")
  }

  static func blankText(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "\(what) is empty", at: span, label: "say it in a few words, for whoever reads the file next")
  }

  static func reordersOne(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "one message alone has no order", at: span, label: "write `next 2` or more, or `for` and a time")
  }

  static func drawnAndOff(_ invariant: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "`\(invariant)` cannot be drawn and off", at: span, label: "leave out `drawn` or `off`")
  }

  static func alwaysSo(_ comparison: String, never: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "a number \(never ? "is never" : "is always") `\(comparison)`", at: span,
      label: "so this checks nothing; compare with `= 0`, or with a number above zero")
  }

  static func outlastsRun(until time: TimeSpan, at span: SourceSpan, end: Located<TimeSpan>) -> Diagnostic {
    Diagnostic(
      .afterEnd, "the check must hold until \(time), and the run ends at \(end.value)", at: span,
      label: "write `for rest`, or let the run end later", secondary: [Annotation(end.span, "the end is given here")])
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

  static func ticketName(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongValue, "`\(name)` is not the name of a ticket", at: span,
      label: "they are called T1, T2, ... in the order in which they are opened")
  }

  static func crossedMarket(_ symbol: String, bid: Located<Decimal>, ask: Located<Decimal>) -> Diagnostic {
    Diagnostic(
      .crossedMarket, "the bid of \(symbol) is above the ask", at: bid.span.through(ask.span),
      label: "write `\(ask.value) \(bid.value)`")
  }
}

/// Messages about prices, quantities and fills.
extension Diagnostic {
  static func illegalPrice(
    _ price: Facts.Amount, of symbol: String, tick: Decimal, given: SourceSpan?
  ) -> Diagnostic {
    guard price.value.isPositive else {
      return Diagnostic(
        .illegalPrice, "\(price.value) is not a valid price for \(symbol)", at: price.span,
        label: "write a price above zero")
    }
    return Diagnostic(
      .illegalPrice, "\(price.value) is not a valid price for \(symbol)", at: price.span,
      label: "the tick is \(tick); \(neighbours(of: price.value, step: tick, "prices"))",
      secondary: given.map { [Annotation($0, "the tick is given on this line")] } ?? [],
      notes: given == nil
        ? ["another tick: add `instrument \(symbol) tick \(step(of: price.value))` to the setup"] : [])
  }

  static func negativeAverage(_ price: Located<Decimal>) -> Diagnostic {
    Diagnostic(
      .illegalPrice, "\(price.value) is not a valid average price", at: price.span,
      label: "write a price above zero, or 0 where none is known")
  }

  static func quantityNotPositive(_ quantity: Facts.Amount) -> Diagnostic {
    Diagnostic(
      .illegalQuantity, "\(quantity.value) is not a valid quantity", at: quantity.span,
      label: "write a number above zero")
  }

  static func illegalQuantity(
    _ quantity: Facts.Amount, of symbol: String, lot: Decimal, given: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .illegalQuantity, "\(quantity.value) is not a valid quantity for \(symbol)", at: quantity.span,
      label: "the lot is \(lot); \(neighbours(of: quantity.value, step: lot, "quantities"))",
      secondary: given.map { [Annotation($0, "the lot is given on this line")] } ?? [],
      notes: given == nil
        ? ["another lot: add `instrument \(symbol) lot \(step(of: quantity.value))` to the setup"] : [])
  }

  /// The multiples of a step on both sides of a value.
  private static func neighbours(of value: Decimal, step: Decimal, _ what: String) -> String {
    let below = try? value.rounded(toMultipleOf: step, rounding: .down)
    let above = try? value.rounded(toMultipleOf: step, rounding: .up)
    let places = decimals(of: step)
    let shown = [below, above].compactMap { $0 }.filter { !$0.isZero }.map { $0.text(minimumPlaces: places) }
    return "nearest \(what): \(shown.joined(separator: " and "))"
  }

  /// The power of ten that a value is a multiple of: 0.001 for 150.015.
  private static func step(of value: Decimal) -> Decimal {
    let places = decimals(of: value)
    guard places > 0 else { return .one }
    return (try? Decimal("0." + String(repeating: "0", count: places - 1) + "1")) ?? .one
  }

  /// How many decimals a value has.
  private static func decimals(of value: Decimal) -> Int {
    let text = value.description
    return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
  }

  static func overfill(
    _ order: Located<String>, quantity: Located<Decimal>?, left: Decimal,
    earlier: ArraySlice<(quantity: Decimal, line: SourceSpan)>, of count: Int
  ) -> Diagnostic {
    let fills =
      quantity.map { "this fills \($0.value) of order \(order.value)" } ?? "this fills the rest of order \(order.value)"
    let rest = left.isZero ? "nothing is left" : left == .one ? "only 1 is left" : "only \(left) are left"
    return Diagnostic(
      .overfill, "\(fills), but \(rest)", at: quantity?.span ?? order.span,
      label: left.isZero ? "the order is filled" : "at most \(left); or write `rest`",
      secondary: earlier.map { Annotation($0.line, "fills \($0.quantity)") },
      notes: (count > earlier.count ? ["\(count - earlier.count) earlier fills are not shown"] : [])
        + ["a broker that does overfill: add `overfill` after the quantity"]
        + (left.isZero
          ? [
            "a fill that is told again: above the first, `net duplicate stream fill of \(order.value) after 24h next 1`"
          ]
          : []))
  }

  static func setupOverfill(_ order: NewOrder, filled: Decimal, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .overfill, "order \(order.name.value) is for \(order.quantity.value), but \(filled) are filled", at: span,
      label: "at most \(order.quantity.value)")
  }

  static func setupFillWithoutPrice(_ opening: OpeningOrder, filled: Decimal, at span: SourceSpan) -> Diagnostic {
    let symbol = opening.order.symbol.value
    return Diagnostic(
      .openingPrice, "\(filled) of order \(opening.order.name.value) are filled, but nothing says at which price",
      at: span, label: "write `filled \(filled) at PRICE`",
      notes: ["or give \(symbol) a market: add `market \(symbol) BID ASK` to the setup"])
  }

  static func setupFillsApart(
    _ opening: OpeningOrder, at span: SourceSpan, other: OpeningOrder, otherSpan: SourceSpan, isGiven: Bool
  ) -> Diagnostic {
    func text(_ opening: OpeningOrder) -> String {
      opening.executionPrice.map { Price($0).text } ?? "the middle of the market"
    }
    return Diagnostic(
      .openingPrice,
      "both sides know executions of order \(opening.order.name.value), but at two prices", at: span,
      label: "at \(text(opening)); "
        + (isGiven
          ? "write the same price behind both `filled`"
          : "write `at PRICE` behind one `filled`, and it holds for both"),
      secondary: [Annotation(otherSpan, "at \(text(other))")])
  }

  static func orderEnded(_ order: Located<String>, verb: String, line: SourceSpan) -> Diagnostic {
    let how =
      switch verb {
      case "reject": "was rejected"
      case "expire": "has expired"
      default: "was cancelled"
      }
    return Diagnostic(
      .orderEnded, "order \(order.value) \(how) on a line above", at: order.span, label: "it does not work any more",
      secondary: [Annotation(line, "it ends here")],
      notes: verb == "reject" ? ["a broker that does fill such an order: write the quantity and `overfill`"] : [])
  }
}

/// Messages about times and about checks that check nothing.
extension Diagnostic {
  static func timeGoesBack(_ span: SourceSpan, _ last: TimeSpan, above: SourceSpan) -> Diagnostic {
    Diagnostic(
      .timeGoesBack, "the timeline goes back in time", at: span, label: "this is before \(last)",
      secondary: [Annotation(above, "the line above is here")],
      notes: ["move the line up, or write a time relative to the line above: +1s"])
  }

  static func afterEnd(_ span: SourceSpan, end: Located<TimeSpan>, isRepeated: Bool) -> Diagnostic {
    Diagnostic(
      .afterEnd, "the line \(isRepeated ? "is repeated" : "comes") after the end of the run", at: span,
      label: "the run ends at \(end.value)",
      secondary: [Annotation(end.span, "the end is given here")],
      notes: ["without `ends` a run takes 60s longer than its last line"])
  }

  static func emptyBlock(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .emptyBlock, "the check has no lines, so it checks nothing", at: span,
      label: "write events below, each after `|`")
  }

  static func captureUsedOnce(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .captureUsedOnce, "the capture `$\(name)` is used only once", at: span, label: "it is compared with nothing",
      notes: ["use it again in the same check, or leave the field out"])
  }

  static func tooManySteps(
    _ ends: Located<TimeSpan>, every interval: TimeSpan, _ place: SourceSpan?, polls: Int64, limit: Int
  ) -> Diagnostic {
    Diagnostic(
      .tooManySteps, "\(polls) polls are more than the \(limit) steps that the run may take", at: ends.span,
      label: "the run will not come to its end",
      secondary: place.map { [.init($0, "one poll every \(interval)")] } ?? [],
      notes: [
        "polls come every \(interval): write `ends \(interval * limit)` at most, or a longer interval",
        "or allow more steps in the header: `max-steps \(polls)` at least",
      ])
  }

  static func cutNeverHealed(at span: SourceSpan, check: SourceSpan) -> Diagnostic {
    Diagnostic(
      .cutNeverHealed, "the network is cut to the end of the run", at: span, label: "no line below heals it",
      secondary: [Annotation(check, "this cannot be seen through a cut network")],
      notes: ["end the cut with `for 30s`, or with a line `net heal`"])
  }

  static func noCheck(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noCheck, "the scenario checks nothing by itself", at: span, label: "only the invariants are checked",
      notes: ["write a section `finally`, or a line with `expect`"])
  }
}
