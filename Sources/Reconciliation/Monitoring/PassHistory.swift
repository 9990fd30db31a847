public import Trading

/// The passes since the engine has started: the last ones one by one, all of them as sums.
///
/// A restart forgets them but for what `keep-reports` writes down: what a pass has done to the books is in the journal in
/// any case.
public struct PassHistory: Sendable {
  /// How many reports are kept.
  public static let capacity = 128

  /// The pass that runs.
  public private(set) var running: PassReport?
  /// How many passes have begun.
  public private(set) var count: UInt32 = 0
  /// Since when a pass has left something open or failed without a clean one after it.
  public private(set) var divergedSince: Instant?
  /// How long the last divergence took to go, from the end of the pass that saw it.
  public private(set) var lastConvergence: TimeSpan?
  /// How long the slowest took.
  public private(set) var longestConvergence: TimeSpan?

  /// The last reports, as a ring: the oldest is at ``oldest`` once it is full.
  private var ring: [PassReport] = []
  private var oldest = 0
  private var tallies: [PassTally] = Array(repeating: PassTally(), count: PassKind.allCases.count)
  /// The last report of each kind, which outlives those that came behind it.
  private var newest: [PassReport?] = Array(repeating: nil, count: PassKind.allCases.count)

  /// Makes a history without passes.
  public init() {}

  /// The reports that are kept, oldest first.
  public var reports: [PassReport] { Array(ring[oldest...] + ring[..<oldest]) }

  /// The numbers of the reports that are kept, oldest first.
  public var reportNumbers: [UInt32] {
    // By index, since the iterator of an array copies each report.
    Array(unsafeUninitializedCapacity: ring.count) { numbers, count in
      for place in oldest..<ring.count { numbers[place - oldest] = ring[place].number }
      for place in 0..<oldest { numbers[ring.count - oldest + place] = ring[place].number }
      count = ring.count
    }
  }

  /// The pass that ended last.
  public var last: PassReport? {
    ring.isEmpty ? nil : ring[oldest == 0 ? ring.count - 1 : oldest - 1]
  }

  /// The pass of a kind that ended last.
  public func last(of kind: PassKind) -> PassReport? { newest[Int(kind.rawValue) - 1] }

  /// The report of a number, if it is kept or running.
  public func report(_ number: UInt32) -> PassReport? {
    if let running, running.number == number { return running }
    // The numbers ascend from the oldest on; by index, since the iterator of an array copies each report.
    var (low, high) = (0, ring.count)
    while low < high {
      let middle = (low + high) / 2
      if ring[place(ofReport: middle)].number < number { low = middle + 1 } else { high = middle }
    }
    guard low < ring.count, ring[place(ofReport: low)].number == number else { return nil }
    return ring[place(ofReport: low)]
  }

  /// Where in the ring a report stands, counted from the oldest.
  private func place(ofReport count: Int) -> Int {
    let place = oldest + count
    return place < ring.count ? place : place - ring.count
  }

  /// The sums of all passes of a kind.
  public func tally(of kind: PassKind) -> PassTally { tallies[Int(kind.rawValue) - 1] }

  /// How many passes have ended.
  public var ended: Int { tallies.reduce(0) { $0 + $1.runs } }

  /// How many of them lacked an answer.
  public var failed: Int { tallies.reduce(0) { $0 + $1.failures } }

  /// A pass begins.
  mutating func begin(trigger: Word, kind: PassKind, isLook: Bool, at instant: Instant) {
    count += 1
    var report = PassReport(number: count, trigger: trigger, kind: kind, isLook: isLook)
    report.started = instant
    running = report
  }

  /// Part of an answer could not be compared.
  mutating func warn(_ query: Word, _ reason: Word) {
    running?.warnings.append(PassReport.Remark(query, reason))
  }

  /// An answer did not come.
  mutating func fail(_ query: Word, _ reason: Word) {
    running?.errors.append(PassReport.Remark(query, reason))
  }

  /// The pass ends.
  ///
  /// - Parameters:
  ///   - counts: fills in what it has counted.
  ///   - isOpen: whether a discrepancy is open that passes look for.
  ///   - needsPerson: whether a ticket is open.
  mutating func end(at instant: Instant, isOpen: Bool, needsPerson: Bool, _ counts: (inout PassReport) -> Void) {
    guard var report = running else { return }
    running = nil
    counts(&report)
    report.ended = instant
    report.status =
      !report.errors.isEmpty
      ? .failed : !report.warnings.isEmpty ? .partial : needsPerson ? .intervention : .completed
    tallies[Int(report.kind.rawValue) - 1].add(report)
    newest[Int(report.kind.rawValue) - 1] = report
    keep(report)
    // A pass that only looks settles nothing, so it neither starts nor ends a divergence.
    if !report.isLook { noteConvergence(isAgreed: !isOpen && report.errors.isEmpty, at: instant) }
  }

  private mutating func keep(_ report: PassReport) {
    if ring.count < PassHistory.capacity { return ring.append(report) }
    ring[oldest] = report
    oldest = (oldest + 1) % PassHistory.capacity
  }

  private mutating func noteConvergence(isAgreed: Bool, at instant: Instant) {
    guard isAgreed else {
      divergedSince = divergedSince ?? instant
      return
    }
    guard let since = divergedSince else { return }
    divergedSince = nil
    lastConvergence = instant - since
    longestConvergence = max(longestConvergence ?? .zero, instant - since)
  }
}
