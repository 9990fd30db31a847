import Reconciliation
import ScenarioLanguage
package import Simulation
import Trading

/// One case being run: a world, the lines that are due, and what is being watched.
///
/// At one instant: lines in file order, then deliveries, then timers, until nothing is left; then the
/// expectations of that instant (design, section 5).
package struct CaseRun<Engine: SimulatedEngine> {
  let plan: Plan
  /// When the run ends: as the plan says, or as soon as it is proven that nothing new is to come.
  var ends: Instant
  var quiet = QuietWatch()
  /// The liveness oracles that the case was judged by.
  var judgedOracles: Set<OracleName> = []
  var world: World<Engine>
  var oracles: OracleSet
  var script = ScriptQueue()
  var expectations: [Expectation] = []
  /// Plain checks that are due at the end of this instant.
  var dueChecks: [Int] = []
  var triggers: [Trigger]
  var marks: [RunLog.MarkPosition?]
  /// Beside each line of the plan: whether it was carried out, when, and with which fault.
  var carriedOut: [Bool]
  var faults: [Int?]
  var impossible: [Int] = []
  var failures: [Failure] = []
  /// How many failures are only counted: words for all of them would cost more than the run.
  var hiddenFailures = 0
  /// The `never` lines that have failed: each does once.
  var failedNevers: Set<SourceSpan> = []
  var seen = 0
  package var alerts = 0
  package var checkpoint: UInt64
  /// Whether the engine has said that it is halted, and when it last said that it no longer is.
  var isHalted = false
  var haltEnded = Instant.origin
  /// When a line last did something to the world.
  var lastAction = Instant.origin
  /// Whether agreement is looked at on every entry, and since when there is none.
  var findsDivergence = false
  var divergence: UInt32?
  /// Set by what makes going on pointless.
  var isOver = false
  /// What ends the run before the plan does, and the number of steps after which it is looked at.
  let limits: RunLimits
  let maximumSteps: Int
  var nextLook = 0
  var isInterrupted = false
  /// What both sides held, change by change; nil if nobody wants to see it.
  var chronicle: Chronicle?
  /// The relations that are tried on copies; nil for none.
  var relations: RelationWatch?
  /// Whether this is a copy that only shows where things go: lines are carried out, and nothing is judged.
  var isFork = false {
    didSet { (world.keepsTurns, world.keepsDealings) = (false, false) }
  }

  /// A line that waits for an event.
  struct Trigger {
    var line: Int
    var pattern: CompiledPattern
    var remaining: Int
    var delay: TimeSpan
  }

  init(_ plan: Plan, _ limits: RunLimits = RunLimits(), relations choice: RelationChoice = .none) {
    let plan = plan.judged(as: Engine.abilities)
    self.plan = plan
    ends = plan.ends
    self.limits = limits
    maximumSteps = plan.scenario.header.maximumSteps?.value ?? Scenario.Header.defaultMaximumSteps
    world = World(plan.configuration)
    world.keepsDealings = true
    oracles = OracleSet(plan)
    triggers = []
    marks = Array(repeating: nil, count: plan.marks.count)
    carriedOut = Array(repeating: false, count: plan.lines.count)
    faults = Array(repeating: nil, count: plan.lines.count)
    checkpoint = plan.configuration.opening?.sequence ?? 0
    relations = RelationWatch(plan, choice)
    if relations != nil { world.keepRecords() }
    for index in plan.lines.indices {
      switch plan.lines[index].time {
      case .at(let instant): script.add(index, at: instant)
      case .on(let pattern, let nth, let delay):
        triggers.append(Trigger(line: index, pattern: pattern, remaining: nth, delay: delay))
      case .beforeStart, .afterLine, .afterMark: break
      }
    }
  }

  /// Runs to the end of the plan, or to the first violation of an oracle.
  @_specialize(where Engine == ReconciliationEngine)
  mutating func run() {
    open()
    if chronicle != nil { keepChronicle(of: 0..<0) }
    start()
    goOn(until: ends)
    guard !isInterrupted else { return }
    if failures.last?.kind != .inconclusive { world.advance(to: ends) }
    if !isOver, !isFork { judgeEnd() }
    if failures.isEmpty { judgeRelations() }
  }

  /// Runs to an instant, or to the end of the plan if that comes first, and judges nothing that is due later.
  mutating func run(upTo instant: Instant) {
    open()
    start()
    goOn(until: min(instant, plan.ends))
  }

  /// Does what is so before the start, and starts.
  private mutating func start() {
    for index in plan.lines.indices {
      if case .beforeStart = plan.lines[index].time { carryOut(index) }
    }
    world.start()
    notice()
  }

  /// Runs all instants up to one, this one included.
  mutating func goOn(until end: Instant) {
    while !isOver {
      let next = min(
        script.nextInstant ?? .distantFuture, world.nextInstant ?? .distantFuture,
        expectations.isEmpty ? .distantFuture : nextDeadline)
      guard next <= end else { break }
      world.advance(to: next)
      runInstant(next)
      if plan.endsWhenQuiet, end == ends, !isOver, isProvenQuiet() {
        ends = world.now
        quiet.hasEndedRun = true
        break
      }
    }
  }

  /// Does what is left to do at an instant.
  mutating func runInstant(_ instant: Instant) {
    while !isOver {
      if isLookDue {
        lookAtLimits()
        if isOver { break }
      }
      if let line = script.popFirst(at: instant) {
        carryOut(line)
      } else if let next = world.nextInstant, next <= instant {
        if relations != nil {
          watchStep()
          continue
        }
        world.step()
      } else {
        break
      }
      notice()
    }
    guard !isOver else { return }
    evaluateDueChecks()
    evaluateExpectations(isEndOfInstant: true)
  }

  private mutating func open() {
    for opening in plan.openings {
      switch opening {
      case .cash(let currency, let amount): world.openAtBroker(cash: amount, in: currency)
      case .position(let instrument, let position): world.openAtBroker(position, in: instrument)
      case .mark(let instrument, let mark): world.openAtBroker(mark: mark, of: instrument)
      case .order(let order, let terms, let fills):
        _ = world.openAtBroker(order, terms: terms)
        for fill in fills {
          _ = world.openAtBroker(fill: order, quantity: fill.quantity, price: fill.price, execution: fill.execution)
        }
      }
    }
  }

  /// Looks at what the last step did: oracles, `never`, triggers, and expectations that may have become true.
  mutating func notice() {
    if isFork { return noticeOnFork() }
    if let breach = world.incarnation.contractBreach { return fail(breach) }
    let breach = oracles.observeTurns(&world, disabled: plan.disabledOracles)
    if world.trace.entries.count == seen {
      if let violation = oracles.observeWork(&world, disabled: plan.disabledOracles) ?? breach { fail(violation) }
      return
    }
    let violation = oracles.observe(&world, names: plan.names, disabled: plan.disabledOracles) ?? breach
    let first = seen
    seen = world.trace.entries.count
    if chronicle != nil { keepChronicle(of: first..<seen) }
    if findsDivergence { divergence = world.isConverged ? nil : divergence ?? UInt32(first) }
    if let violation { return fail(violation) }
    for index in first..<seen {
      let event = world.trace.entries[index].event
      if event.kind == .riskAlert { alerts += 1 }
      if event.kind == .engineHalted {
        isHalted = true
      } else if isHalted, event.kind == .engineRecovered || event.kind == .engineDegraded {
        isHalted = false
        haltEnded = world.now
      }
      if event.kind == .checkpointWritten { checkpoint = event.sequence }
      if plan.endsWhenQuiet { quiet.note(event) }
      if !triggers.isEmpty { pull(event) }
    }
    for (check, span) in plan.nevers where satisfies(check) { failNever(check, span) }
    evaluateExpectations(isEndOfInstant: false)
  }

  /// On a copy nothing is judged; lines that wait for an event still come.
  private mutating func noticeOnFork() {
    let first = seen
    seen = world.trace.entries.count
    guard !triggers.isEmpty || plan.endsWhenQuiet else { return }
    for index in first..<seen {
      let event = world.trace.entries[index].event
      quiet.note(event)
      pull(event)
    }
  }

  private mutating func pull(_ event: Event) {
    for index in triggers.indices where triggers[index].remaining > 0 {
      guard triggers[index].pattern.matches(event, names: plan.names) else { continue }
      triggers[index].remaining -= 1
      quiet.noteNews()
      if triggers[index].remaining == 0 {
        script.add(triggers[index].line, at: world.now + triggers[index].delay)
      }
    }
  }

  func satisfies(_ check: any StateCheck) -> Bool {
    check.holds(in: self)
  }

  private mutating func carryOut(_ index: Int) {
    let line = plan.lines[index]
    carriedOut[index] = true
    quiet.noteNews()
    switch line.action {
    case .world(let action):
      lastAction = world.now
      do { faults[index] = try world.perform(action, line: line.sourceLine) } catch {
        impossible.append(index)
        if !line.mayMiss, !isFork { fail(error, line) }
      }
    case .expect where isFork: break
    case .expect(let check, let within, let holding, let span):
      if within == nil, holding == nil {
        dueChecks.append(index)
      } else {
        expectations.append(
          Expectation(
            check: check, span: span, asked: world.now, deadline: world.now + (within ?? .zero), holding: holding,
            isImmediate: within == nil))
      }
    case .mark: break
    }
    if let mark = line.mark { set(mark) }
    for follower in plan.relativeLines {
      if case .afterLine(index, let span) = plan.lines[follower].time { script.add(follower, at: world.now + span) }
    }
  }

  private mutating func set(_ mark: Int) {
    guard marks[mark] == nil else { return }
    marks[mark] = RunLog.MarkPosition(instant: world.now, entry: world.trace.entries.count)
    for index in plan.relativeLines {
      if case .afterMark(mark, let span) = plan.lines[index].time { script.add(index, at: world.now + span) }
      if plan.lines[index].untilMark == mark, carriedOut[index] {
        world.endFaults(ofLine: plan.lines[index].sourceLine)
      }
    }
  }

  /// The lines below one that act at its instant, by their numbers.
  private func linesAtOnce(after index: Int) -> [UInt32] {
    plan.lines.indices.filter { other in
      guard other > index, case .at(world.now) = plan.lines[other].time, case .world = plan.lines[other].action else {
        return false
      }
      return true
    }.map { plan.lines[$0].sourceLine }
  }

  private mutating func evaluateDueChecks() {
    guard !dueChecks.isEmpty else { return }
    for index in dueChecks {
      guard case .expect(let check, _, _, let span) = plan.lines[index].action, !satisfies(check) else { continue }
      failState(check, span, behind: linesAtOnce(after: index))
    }
    dueChecks.removeAll(keepingCapacity: true)
  }
}
