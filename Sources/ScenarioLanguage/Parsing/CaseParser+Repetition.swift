import Reconciliation
import Trading

/// How often a line of the timeline happens.
struct Repetition {
  /// From one time to the next.
  var interval: TimeSpan
  /// How many times it happens in all.
  var count: Int
  /// The first token behind `every 2s for 5m`.
  var formIndex: Int

  /// The parameter that counts the times, from 1: `<n>`.
  static let counter = "n"
  /// The word that begins it.
  static let keyword = "every"
  /// The most lines that a case may have in its timeline with all repetitions, and a file in all of its cases.
  static let limit = 10_000, limitOfFile = 1_000_000

  /// Whether a line of the timeline is repeated.
  static func begins(in tokens: [Token]) -> Bool {
    tokens.contains { $0.kind == .word && $0.text == keyword }
  }

  /// The value of the parameter that counts.
  static func binding(_ number: Int) -> Binding {
    let token = Token(kind: .number, text: "\(number)", span: .generated)
    return Binding(name: counter, text: token.text, tokens: [token], cell: .generated)
  }
}

extension Repetition {
  /// What stands before and behind the number in a name with `<n>`, such as `A<n>`.
  struct Stem {
    private var before, behind: String

    init?(_ token: Token) {
      guard token.kind == .name || token.kind == .mark, let hole = token.spelling.firstRange(of: "<\(counter)>") else {
        return nil
      }
      before = String(token.spelling[..<hole.lowerBound])
      behind = String(token.spelling[hole.upperBound...])
    }

    /// Whether a name is this one with a number.
    func makes(_ name: String) -> Bool {
      guard name.hasPrefix(before), name.hasSuffix(behind), name.count > before.count + behind.count else {
        return false
      }
      return name.dropFirst(before.count).dropLast(behind.count).allSatisfy { $0.isNumber }
    }
  }
}

extension CaseParser {
  /// Reads `every 2s for 5m`, if it stands here: at the line's own time, and every two seconds less than five minutes later.
  mutating func repetition(of time: Located<TimePoint>) throws(LineGivenUp) -> Repetition? {
    guard let word = current, word.kind == .word, word.text == Repetition.keyword else {
      return nil
    }
    advance()
    let interval = try positiveDuration("the time between repetitions")
    try keyword("for")
    let length = try positiveDuration("how long a line is repeated")
    let span = word.span.through(length.span)
    if case .beforeStart = time.value { try fail(.repeatedBeforeStart(at: span)) }
    guard interval.value < length.value else { try fail(.neverRepeated(interval.value, length.value, at: span)) }
    let count = (length.value.nanoseconds - 1) / interval.value.nanoseconds + 1
    let left = Int64(lineLimit - scenario.timeline.count)
    guard count <= left else { try fail(.tooManyRepetitions(count, limit: lineLimit, at: span)) }
    return Repetition(interval: interval.value, count: Int(count), formIndex: index)
  }

  /// Remembers the names that a repeated line would have made that could not be read.
  mutating func forgiveRepetitions(_ tokens: [Token]) {
    guard Repetition.begins(in: tokens) else { return }
    facts.forgivenStems += tokens.compactMap { Repetition.Stem($0) }
  }

  /// Reads a line again for each of its further times; what is wrong with one is not told for those after it.
  mutating func repeatLine(_ line: Outline.Line) {
    guard let repetition, let first = scenario.timeline.last else { return }
    let known = diagnostics.count
    for number in 1..<repetition.count {
      load(line.tokens, line.span, number: number + 1)
      index = repetition.formIndex
      do throws(LineGivenUp) {
        var copy = try timelineLine(at: first.time.repeated(number, every: repetition.interval))
        copy.isRepeated = true
        scenario.timeline.append(copy)
      } catch {
        forgive(tokens)
      }
      if diagnostics.count > known { return }
    }
  }
}

extension Located<TimePoint> {
  /// The time so many repetitions later; one that counts from the line above counts from the last repetition.
  fileprivate func repeated(_ number: Int, every interval: TimeSpan) -> Located<TimePoint> {
    let delay = interval * number
    switch value {
    case .beforeStart: return self
    case .at(let time): return Located(.at(time + delay), at: span)
    case .between(let start, let end): return Located(.between(start + delay, end + delay), at: span)
    case .afterPrevious: return Located(.afterPrevious(interval), at: span)
    case .afterMark(let mark, let after): return Located(.afterMark(mark, after + delay), at: span)
    case .on(let pattern, let nth, let after): return Located(.on(pattern, nth: nth, delay: after + delay), at: span)
    }
  }
}
