import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// Judges the log checks of a case after its run.
struct LogJudgement {
  let trace: Trace
  let names: Names
  /// By mark: the number of the first entry at or after the instant it was set, and of the first one after it.
  let marks: [MarkPosition?]
  let end: Instant

  /// Where a mark stands in the log.
  struct MarkPosition {
    var instant: Instant
    var entry: Int
  }

  private func matching(_ window: CompiledWindow) -> LogMatching {
    let start = window.after.flatMap { marks[$0]?.entry } ?? 0
    let end = window.before.flatMap { marks[$0]?.entry } ?? trace.entries.count
    return LogMatching(entries: trace.entries[start..<max(start, end)], names: names)
  }

  /// The failure of one check, or nil.
  func judge(_ check: CompiledLogCheck, at span: SourceSpan) -> Failure? {
    switch check {
    case .has(let pattern, let window):
      let log = matching(window)
      guard log.count(pattern) == 0 else { return nil }
      return Failure(
        .log, title: "the log lacks an event", at: span, label: "no such event",
        notes: nearest(pattern, in: log), instant: end)
    case .never(let pattern, let window):
      guard let entry = matching(window).first(pattern) else { return nil }
      return Failure(
        .log, title: "must never be in the log", at: span, label: "it is, at \(trace.entries[entry].instant)",
        notes: ["entry    #\(entry) \(names.line(of: trace.entries[entry]))"],
        instant: trace.entries[entry].instant, entry: UInt32(entry))
    case .count(let pattern, let comparison, let expected, let window):
      let log = matching(window)
      let actual = log.count(pattern)
      guard !comparison.holds(actual, expected) else { return nil }
      let entries = log.entries.indices.filter { pattern.matches(log.entries[$0].event, names: names) }
      return Failure(
        .log, title: "the log has another number of these events", at: span, label: "there are \(actual)",
        notes: entries.prefix(4).map { "entry    #\($0) \(names.line(of: trace.entries[$0]))" }, instant: end)
    case .inOrder(let steps, let window): return judgeInOrder(steps, matching(window), at: span)
    case .unordered(let steps, let window):
      let log = matching(window)
      guard let index = log.matchUnordered(steps) else { return nil }
      return Failure(
        .log, title: "the log lacks an event", at: steps[index].span, label: "no entry of its own",
        notes: nearest(steps[index].pattern, in: log), instant: end)
    case .golden(let globs, let withoutTimes, let lines):
      let log = LogMatching(entries: trace.entries[...], names: names)
      return judgeGolden(lines, actual: log.golden(globs: globs, withoutTimes: withoutTimes), at: span)
    }
  }

  private func judgeInOrder(_ steps: [CompiledStep], _ log: LogMatching, at span: SourceSpan) -> Failure? {
    let progress = log.matchInOrder(steps)
    guard let index = progress.failedStep else { return nil }
    let step = steps[min(index, steps.count - 1)]
    var notes: [String] = []
    if let last = progress.lastEntry {
      notes.append("after    #\(last) \(names.line(of: trace.entries[last]))")
    }
    if let forbidden = progress.forbiddenEntry {
      return Failure(
        .log, title: "an event stands where it must not", at: step.span,
        label: "it is there, at \(trace.entries[forbidden].instant)",
        notes: notes + ["entry    #\(forbidden) \(names.line(of: trace.entries[forbidden]))"],
        instant: trace.entries[forbidden].instant, entry: UInt32(forbidden))
    }
    if step.form == .next, let last = progress.lastEntry {
      let lane = step.pattern.kind.lane
      let next = log.entries.indices.first { $0 > last && trace.entries[$0].event.kind.lane == lane }
      if let next { notes.append("next     #\(next) \(names.line(of: trace.entries[next]))") }
    }
    return Failure(
      .log, title: "the log is in another order", at: step.span,
      label: step.form == .next ? "this is not the next event of its lane" : "no such event after the one above",
      notes: notes + nearest(step.pattern, in: log), instant: end)
  }

  /// The events of the same kind, which are likely what was meant.
  private func nearest(_ pattern: CompiledPattern, in log: LogMatching) -> [String] {
    let same = log.entries.indices.filter { trace.entries[$0].event.kind == pattern.kind }
    if same.isEmpty { return ["none     there is no \(pattern.kind.name) here at all"] }
    return same.prefix(4).map { "nearest  #\($0) \(names.line(of: trace.entries[$0]))" }
  }

  private func judgeGolden(_ lines: [Located<String>], actual: [String], at span: SourceSpan) -> Failure? {
    let expected = lines.map(\.value)
    guard expected != actual else { return nil }
    let common = zip(expected, actual).prefix { $0 == $1 }.count
    var notes: [String] = []
    for index in common..<min(max(expected.count, actual.count), common + 3) {
      if index < expected.count { notes.append("- | \(expected[index])") }
      if index < actual.count { notes.append("+ | \(actual[index])") }
    }
    let hidden = max(expected.count, actual.count) - common - 3
    if hidden > 0 { notes.append("... and \(hidden) more lines") }
    return Failure(
      .golden, title: "the log differs from the golden block", at: common < lines.count ? lines[common].span : span,
      label: "line \(common + 1) of \(expected.count) is the first to differ; the log has \(actual.count)",
      notes: notes, instant: end)
  }
}
