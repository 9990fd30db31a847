import Reconciliation
import Trading

/// `pass-answers`: which answers prove nothing.
struct PassAnswers: Clause {
  static let page = ClausePage(
    "pass-answers", .passes, .projection,
    "a query of a pass that ends without a usable answer is logged as request.failed with what it asked and why, "
      + "`pass-timeout` where the pass was over before `request-timeout`; an answer that is cut short, or whose last page has "
      + "not come, of an impossible time, from before what a report had told to be executed and no pass has brought, or of an account newer "
      + "than the executions known, or so old that what has happened since cannot be told from the rest, as snapshot.incomplete when the pass ends; and no other is",
    source: "design, section 3, rules 2, 4 and 9; `trueup list events`: request.failed, snapshot.incomplete")
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start] | .answer
  static let endings: ClauseInputs = .answer
  static let records: ClauseRecords = [.execution, .figure]
  static let lines: [EventKind] = [.requestFailed, .snapshotIncomplete]

  private struct Doubt: Equatable {
    var request: Word
    var reason: Word
  }

  /// What was logged in this turn.
  private var failures: [Doubt] = []
  private var doubts: [Doubt] = []
  /// Whether the query that has ended had to end with its pass.
  private var endsWithPass = false
  /// The pass that has its last answer.
  private var ended: HeardPass?
  /// The newest change at the broker among the executions counted and the figures taken over.
  private var newest = BrokerSequence.zero
  /// Whether a figure was taken over in this turn: the account was compared.
  private var hasTakenOver = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input {
      newest = max(scene.model.executions.values.lazy.map(\.execution.sequence).max() ?? .zero, scene.model.adoptedAsOf)
    }
    guard let pass = scene.hearsay.pass else { return }
    if let sentAt = scene.hearsay.settled?.sentAt {
      endsWithPass = pass.ends < sentAt + scene.configuration.requestTimeout
    }
    if scene.hearsay.isPassDone { ended = pass }
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .execution(.counted(let execution, _, _)): newest = max(newest, execution.sequence)
    case .position(.adopted(let adoption)):
      newest = max(newest, adoption.asOf)
      hasTakenOver = true
    case .cash(.adopted(let adoption)):
      newest = max(newest, adoption.asOf)
      hasTakenOver = true
    case .order, .position(.verified), .cash(.verified), .discrepancy, .ticket, .control: break
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect else { return }
    let doubt = Doubt(request: event.subject ?? .start, reason: event.reason ?? .start)
    switch event.kind {
    case .requestFailed: failures.append(doubt)
    case .snapshotIncomplete: doubts.append(doubt)
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    if scene.hearsay.hasSettledQuery, let content = scene.hearsay.settled?.request.content {
      scene.tried()
      let due = failure(of: content, from: scene.hearsay.settled?.request.cursor, scene.turn.input)
      compare(failures, due, "request.failed", &scene)
    } else if !failures.isEmpty {
      compare(failures, [], "request.failed", &scene)
    }
    if let pass = ended.take() {
      judge(pass, &scene)
    } else if !doubts.isEmpty {
      compare(doubts, [], "snapshot.incomplete", &scene)
    }
    hasTakenOver = false
    if !failures.isEmpty { failures.removeAll(keepingCapacity: true) }
    if !doubts.isEmpty { doubts.removeAll(keepingCapacity: true) }
  }

  private func compare(_ logged: [Doubt], _ due: [Doubt], _ name: String, _ scene: inout Scene) {
    guard logged != due else { return }
    func text(_ doubts: [Doubt]) -> String {
      doubts.isEmpty ? "none" : doubts.map { "\($0.request.text) \($0.reason.text)" }.joined(separator: ", ")
    }
    scene.breach("\(name) was logged of \(text(logged)), and \(text(due)) is due", cause: name)
  }

  /// Why a query failed; empty if it has its answer.
  private func failure(of content: Request.Content, from cursor: PageCursor?, _ input: EngineInput) -> [Doubt] {
    switch (content, input) {
    case (.orders, .response(_, .orders(let page))) where !page.standsStill(at: cursor),
      (.changedOrders, .response(_, .orders(let page))) where !page.standsStill(at: cursor):
      return []
    case (.executions, .response(_, .executions(let page))) where !page.standsStill(at: cursor): return []
    case (.account, .response(_, .account)): return []
    case (_, .timer): return [Doubt(request: content.kind, reason: endsWithPass ? .passTimeout : .timeout)]
    case (_, .requestFailed(_, .reset)): return [Doubt(request: content.kind, reason: .reset)]
    case (_, .requestFailed(_, .gateway(let status))):
      let reason: Word =
        switch status {
        case 429: .rateLimited
        case 408, 500...: .serverError
        default: .refusedByBroker
        }
      return [Doubt(request: content.kind, reason: reason)]
    default: return [Doubt(request: content.kind, reason: .invalid)]
    }
  }

  private mutating func judge(_ pass: HeardPass, _ scene: inout Scene) {
    var due: [Doubt] = []
    if let executions = pass.executions, let reason = doubt(executions.isWhole, executions.asOf) {
      due.append(Doubt(request: .executions, reason: reason))
    }
    if let orders = pass.orders, let reason = doubt(orders.isWhole, orders.asOf) {
      due.append(Doubt(request: .orders, reason: reason))
    }
    let verdict = scene.reckoning.gaps.verdict
    for request in verdict?.outdated ?? [] { due.append(Doubt(request: request, reason: .stale)) }
    // What the store has not shown yet may have been what a report told.
    let isUnclear = verdict?.isUnclear ?? false
    func certain(_ doubts: [Doubt]) -> [Doubt] {
      isUnclear ? doubts.filter { $0.request == .account || $0.reason != .stale } : doubts
    }
    if !pass.hasFailed, let account = pass.account {
      if let reason = doubt(account.isComplete, account.asOf) {
        due.append(Doubt(request: .account, reason: reason))
      } else {
        // Who takes nothing in knows an execution only if it is in the books.
        let isKnown =
          !pass.isLook
          || pass.executions?.answer.allSatisfy { scene.model.knows($0) } ?? false
        let known = max(scene.hearsay.executionsKnownUpTo, isKnown ? pass.knownUpTo : .zero)
        // While the store fails executions may be counted of which no record is seen yet.
        if scene.isBlind, certain(due) + [Doubt(request: .account, reason: .stale)] == certain(doubts) { return }
        if scene.isBlind, pass.isLook, due == doubts { return }
        let isBefore = account.asOf < newest && !hasTakenOver && scene.model.executions(behind: account.asOf) == nil
        let isOutdated = scene.reckoning.isAccountOutdated
        // What has left the books in this turn was in them when the account was looked at.
        if isOutdated == nil || scene.turn.archivesOrders,
          due + [Doubt(request: .account, reason: .stale)] == doubts || due == doubts
        {
          return
        }
        if account.asOf > known || isBefore || isOutdated == true {
          due.append(Doubt(request: .account, reason: .stale))
        }
      }
    }
    compare(certain(doubts), certain(due), "snapshot.incomplete", &scene)
  }

  private func doubt(_ isComplete: Bool, _ asOf: BrokerSequence) -> Word? {
    asOf.isPossible ? (isComplete ? nil : .incomplete) : .invalid
  }
}

extension EngineTurn {
  /// Whether orders leave the books in the turn.
  fileprivate var archivesOrders: Bool {
    effects.contains { effect in
      if case .persist(let entry) = effect, case .control(.archived) = entry.record { true } else { false }
    }
  }
}
