import Reconciliation
import Simulation
import Trading

extension Relation {
  /// A message that comes twice is as good as one that comes once.
  static let sayItAgain = Relation(
    name: "say-it-again",
    summary: "a message that comes once more, now or later, makes no record, event, request or alert",
    source: "design, section 3, rules 3, 4 and 8",
    exceptions: [
      "requests: the broker may carry one out twice, and `net duplicate` tries that",
      "while the stream counts as lost, or the last pass failed: any message shows that the broker is there",
      "how the run goes on, where the broker has misreported: that something is heard of an order ends a row of absences",
      "what was falsified and comes again later: by then the truth may be known, and the two contradict each other",
      "the log of reports received and of executions known: it says what came, and it came twice",
    ],
    share: RelationShare(cases: 6, occasions: 96), trial: SayItAgain())
}

/// `say-it-again`: gives the message to a copy of the engine once more and looks what it wants done; and of some lets the
/// copy of the whole run go on to the end, so that what the engine only remembers comes out as well.
private struct SayItAgain: RelationTrial {
  var readsMessages: Bool { true }

  /// A message of which something was recorded is worth more than one that said nothing new.
  func weight(of occasion: RelationOccasion) -> Int {
    if case .message(_, let hasRecorded) = occasion { hasRecorded ? 16 : 1 } else { 0 }
  }

  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    guard case .message(let input, let hasRecorded) = occasion else { return [] }
    guard !run.isBlind else { return [.excepted] }
    var engine = run.world.incarnation
    var effects: [EngineEffect] = []
    engine.handle(input, at: run.world.now, into: &effects)
    if let seen = effects.lazy.compactMap(\.seen).first {
      return [.broken(breach(input, "at once", made: seen, run.plan.names))]
    }
    guard dice.isThorough ? hasRecorded || input.isOfStream : dice.number(below: 32) == 0 else { return [.holds] }
    let waits =
      dice.isThorough
      ? [.zero, .seconds(1)]
      : [dice.number(below: 2) == 0 ? .zero : TimeSpan.milliseconds(100 * dice.number(below: 200))]
    var outcomes = [RelationOutcome.holds]
    for wait in waits { outcomes.append(goOn(run, with: input, after: wait)) }
    return outcomes
  }

  /// Runs a copy to the end, and the message comes again on the way.
  private func goOn<Engine>(
    _ run: borrowing CaseRun<Engine>, with input: EngineInput, after wait: TimeSpan
  ) -> RelationOutcome {
    let instant = run.world.now + wait
    guard instant < run.ends else { return .excepted }
    var fork = run.fork()
    if wait > .zero { fork.resume(until: instant) }
    guard fork.world.isRunning, fork.world.processNumber == run.world.processNumber,
      !fork.isBlind
    else { return .excepted }
    fork.world.repeatToEngine(input)
    fork.notice()
    fork.resume(until: run.ends)
    let isUnreliable = fork.world.trace.entries.contains { entry in
      entry.event.kind == .brokerMisreported
        || wait > .zero && entry.event.kind == .messageFalsified && entry.event.order == input.order?.index
    }
    if isUnreliable { return .excepted }
    return .holdsIf(
      SameOutside(
        first: run.world.trace.entries.count,
        outside: OutsideView(fork.world.trace, from: run.world.trace.entries.count),
        what: "\(input.words) that came again after \(wait)"))
  }

  private func breach(_ input: EngineInput, _ when: String, made seen: Message, _ names: Names) -> RelationBreach {
    RelationBreach(
      message: "\(input.words) that came again \(about: when) made the engine \(seen)",
      notes: input.order.map { ["about    order \(names.text(of: .order($0.index), for: .order))"] } ?? [])
  }
}

extension CaseRun {
  /// Whether the engine counts its stream as lost or its last pass as failed; one that is halted does not say so.
  fileprivate var isBlind: Bool {
    switch world.incarnation.condition {
    case .degraded: return true
    case .halted:
      let entries = world.trace.entries
      let stream = entries.last { [.streamLost, .streamRestored, .containerStarted].contains($0.event.kind) }
      let pass = entries.last { $0.event.kind == .reconcileFinished }
      return stream?.event.kind == .streamLost || pass?.event.state == .failed
    default: return false
    }
  }
}

/// The rest of the run looks from the outside as it did on the copy.
private struct SameOutside: Prediction {
  let first: Int
  let outside: OutsideView
  let what: Message

  @_specialize(where Engine == ReconciliationEngine)
  func judge<Engine>(_ run: borrowing CaseRun<Engine>) -> RelationOutcome {
    let real = OutsideView(run.world.trace, from: first)
    guard let (here, there) = real.firstDifference(outside) else { return .holds }
    let names = run.plan.names
    let event = (there ?? here)?.event
    let kind = event?.kind == .journalAppended || event?.kind == .riskAlert ? event?.subject.map { " \($0.text)" } : nil
    return .broken(
      RelationBreach(
        message: "\(what) changed the rest of the run: \(about: event?.kind.name ?? "nothing")\(about: kind ?? "")"
          + "\(about: there == nil ? " is missing" : "")",
        notes: [
          "without  \(here.map { names.line(of: $0) } ?? "nothing more")",
          "with it  \(there.map { names.line(of: $0) } ?? "nothing more")",
        ]))
  }
}
