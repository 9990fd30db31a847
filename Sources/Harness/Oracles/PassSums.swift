import Reconciliation
import Simulation
import Trading

/// The sums of all passes since a start, added up from the log and from what each pass has said of itself.
struct PassSums: Sendable {
  /// The sums of one kind.
  private struct Sum: Sendable {
    var runs = 0, failures = 0, partial = 0, compared = 0, found = 0, resolved = 0, corrections = 0
    var total: Int64 = 0, longest: Int64 = 0
  }

  private var sums: [Word: Sum] = [:]
  private var begun = 0
  /// The numbers of the last passes, as many as are kept.
  private var numbers: [UInt32] = []
  /// The pass that ended last, and the last one of another kind before it.
  private var newest: (kind: Word, number: UInt32)?
  private var other: (kind: Word, number: UInt32)?
  private var started: Instant?
  private var divergedSince: Instant?
  private var lastConvergence: TimeSpan?
  private var longestConvergence: TimeSpan?
  /// Whether the pass that ended last lacked an answer.
  private(set) var hasLastFailed = false

  mutating func begin(at instant: Instant) {
    begun += 1
    started = instant
  }

  mutating func end(_ entry: TraceEntry, _ report: PassReport) {
    let event = entry.event
    let length = started.map { (entry.instant - $0).nanoseconds } ?? 0
    started = nil
    if numbers.count == PassHistory.capacity { numbers.removeFirst() }
    numbers.append(UInt32(begun))
    hasLastFailed = event.state == .failed
    if let kind = event.subject {
      if let newest, newest.kind != kind { other = newest }
      newest = (kind, UInt32(begun))
      var sum = sums[kind] ?? Sum()
      sum.runs += 1
      if event.state == .failed { sum.failures += 1 } else if !report.warnings.isEmpty { sum.partial += 1 }
      sum.total += length
      sum.longest = sum.longest < length ? length : sum.longest
      sum.compared += report.orders + report.executions + report.positions
      sum.found += report.found
      sum.resolved += report.resolved
      sum.corrections += report.corrections
      sums[kind] = sum
    }
    guard !report.isLook else { return }
    if event.state == .failed || event.state == .differs {
      if divergedSince == nil { divergedSince = entry.instant }
    } else if let since = divergedSince {
      let span = entry.instant - since
      divergedSince = nil
      lastConvergence = span
      longestConvergence = longestConvergence.map { $0 < span ? span : $0 } ?? span
    }
  }

  /// Compares a history: the figures of all passes, and those of one kind.
  func compare(_ history: PassHistory, kind word: Word?, _ comparison: inout LiveComparison) {
    comparison.look("passes", Int(history.count), begun)
    comparison.look("running pass", history.running?.number, started == nil ? nil : UInt32(begun))
    comparison.look("kept reports", history.reportNumbers, numbers)
    comparison.look("diverged since", history.divergedSince, divergedSince)
    comparison.look("last convergence", history.lastConvergence, lastConvergence)
    comparison.look("longest convergence", history.longestConvergence, longestConvergence)
    guard let word, let kind = PassKind(word) else { return }
    compare(history.tally(of: kind), sums[word] ?? Sum(), &comparison)
  }

  /// Compares single reports, as they are asked for: the last of a kind, and one of a number.
  func compare<Engine: SimulatedEngine>(reportsOf engine: Engine, _ comparison: inout LiveComparison) {
    for last in [newest, other] {
      guard let last, let kind = PassKind(last.kind) else { continue }
      comparison.look("the last pass of a kind", engine.lastPass(of: kind)?.number, last.number)
    }
    for number in [numbers.last, numbers.first] {
      guard let number else { continue }
      comparison.look("the report of a pass", engine.passReport(number)?.number, number)
    }
  }

  private func compare(_ tally: PassTally, _ sum: Sum, _ comparison: inout LiveComparison) {
    comparison.look("runs of a kind", tally.runs, sum.runs)
    comparison.look("failures of a kind", tally.failures, sum.failures)
    comparison.look("partial passes of a kind", tally.partial, sum.partial)
    comparison.look("time of a kind", tally.total.nanoseconds, sum.total)
    comparison.look("longest of a kind", tally.longest.nanoseconds, sum.longest)
    comparison.look("compared of a kind", tally.compared, sum.compared)
    comparison.look("found of a kind", tally.found, sum.found)
    comparison.look("resolved of a kind", tally.resolved, sum.resolved)
    comparison.look("corrections of a kind", tally.corrections, sum.corrections)
    guard sum.runs > 0 else { return }
    comparison.look("average of a kind", tally.average?.nanoseconds, sum.total / Int64(sum.runs))
    let success = (sum.runs - sum.failures) * 1000 / sum.runs
    comparison.look("success per mille of a kind", tally.successPerMille, success)
  }
}
