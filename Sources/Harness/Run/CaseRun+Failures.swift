import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// The words of failures, in one place.
extension CaseRun {
  /// How many failures of a case are put into words.
  private static var failureLimit: Int { 100 }

  /// Whether there is room for another failure; counts it if not.
  mutating func hasRoom() -> Bool {
    if failures.count < Self.failureLimit { return true }
    hiddenFailures += 1
    return false
  }

  private mutating func add(_ failure: Failure) {
    // One line fails once, at its first instant.
    if failures.contains(where: { $0.span == failure.span && $0.kind == failure.kind && $0.label == failure.label }) {
      return
    }
    failures.append(failure)
  }

  mutating func fail(_ violation: Violation) {
    let kind: Failure.Kind = violation.isLiveness ? .liveness : .safety
    failures.append(
      Failure(
        kind, oracle: violation.invariant, title: "\(violation.invariant) is violated",
        at: sourceSpan(of: violation.entry) ?? plan.scenario.title.span, label: violation.message.text,
        cause: violation.message.pattern, property: violation.property,
        notes: ["at       \(violation.instant)"] + violation.notes + chain(to: violation.entry),
        instant: violation.instant, entry: violation.entry))
    isOver = true
  }

  /// The engine is not what the harness can judge: nothing is said about the rest of the run.
  mutating func fail(_ breach: ContractBreach) {
    failures.append(
      Failure(
        .safety, oracle: Plan.contract, title: "the engine breaks its contract", at: plan.scenario.title.span,
        label: breach.message, cause: breach.cause, notes: ["at       \(world.now)", "try      \(breach.advice)"],
        instant: world.now))
    isOver = true
  }

  mutating func failState(_ check: any StateCheck, _ span: SourceSpan, behind lines: [UInt32] = []) {
    guard hasRoom() else { return }
    let order =
      lines.isEmpty
      ? []
      : [
        "order    a check looks at the end of its instant, so "
          + "\(lines.count == 1 ? "line" : "lines") \(lines.map(String.init).joined(separator: ", ")) "
          + "came before it"
      ]
    add(
      Failure(
        .state, title: "state check", at: span, label: check.actual(in: self),
        notes: ["at       \(world.now)\(world.now == ends ? " (end of run)" : "")"] + order + explain(check),
        instant: world.now))
  }

  mutating func failNever(_ check: any StateCheck, _ span: SourceSpan) {
    guard failedNevers.insert(span).inserted, hasRoom() else { return }
    failures.append(
      Failure(
        .never, title: "must never happen", at: span, label: "became true at \(world.now): \(check.actual(in: self))",
        notes: explain(check), instant: world.now))
  }

  mutating func failLate(_ expectation: Expectation) {
    guard hasRoom() else { return }
    let late = world.now - expectation.deadline
    add(
      Failure(
        .deadline, title: "not in time", at: expectation.span,
        label: "not so by \(expectation.deadline); it became so at \(world.now), \(late) late",
        notes: expectation.notesAtDeadline, instant: expectation.deadline))
  }

  mutating func failNever(reached expectation: Expectation) {
    guard hasRoom() else { return }
    let deadline = min(expectation.deadline, ends)
    add(
      Failure(
        .deadline, title: "not in time", at: expectation.span,
        label: "not so by \(deadline), and not until the end of the run either: \(expectation.check.actual(in: self))",
        notes: explain(expectation.check), instant: deadline))
  }

  mutating func failCutShort(_ expectation: Expectation, until instant: Instant) {
    guard hasRoom() else { return }
    add(
      Failure(
        .deadline, title: "not long enough", at: expectation.span,
        label: "it had to hold until \(instant), and the run ends at \(ends)",
        notes: ["try      `for rest`, or a later end in the header"], instant: ends))
  }

  mutating func failUnstable(_ expectation: Expectation, since: Instant) {
    guard hasRoom() else { return }
    add(
      Failure(
        .unstable, title: "did not stay so", at: expectation.span,
        label: "true since \(since), not any more at \(world.now): \(expectation.check.actual(in: self))",
        notes: explain(expectation.check), instant: world.now))
  }

  mutating func fail(_ impossibility: Impossibility, _ line: PlannedLine) {
    guard hasRoom() else { return }
    let reason =
      switch impossibility {
      case .noSuchOrder: "the broker has no such order: it never arrived there"
      case .notWorking(let status): "the order is \(Word(status).text) at the broker"
      case .moreThanLeft(let left): "only \(left) are left at the broker"
      case .notAboveFilled(let filled): "\(filled) are executed at the broker already"
      case .hasNoSuchPrice: "the order has no such price at the broker"
      case .containerUp: "the container runs, and works with what is on its disk"
      case .containerDown: "the container does not run"
      case .nothingOnDisk: "there is nothing on the disk to damage"
      case .noSuchExecution: "the broker has made no such execution"
      case .executionRevised: "the broker has taken the execution back or amended it; name the report that did so"
      case .overflow: "a figure does not fit into a decimal"
      }
    failures.append(
      Failure(
        .impossible, title: "a line could not be carried out", at: line.span, label: reason,
        notes: [
          "at       \(world.now)",
          "so the case does not test what it says; if that is fine, end the line with `may-miss`",
        ],
        instant: world.now))
  }

  mutating func failVacuous(_ line: PlannedLine, _ title: String, _ label: String) {
    guard hasRoom() else { return }
    failures.append(
      Failure(
        .vacuous, title: title, at: line.span, label: label,
        notes: ["so this case tested nothing of it. If that is fine, end the line with `may-miss`"],
        instant: ends))
  }

  /// What differs, and what was lost on the way.
  func explain(_ check: any StateCheck) -> [String] {
    var notes: [String] = []
    var order: UInt32?
    switch check.suspects {
    case .none: return []
    case .all: break
    case .order(let index): order = index
    }
    for difference in world.differences(names: plan.names).prefix(4) {
      notes.append("differs  \(difference.subject): local \(difference.local), broker \(difference.broker)")
    }
    guard !notes.isEmpty else { return [] }
    if case .refusing(let error) = world.container { notes.append("why      the engine refuses to start: \(error)") }
    notes += openTickets
    let lost = world.trace.entries.indices.last { index in
      let event = world.trace.entries[index].event
      return event.kind == .messageLost && event.order != Event.none && (order == nil || event.order == order)
    }
    if let lost {
      let entry = world.trace.entries[lost]
      let line = entry.line > 0 ? " (line \(entry.line))" : ""
      notes.append("why      \(plan.names.fields(of: entry.event)) was lost at \(entry.instant)\(line)")
    }
    return notes
  }

  /// The tickets that nobody has seen to: what differs stays so until a person decides.
  private var openTickets: [String] {
    guard world.isRunning else { return [] }
    let open = world.incarnation.books.tickets.filter { $0.status == .open }
    let notes = open.prefix(3).map { ticket in
      let subject =
        ticket.instrument != Event.none && ticket.order == Event.none
        ? "position \(plan.names.name(.instrument, ticket.instrument))"
        : ticket.currency != Event.none
          ? "cash \(plan.names.name(.currency, ticket.currency))"
          : "order \(plan.names.text(of: .order(ticket.order), for: .order))"
      return "open     ticket T\(ticket.id), \(ticket.kind.text) of \(subject): a person decides, "
        + "as in `operator resolve T\(ticket.id) as "
        + (ticket.suggestions.first == .acceptBroker ? "accept-broker`" : "ignore`")
    }
    return Array(notes) + (open.count > 3 ? ["open     and \(open.count - 3) more: trueup status"] : [])
  }

  /// The entries that led to one, last cause first.
  private func chain(to entry: UInt32?) -> [String] {
    var notes: [String] = []
    var next = entry
    while let number = next, notes.count < 5 {
      let entry = world.trace.entries[Int(number)]
      let line = entry.line > 0 ? "  (line \(entry.line))" : ""
      notes.append("\(notes.isEmpty ? "entry   " : "because ") #\(number) \(plan.names.line(of: entry))\(line)")
      next = entry.cause == TraceEntry.noCause ? nil : entry.cause
    }
    return notes
  }

  /// The line of the file behind an entry.
  private func sourceSpan(of entry: UInt32?) -> SourceSpan? {
    guard let entry else { return nil }
    let line = world.trace.entries[Int(entry)].line
    return plan.lines.first { $0.sourceLine == line && line > 0 }?.span
  }
}
