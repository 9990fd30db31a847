public import Trading

/// The sums of the passes of one kind since the engine has started.
public struct PassTally: Hashable, Sendable {
  /// How many have ended.
  public private(set) var runs = 0
  /// How many of them lacked an answer.
  public private(set) var failures = 0
  /// How many of them could not compare an answer in whole.
  public private(set) var partial = 0
  /// How long all of them took.
  public private(set) var total = TimeSpan.zero
  /// How long the slowest took.
  public private(set) var longest = TimeSpan.zero
  /// How many orders, executions and positions they have looked at.
  public private(set) var compared = 0
  /// How many discrepancies they have opened.
  public private(set) var found = 0
  /// How many discrepancies they have closed.
  public private(set) var resolved = 0
  /// How many figures they have taken over.
  public private(set) var corrections = 0

  /// Makes sums of no passes.
  public init() {}

  /// How long they took on average, rounded down; nil without passes.
  public var average: TimeSpan? {
    runs == 0 ? nil : TimeSpan(nanoseconds: total.nanoseconds / Int64(runs))
  }

  /// How many of a thousand had all their answers, rounded down; nil without passes.
  public var successPerMille: Int? { runs == 0 ? nil : (runs - failures) * 1000 / runs }

  mutating func add(_ report: PassReport) {
    let duration = report.duration ?? .zero
    runs += 1
    if report.status == .failed { failures += 1 }
    if report.status == .partial { partial += 1 }
    total = TimeSpan(nanoseconds: total.nanoseconds.addingReportingOverflow(duration.nanoseconds).partialValue)
    longest = max(longest, duration)
    compared += report.compared
    found += report.found
    resolved += report.resolved
    corrections += report.corrections
  }
}
