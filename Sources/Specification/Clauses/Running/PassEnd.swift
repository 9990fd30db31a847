import Reconciliation
import Trading

/// `pass-end`: when a pass is over, and what is said of it.
struct PassEnd: Clause {
  static let page = ClausePage(
    "pass-end", .passes, .projection,
    "a pass ends with its last answer; reconcile.finished gives its reason and kind, how many orders were told, how many "
      + "discrepancies were found since it started, and its result: failed if an answer lacks, else differs if one is "
      + "open that a pass looks for, else incomplete if an answer proves nothing, else fixed if any was found, else clean",
    source: "`trueup list events`: reconcile.finished; order/position document, pass reports")
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.storeFailure] | .answer
  static let endings: ClauseInputs = [.passEnd, .orderAnswer]
  static let records: ClauseRecords = [.discrepancy]
  static let lines: [EventKind] = [.reconcileStarted, .snapshotIncomplete, .reconcileFinished]

  private var isDue = false
  private var found = 0
  private var isIncomplete = false
  /// Whether the store failed while the pass ran, so that what it found is recorded later.
  private var isBlurred = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard scene.hearsay.pass != nil else { return }
    isDue = scene.hearsay.isPassDone
    if scene.isBlind { isBlurred = true }
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    if case .discrepancy(.found) = entry.record { found += 1 }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect else { return }
    switch event.kind {
    case .reconcileStarted:
      found = 0
      isBlurred = scene.isBlind
    case .snapshotIncomplete: isIncomplete = true
    case .reconcileFinished:
      scene.tried()
      guard isDue, let pass = scene.hearsay.pass else {
        return scene.breach("a pass has ended before its last answer", cause: "early")
      }
      isDue = false
      look(event, pass, &scene)
    default: return
    }
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
