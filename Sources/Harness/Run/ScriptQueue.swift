import Trading

/// The lines of the timeline that are due, in order of instant and then of the file.
struct ScriptQueue: Sendable {
  private var lines: [(instant: Instant, line: Int)] = []
  private var head = 0

  var nextInstant: Instant? { head < lines.count ? lines[head].instant : nil }

  mutating func add(_ line: Int, at instant: Instant) {
    var index = lines.count
    while index > head,
      lines[index - 1].instant > instant || (lines[index - 1].instant == instant && lines[index - 1].line > line)
    {
      index -= 1
    }
    lines.insert((instant, line), at: index)
  }

  mutating func popFirst(at instant: Instant) -> Int? {
    guard head < lines.count, lines[head].instant <= instant else { return nil }
    head += 1
    return lines[head - 1].line
  }
}
