import Reconciliation
import Trading

extension CaseParser {
  /// One line of the timeline.
  mutating func timelineLine() throws(LineGivenUp) {
    let time = try timePoint()
    var line = TimelineLine(time, .mark, at: lineSpan)
    switch try choice(.actor, Actor.self).value {
    case .trader: line.action = try traderAction()
    case .broker: line.action = .broker(try brokerAction())
    case .net: line.action = .network(try networkAction())
    case .engine: line.action = try engineAction()
    case .store:
      index -= 1
      line.action = .form(try choose(from: LineCatalogue.catalogue).read(&self))
    case .operator: line.action = .operatorCommand(try choice(.operatorVerb).value)
    case .market:
      let symbol = try usedSymbol()
      let (bid, ask) = try quote(symbol)
      line.action = .market(symbol: symbol, bid: bid, ask: ask)
    case .expect: line.action = try expectation()
    case .mark: line.mark = try setMark()
    }
    if line.mark == nil, skip("as") { line.mark = try setMark() }
    if line.canMiss(isDeferred: isDeferred), skip("may-miss") { line.mayMiss = true }
    if line.mark == nil, skip("as") { line.mark = try setMark() }
    try finish()
    scenario.timeline.append(line)
  }

  private mutating func setMark() throws(LineGivenUp) -> Located<String> {
    let mark = try mark()
    facts.marks.append(mark)
    return mark
  }

  private mutating func timePoint() throws(LineGivenUp) -> Located<TimePoint> {
    guard let token = current else { throw LineGivenUp() }
    switch token.kind {
    case .number:
      isDeferred = false
      let start = try duration()
      guard skip(.range) else { return Located(.at(start.value), at: start.span) }
      let end = try duration()
      let span = start.span.through(end.span)
      if end.value < start.value { report(.emptyRange(start.value, end.value, at: span)) }
      return Located(.between(start.value, end.value), at: span)
    case .plus:
      advance()
      let delay = try duration()
      return Located(.afterPrevious(delay.value), at: token.span.through(delay.span))
    case .mark:
      isDeferred = true
      let mark = try usedMark()
      guard skip(.plus) else { return Located(.afterMark(mark.value, .zero), at: mark.span) }
      let delay = try duration()
      return Located(.afterMark(mark.value, delay.value), at: mark.span.through(delay.span))
    case .word where token.text == "on":
      isDeferred = true
      advance()
      let pattern = try eventPattern(allowsCaptures: false)
      var nth = 1
      if skip("nth") { nth = try integer("a whole number", in: 1...Int.max).value }
      try keyword("then")
      let delay = skip(.plus) ? try duration().value : .zero
      return Located(.on(pattern, nth: nth, delay: delay), at: span(from: token.span))
    default:
      try fail(.noTime(token.spelling, isActor: Actor(rawValue: token.text) != nil, at: token.span))
    }
  }

  private mutating func traderAction() throws(LineGivenUp) -> Action {
    switch try choice(.traderVerb, TraderVerb.self).value {
    case .place: return .place(try newOrder())
    case .cancel: return .cancel(order: try commandedOrder())
    case .replace:
      let order = try commandedOrder()
      var quantity: Decimal?
      var limit: Decimal?
      var stop: Decimal?
      while true {
        if quantity == nil, skip("qty") {
          let value = try decimal("a quantity")
          note(quantity: value, of: .order(order.value))
          quantity = value.value
        } else if limit == nil, skip("limit") {
          limit = try price("the limit", of: .order(order.value)).value
        } else if stop == nil, skip("stop") {
          stop = try price("the stop", of: .order(order.value)).value
        } else {
          break
        }
      }
      if quantity == nil, limit == nil, stop == nil, current == nil {
        try fail(.missing("what changes, such as `qty 80`", legal: expected, at: endSpan))
      }
      return .replace(order: order, quantity: quantity, limit: limit, stop: stop)
    }
  }

  private mutating func engineAction() throws(LineGivenUp) -> Action {
    switch try choice(.engineVerb, EngineVerb.self).value {
    case .restart:
      return .engineRestart(down: skip("down") ? try duration().value : .zero)
    case .crash:
      var point: Located<Word>?
      var subject: Located<String>?
      if skip("at") {
        point = try choice(.crashPoint, of: Word.crashPoints)
        if skip("of") {
          let name = try name("the name of an order or an execution")
          facts.subjectUses.append(name)
          subject = name
        }
      }
      return .engineCrash(point: point, subject: subject, down: skip("down") ? try duration().value : .zero)
    }
  }

  /// Reads what follows `expect`: `CHECK within 10s for rest`.
  private mutating func expectation() throws(LineGivenUp) -> Action {
    let check = try check()
    let within = skip("within") ? try duration() : nil
    var holding: Holding?
    if skip("for") {
      holding = skip("rest") ? .rest : .duration(try positiveDuration("the time for which a check holds").value)
    }
    return .expect(check, within: within, holding: holding)
  }
}
