import Trading

extension Checker {
  /// Times: never back, and not after the end of the run; what a line repeats goes on beside the lines below.
  mutating func checkTimes() {
    /// The latest plain time, and the line that has it.
    var last: (time: TimeSpan, line: SourceSpan)?
    /// The time of the line above, if it is known before the run.
    var above: TimeSpan? = .zero
    for line in scenario.timeline {
      var latest: TimeSpan?
      switch line.time.value {
      case .beforeStart:
        if let last { diagnostics.append(.startsLate(line.time.span, above: last.line)) }
        above = .zero
        latest = .zero
      case .at(let time):
        if !line.isRepeated {
          if let last, time < last.time {
            diagnostics.append(.timeGoesBack(line.time.span, last.time, above: last.line))
          }
          last = (time, line.span)
        }
        above = time
        latest = time
      case .between(let start, let end):
        if !line.isRepeated {
          if let last, start < last.time {
            diagnostics.append(.timeGoesBack(line.time.span, last.time, above: last.line))
          }
          last = (start, line.span)
        }
        above = nil
        latest = end
      case .afterPrevious(let delay):
        above = above.map { $0 + delay }
        if let time = above, !line.isRepeated { last = (time, line.span) }
        latest = above
      case .afterMark, .on:
        above = nil
      }
      if let end = scenario.header.ends, let latest {
        if latest > end.value {
          diagnostics.append(.afterEnd(line.time.span, end: end, isRepeated: line.isRepeated))
        } else if let check = line.form as? ExpectLine, case .duration(let span)? = check.holding,
          latest + (check.within ?? .zero) + span > end.value
        {
          diagnostics.append(
            .outlastsRun(until: latest + (check.within ?? .zero) + span, at: line.span, end: end))
        }
      }
    }
  }
}
