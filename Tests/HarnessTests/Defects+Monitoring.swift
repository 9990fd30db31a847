import Simulation
import Trading

@testable import Reconciliation

/// Says of each pass that it has found one discrepancy more.
enum OverstatesFindings: Defect {
  static func change(_ report: PassReport) -> PassReport? {
    var report = report
    report.found += 1
    return report
  }
}

/// Calls every pass complete.
enum CallsAllComplete: Defect {
  static func change(_ report: PassReport) -> PassReport? {
    var report = report
    report.status = .completed
    return report
  }
}

/// Counts the pass that ended last a second time.
enum SumsTwice: Defect {
  static func change(_ report: PassReport) -> PassReport? { report }

  static func change(_ history: PassHistory) -> PassHistory? {
    guard let last = history.last else { return history }
    var history = history
    history.begin(trigger: last.trigger, kind: last.kind, isLook: last.isLook, at: last.ended ?? .origin)
    history.end(at: last.ended ?? .origin, isOpen: false, needsPerson: false) { _ in }
    return history
  }
}

/// Forgets the passes before the one that ended last.
enum ForgetsPasses: Defect {
  static func change(_ report: PassReport) -> PassReport? { report }

  static func change(_ history: PassHistory) -> PassHistory? {
    guard history.count == 2, let last = history.last else { return history }
    var short = PassHistory()
    for number in 1...2 {
      let kind: PassKind = number == 1 ? .delta : last.kind
      short.begin(trigger: last.trigger, kind: kind, isLook: last.isLook, at: last.started ?? .origin)
      short.end(at: last.ended ?? .origin, isOpen: false, needsPerson: false) { $0.orders = last.orders }
    }
    return short
  }
}

/// Waits for an answer to what it has never asked.
enum CountsUnasked: Defect {
  static var tellsHealth: Bool { true }
  static func change(_ report: PassReport) -> PassReport? { report }

  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if count == 1 { _ = engine.core.requests.add(.account) }
  }
}

/// Asked for the last pass of a kind, it answers with the first.
enum AnswersWithTheFirst: Defect {
  static func change(_ report: PassReport) -> PassReport? { report }
  static func change(_ history: PassHistory) -> PassHistory? { history }
  static func lastPass(of kind: PassKind, in history: PassHistory) -> PassReport? {
    history.reports.first { $0.kind == kind }
  }
}

/// Counts each record as one more that is not durable.
enum CountsDurable: Defect {
  static var tellsHealth: Bool { true }
  static func change(_ report: PassReport) -> PassReport? { report }

  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard engine.core.journal.unsynced.isEmpty else { return }
    let record = JournalRecord.control(.halt(false))
    engine.core.journal.unsynced.append(
      JournalEntry(sequence: engine.core.journal.last, instant: now, cause: .start, record: record))
  }
}
