import Reconciliation
import Trading

extension ScenarioPrinter {
  /// The lines of the timeline in three columns; a line with `on` stands outside of them, and a repeated line as its times.
  static func timeline(_ lines: [TimelineLine]) -> [String] {
    timeline(
      zip(lines, lines.areDeferred).map { line, isDeferred in
        let action = text(line, isDeferred: isDeferred)
        return (text(line.time.value), line.isEvent, action.actor, action.rest)
      })
  }

  /// Lines in three columns: time, actor, rest.
  static func timeline(_ columns: [(time: String, isLong: Bool, actor: String, rest: String)]) -> [String] {
    let timeWidth = columns.filter { !$0.isLong && !$0.actor.isEmpty }.map(\.time.count).max() ?? 0
    let actorWidth = columns.map(\.actor.count).filter { $0 <= "broker".count }.max() ?? 0
    return columns.map { time, isLong, actor, rest in
      // A parameter may be all of a line, or all of it behind its time.
      guard !actor.isEmpty else { return "  \(time)" }
      let action = rest.isEmpty ? actor : "\(isLong ? actor : padded(actor, actorWidth)) \(rest)"
      return isLong ? "  \(time) \(action)" : "  \(padded(time, timeWidth + 2))\(action)"
    }
  }

  /// The first column.
  static func text(_ time: TimePoint) -> String {
    switch time {
    case .beforeStart: return "start"
    case .at(let span): return span.description
    case .between(let start, let end): return "\(start)..\(end)"
    case .afterPrevious(let delay): return "+\(delay)"
    case .afterMark(let mark, let delay): return delay == .zero ? "@\(mark)" : "@\(mark)+\(delay)"
    case .on(let pattern, let nth, let delay):
      var text = "on \(text(pattern))"
      if nth != 1 { text += " nth \(nth)" }
      return text + (delay == .zero ? " then" : " then +\(delay)")
    }
  }

  /// Actor and rest of a line.
  private static func text(_ line: TimelineLine, isDeferred: Bool) -> (actor: String, rest: String) {
    let words = type(of: line.form).words
    var rest = words.dropFirst().joined(separator: " ") + line.form.suffix
    if words.count == 1 { rest.removeFirst() }
    if let mark = line.mark, line.form.ownMark == nil { rest += " as @\(mark.value)" }
    if line.mayMiss, line.canMiss(isDeferred: isDeferred) { rest += " may-miss" }
    return (words[0], rest)
  }
}

extension TimelineLine {
  /// The line as a file has it.
  package var text: String { "\(ScenarioPrinter.text(time.value)) \(form.text)" }

  /// Whether the line waits for an event.
  var isEvent: Bool {
    if case .on = time.value { true } else { false }
  }

  /// Whether the line may stay without effect, so that `may-miss` makes sense.
  ///
  /// A check and a mark at a plain time are always reached.
  func canMiss(isDeferred: Bool) -> Bool {
    isDeferred || !type(of: form).traits.contains(.alwaysReached)
  }
}
