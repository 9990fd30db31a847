import Reconciliation
import Trading

extension CaseParser {
  /// One line of the timeline, at the first of its times.
  mutating func timelineLine() throws(LineGivenUp) {
    let time = try timePoint()
    repetition = try repetition(of: time)
    if case .beforeStart = time.value, let actor = current,
      ["trader", "operator", "expect", "engine"].contains(actor.text)
    {
      try fail(.beforeEngine(actor.text, at: time.span))
    }
    scenario.timeline.append(try timelineLine(at: time))
  }

  /// What stands behind the time of a line.
  mutating func timelineLine(at time: Located<TimePoint>) throws(LineGivenUp) -> TimelineLine {
    let form = try choose(from: LineCatalogue.catalogue)
    var line = TimelineLine(time, try form.read(&self), at: lineSpan)
    line.mark = line.form.ownMark
    if line.mark == nil, skip("as") { line.mark = try setMark() }
    if line.canMiss(isDeferred: isDeferred), skip("may-miss") { line.mayMiss = true }
    if line.mark == nil, skip("as") { line.mark = try setMark() }
    try finish()
    return line
  }

  /// Takes the mark that the line sets.
  mutating func setMark() throws(LineGivenUp) -> Located<String> {
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
      if let range = current, range.kind == .range { try fail(.drawnAfterPrevious(at: token.span.through(range.span))) }
      return Located(.afterPrevious(delay.value), at: token.span.through(delay.span))
    case .mark:
      isDeferred = true
      let mark = try usedMark()
      guard skip(.plus) else { return Located(.afterMark(mark.value, .zero), at: mark.span) }
      let delay = try duration()
      return Located(.afterMark(mark.value, delay.value), at: mark.span.through(delay.span))
    case .word where token.text == "start":
      isDeferred = false
      advance()
      return Located(.beforeStart, at: token.span)
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
      try fail(
        .noTime(token.spelling, isActor: LineCatalogue.catalogue.words(after: []).contains(token.text), at: token.span))
    }
  }

  /// `next 2`, `for 30s`, `until @heal`, or nothing.
  mutating func extent() throws(LineGivenUp) -> Extent? {
    if skip("next") { return .next(try integer("a number of messages", in: 1...Int.max).value) }
    if skip("for") { return .duration(try positiveDuration("the length of a fault").value) }
    if skip("until") { return .until(mark: try usedMark().value) }
    return nil
  }
}
