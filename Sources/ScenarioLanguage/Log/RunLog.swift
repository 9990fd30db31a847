import Reconciliation
package import Simulation
package import Trading

/// The log of a run that is over, as the checks of it see it.
package struct RunLog {
  let trace: Trace
  let names: Names
  /// By mark: the number of the first entry at or after the instant it was set, and of the first one after it.
  let marks: [MarkPosition?]
  /// The names of the marks.
  let markNames: [String]
  /// When the run ended.
  let end: Instant

  /// Makes the log of a run.
  package init(trace: Trace, names: Names, marks: [MarkPosition?], markNames: [String], end: Instant) {
    self.trace = trace
    self.names = names
    self.marks = marks
    self.markNames = markNames
    self.end = end
  }

  /// Where a mark stands in the log.
  package struct MarkPosition: Sendable {
    /// When it was set.
    package var instant: Instant
    /// The number of the next entry.
    package var entry: Int

    /// Makes a position.
    package init(instant: Instant, entry: Int) {
      self.instant = instant
      self.entry = entry
    }
  }

  /// The part of the log in a window.
  func matching(_ window: CompiledWindow) -> LogMatching {
    let start = window.after.flatMap { marks[$0]?.entry } ?? 0
    let end = window.before.flatMap { marks[$0]?.entry } ?? trace.entries.count
    return LogMatching(entries: trace.entries[start..<max(start, end)], names: names)
  }

  /// What is wrong with a window in which nothing can be: a check of it would check nothing.
  func emptiness(of window: CompiledWindow, at span: SourceSpan) -> LogFinding? {
    func finding(_ label: String) -> LogFinding {
      LogFinding(title: "there is nothing to look at", span: span, label: label, instant: end)
    }
    for mark in [window.after, window.before].compactMap({ $0 }) where marks[mark] == nil {
      return finding("`@\(markNames[mark])` was never set")
    }
    guard window.after != nil || window.before != nil, matching(window).entries.isEmpty else { return nil }
    switch (window.after, window.before) {
    case (let after?, let before?):
      return finding("nothing was logged after `@\(markNames[after])` and before `@\(markNames[before])`")
    case (let after?, nil): return finding("nothing was logged after `@\(markNames[after])`")
    case (nil, let before?): return finding("nothing was logged before `@\(markNames[before])`")
    case (nil, nil): return nil
    }
  }

  /// An entry with its number, for a message.
  func line(_ number: Int) -> String { "#\(number) \(names.line(of: trace.entries[number]))" }

  /// The events of the same kind, which are likely what was meant.
  func nearest(_ pattern: CompiledPattern, in log: LogMatching) -> [String] {
    let same = log.entries.indices.filter { trace.entries[$0].event.kind == pattern.kind }
    if same.isEmpty { return ["none     there is no \(pattern.kind.name) here at all"] }
    return same.prefix(4).map { "nearest  \(line($0))" }
  }
}
