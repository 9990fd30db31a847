import Reconciliation
package import Simulation
package import Trading

/// The log of a run that is over, as the checks of it see it.
package struct RunLog {
  let trace: Trace
  let names: Names
  /// By mark: the number of the first entry at or after the instant it was set, and of the first one after it.
  let marks: [MarkPosition?]
  /// When the run ended.
  let end: Instant

  /// Makes the log of a run.
  package init(trace: Trace, names: Names, marks: [MarkPosition?], end: Instant) {
    self.trace = trace
    self.names = names
    self.marks = marks
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

  /// An entry with its number, for a message.
  func line(_ number: Int) -> String { "#\(number) \(names.line(of: trace.entries[number]))" }

  /// The events of the same kind, which are likely what was meant.
  func nearest(_ pattern: CompiledPattern, in log: LogMatching) -> [String] {
    let same = log.entries.indices.filter { trace.entries[$0].event.kind == pattern.kind }
    if same.isEmpty { return ["none     there is no \(pattern.kind.name) here at all"] }
    return same.prefix(4).map { "nearest  \(line($0))" }
  }
}
