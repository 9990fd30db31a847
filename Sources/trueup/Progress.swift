import Reporting

/// A line that says how far a command has come, once it has taken a second.
///
/// Nothing is shown where standard error is no terminal.
final class Progress {
  /// How long a command may take before it says how far it has come.
  private static let patience = Duration.seconds(1)
  /// How long a line stays before the next one.
  private static let pace = Duration.milliseconds(100)

  private let terminal: Terminal
  private let noun: String
  private let total: Int?
  private let limit: Duration?
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant?

  /// Starts to measure.
  ///
  /// - Parameters:
  ///   - terminal: who shows the line.
  ///   - noun: what is counted: `case`.
  ///   - total: how many there are, if that is known.
  ///   - limit: after how long the command ends, if it has a limit.
  init(_ terminal: Terminal, _ noun: String, of total: Int?, limit: Duration? = nil) {
    self.terminal = terminal
    self.noun = noun
    self.total = total
    self.limit = limit
    start = clock.now
  }

  /// Tells how far it is.
  ///
  /// - Parameters:
  ///   - done: how many are done.
  ///   - notes: what else there is to say: `2 failed`.
  func show(_ done: Int, _ notes: String...) {
    let now = clock.now
    guard now - start >= Progress.patience, last.map({ now - $0 >= Progress.pace }) ?? true else { return }
    last = now
    terminal.showStatus(parts(done, after: now - start) + notes.filter { !$0.isEmpty })
  }

  /// Tells what is waited for, now that all is done.
  func wait(_ reason: String) {
    if clock.now - start >= Progress.patience { terminal.showStatus(["waiting \(reason)"]) }
  }

  /// Takes the line away.
  func end() { terminal.wipeStatus() }

  private func parts(_ done: Int, after elapsed: Duration) -> [String] {
    let seconds = max(0.001, elapsed / .seconds(1))
    let rate = Double(done) / seconds
    let count =
      total.map { "\(Quantities.grouped(done))/\(Quantities.count($0, noun))" } ?? Quantities.count(done, noun)
    var parts = [count]
    var left = limit.map { $0 / .seconds(1) - seconds }
    if let total, rate > 0 { left = min(left ?? .infinity, Double(max(0, total - done)) / rate) }
    if let left { parts.append("\(Progress.rounded(max(0, left))) left") }
    parts.append(rate >= 10 ? "\(Quantities.grouped(Int(rate)))/s" : "\(Double(Int(rate * 10)) / 10)/s")
    return parts
  }

  /// Whole seconds, minutes or hours: more digits would only flicker.
  private static func rounded(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 100 { return "\(whole)s" }
    return whole < 6000 ? "\((whole + 59) / 60)m" : "\((whole + 3599) / 3600)h"
  }
}
