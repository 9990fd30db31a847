import Reconciliation
import Trading

/// `pass-end`: when a pass is over, and what is said of it.
struct PassEnd: Clause {
  static let page = ClausePage(
    "pass-end", .passes, .projection,
    "a pass ends with its last answer, or when what it asked for first got none; reconcile.finished gives its reason and kind, how many orders were told, how many "
      + "discrepancies were found since it started, and its result: failed if an answer lacks, else differs if one is "
      + "open that a pass looks for, else incomplete if an answer proves nothing, else fixed if any was found, else clean; "
      + "under `keep-reports` the same, with its number since the start and its length, is recorded then, and else not",
    source: "`trueup list events`: reconcile.finished; order/position document, pass reports",
    settings: [.keepReports])
  static let hooks: ClauseHooks = [.begin, .willRecord, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .storeFailure] | .answer
  static let endings: ClauseInputs = [.passEnd, .orderAnswer]
  static let records: ClauseRecords = [.discrepancy, .figure, .control]
  static let lines: [EventKind] = [.reconcileStarted, .requestFailed, .snapshotIncomplete, .reconcileFinished]

  private var isDue = false
  private var found = 0
  private var isIncomplete = false
  /// Whether the store failed while the pass ran, so that what it found is recorded later.
  private var isBlurred = false
  /// The report of the pass that runs, as far as it can be told from outside, and whether it is due.
  private var report = PassReport(number: 0, trigger: .start, kind: .full, isLook: false)
  private var isReportDue = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input { report.number = 0 }
    guard scene.hearsay.pass != nil else { return }
    isDue = scene.hearsay.isPassDone
    if scene.isBlind { isBlurred = true }
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .control(.passReport(var recorded)) = entry.record, !scene.isBlind else { return }
    scene.tried()
    guard isReportDue else {
      return scene.breach("the report of a pass was recorded, and none is due", cause: "report")
    }
    isReportDue = false
    // How many positions were compared cannot be told from outside.
    recorded.positions = report.positions
    if isBlurred {
      (recorded.found, recorded.resolved, recorded.corrections) = (report.found, report.resolved, report.corrections)
    }
    guard recorded != report else { return }
    scene.breach(
      "the report of pass \(recorded.number) was recorded as \(recorded.text), and is \(report.text)", cause: "contents"
    )
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .discrepancy(.found):
      found += 1
      report.found += 1
    case .discrepancy(.resolved): report.resolved += 1
    case .position(.adopted), .cash(.adopted): report.corrections += 1
    default: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect else { return }
    switch event.kind {
    case .reconcileStarted:
      found = 0
      isBlurred = scene.isBlind
      report = PassReport(
        number: report.number + 1, trigger: event.reason ?? .start,
        kind: event.subject.flatMap { PassKind($0) } ?? .full,
        isLook: event.source == .review)
      report.started = scene.now
    case .requestFailed: report.errors.append(PassReport.Remark(event.subject ?? .start, event.reason ?? .start))
    case .snapshotIncomplete:
      isIncomplete = true
      report.warnings.append(PassReport.Remark(event.subject ?? .start, event.reason ?? .start))
    case .reconcileFinished:
      scene.tried()
      guard isDue, let pass = scene.hearsay.pass else {
        return scene.breach("a pass has ended before its last answer", cause: "early")
      }
      isDue = false
      look(event, pass, &scene)
      finish(pass, scene)
    default: return
    }
  }

  /// Fills in what the end of a pass tells of it.
  private mutating func finish(_ pass: HeardPass, _ scene: Scene) {
    report.ended = scene.now
    report.orders = pass.orders.map { max(0, $0.rows.count - max(0, $0.start)) } ?? 0
    report.executions = pass.executions.map { max(0, $0.rows.count - max(0, $0.start)) } ?? 0
    report.status =
      if !report.errors.isEmpty { .failed } else if !report.warnings.isEmpty {
        .partial
      } else if scene.model.tickets.isEmpty {
        .completed
      } else { .intervention }
    isReportDue = scene.configuration.keepsReports && !scene.isBlind
  }

  private func look(_ event: Event, _ pass: HeardPass, _ scene: inout Scene) {
    let told = pass.orders.map { max(0, $0.rows.count - max(0, $0.start)) } ?? 0
    if event.subject != pass.kind.word || (event.source == .review) != pass.isLook {
      scene.breach(
        "reconcile.finished says kind=\(event.subject?.text ?? "nothing"), and the pass was \(pass.kind.word.text)",
        cause: "kind")
    }
    if event.reason != pass.reason {
      scene.breach(
        "reconcile.finished says reason=\(event.reason?.text ?? "nothing"), and \(pass.reason.text) is due",
        cause: "reason")
    }
    if event.number != Int64(told) {
      scene.breach("reconcile.finished says orders=\(event.number), and \(told) is due", cause: "orders")
    }
    if isBlurred {
      if (event.state == .failed) != pass.hasFailed {
        scene.breach("reconcile.finished says result=\(event.state?.text ?? "nothing")", cause: "failed")
      }
      return
    }
    if event.count != Int64(found) {
      scene.breach("reconcile.finished says found=\(event.count), and \(found) is due", cause: "found")
    }
    let due: Word =
      if pass.hasFailed { .failed } else if scene.model.hasOpenDifference { .differs } else if isIncomplete {
        .incomplete
      } else if found > 0 { .fixed } else { .clean }
    if event.state != due {
      scene.breach(
        "reconcile.finished says result=\(event.state?.text ?? "nothing"), and \(due.text) is due", cause: due.text)
    }
  }

  mutating func end(_ scene: inout Scene) {
    isIncomplete = false
    if isDue { scene.breach("a pass has its last answer, and did not end", cause: "missing") }
    isDue = false
    if isReportDue, !scene.isBlind {
      scene.breach("a pass has ended, and its report was not recorded", cause: "no report")
    }
    isReportDue = false
  }
}

extension PassReport {
  /// The report in a few words.
  fileprivate var text: String {
    "\(number) \(trigger.text) \(kind.word.text) \(status.rawValue) orders=\(orders) executions=\(executions) found=\(found) "
      + "resolved=\(resolved) corrections=\(corrections) warnings=\(warnings.count) errors=\(errors.count)"
  }
}

extension Model {
  /// Whether a discrepancy is open of a kind that passes look for: not one of a report that was put aside.
  fileprivate var hasOpenDifference: Bool {
    discrepancies.contains { discrepancy in
      switch discrepancy.kind {
      case .duplicateExecution, .overfill, .invalidReport, .contradiction: false
      default: true
      }
    }
  }
}
