import Reconciliation
import ScenarioLanguage
import Simulation
import Specification
import Trading

extension CaseRun {
  /// Judges the end of a run that no safety oracle has stopped.
  mutating func judgeEnd() {
    settleExpectations()
    judgeLines()
    let log = RunLog(trace: world.trace, names: plan.names, marks: marks, markNames: plan.marks, end: ends)
    for final in plan.finals {
      switch final {
      case .expect(let check, let span):
        if !satisfies(check) { failState(check, span) }
      case .log(let check, let span):
        if let finding = check.finding(in: log, at: span), hasRoom() { failures.append(Failure(finding)) }
      }
    }
    judgeLiveness()
    judgeNamed()
  }

  /// A named invariant that was never put to the test: the case does not show what its file says it is about.
  private mutating func judgeNamed() {
    guard failures.isEmpty else { return }
    for item in plan.scenario.always {
      guard let line = item.value.form as? InvariantLine, plan.insisted.contains(line.invariant.name),
        !wasTried(line.invariant.name), hasRoom()
      else { continue }
      failures.append(
        Failure(
          .vacuous, title: "an invariant was never tried", at: item.span,
          label: "nothing in this run put it to the test",
          notes: [
            "so this case tested nothing of it: without the line it is judged wherever it can be",
            "see when it is: trueup explain \(line.invariant.name)",
          ], instant: ends))
    }
  }

  /// Whether the run put an invariant to the test; of those of which nobody counts that they are, yes.
  private func wasTried(_ name: String) -> Bool {
    if let oracle = OracleName.liveness.first(where: { $0.rawValue == name }) { return judgedOracles.contains(oracle) }
    guard plan.configuration.keepsTurns, let index = Specification.pages.firstIndex(where: { $0.name == name }) else {
      return true
    }
    let trials = oracles.specification.trials
    return !trials.indices.contains(index) || trials[index] > 0
  }

  /// Whatever was announced and did not happen makes the case fail.
  private mutating func judgeLines() {
    let refusals = untold
    for (index, line) in plan.lines.enumerated() where !line.mayMiss {
      guard carriedOut[index] else {
        switch line.time {
        case .on(let pattern, let nth, _):
          let count = world.trace.entries.count { pattern.matches($0.event, names: plan.names) }
          failVacuous(
            line, "an event never came", "\(pattern.kind.name) matched \(count) of \(nth) times before the run ended")
        case .afterMark(let mark, _):
          failVacuous(
            line, "a mark was never reached",
            "@\(plan.marks[mark]) was not set, or so late that this line is after the end")
        case .beforeStart, .at, .afterLine: failVacuous(line, "a line was never reached", "the run ended before it")
        }
        continue
      }
      if let fault = faults[index], world.faults.faults[fault].fired == 0 {
        failVacuous(line, "a fault never fired", "the run ended before it did anything")
      }
      if let refusal = refusals.first(where: { $0.line == line.sourceLine }) {
        let whose = refusal.event.kind == .operatorRefused ? "an operator's" : "a trader's"
        failVacuous(
          line, "\(whose) command was refused",
          "\(plan.names.fields(of: refusal.event)), at \(refusal.instant)")
      }
    }
  }

  /// The commands that the engine has refused at once, of those of which the file does not say so itself.
  private var untold: [TraceEntry] {
    let entries = world.trace.entries
    return entries.filter { entry in
      switch entry.event.kind {
      case .operatorRefused: true
      // Not what the broker has refused, or what has waited.
      case .orderRefused: entry.cause != TraceEntry.noCause && entries[Int(entry.cause)].event.kind.lane == .trader
      default: false
      }
    }.filter { !looks(for: $0.event.kind) }
  }

  /// Whether the file checks the log for events of a kind.
  private func looks(for kind: EventKind) -> Bool {
    plan.scenario.finally.contains { item in
      guard case .log(let check) = item.value else { return false }
      return ([check.form.text] + check.form.blockLines).contains { $0.contains(kind.name) }
    }
  }

  /// What must be true once all faults have ended.
  ///
  /// A fault that is still active, a store that lied, or a broker that keeps misreporting makes no promise; and a
  /// case that already failed needs no second verdict.
  private mutating func judgeLiveness() {
    guard failures.isEmpty, isUndisturbed else { return }
    // An empty store is a person's to release.
    if world.configuration.engine.emptyStore == .refuse, world.incarnation.books.opening != nil { return }
    if world.incarnation.condition == .halted {
      // An operator may leave it halted; a store that works again may not.
      guard !world.incarnation.books.isHalted, !world.incarnation.books.isStopped,
        !plan.disabledOracles.contains(OracleName.converges.rawValue),
        ends - world.faults.lastFired >= world.configuration.engine.retryLimit + .seconds(5)
      else { return }
      judgedOracles.insert(.converges)
      return fail(
        Violation(
          oracle: .converges, message: "the engine is still halted at the end, though the store works again",
          instant: ends))
    }
    for oracle in OracleName.liveness where !plan.disabledOracles.contains(oracle.rawValue) && canJudge(oracle) {
      judgedOracles.insert(oracle)
      if let violation = liveness(oracle) { return fail(violation) }
    }
  }

  /// Whether what an oracle asks for can be had in this case: if not, it is not judged.
  private func canJudge(_ oracle: OracleName) -> Bool {
    switch oracle {
    case .converges: return world.isConverged || isTruthLearnable && isAskedFor && !keepsOrdersBack
    // What an engine hears before it is ready it may keep until it is.
    case .noLostCommand: return world.incarnation.condition == .ready
    case .quietAtEnd:
      // Where no answer can come in time, or a block keeps back what is asked about, it is asked again and again.
      let configuration = world.configuration
      return configuration.engine.requestTimeout >= configuration.latency + configuration.latency && !keepsOrdersBack
    default: return true
    }
  }

  /// Whether nobody has decided about a ticket that keeps back all orders of an instrument.
  private func isKeptBack(_ instrument: InstrumentID) -> Bool {
    let settings = world.configuration.engine
    let books = world.incarnation.books
    return books.tickets.contains { ticket in
      guard ticket.status != .decided else { return false }
      let isGrave = settings.blockFrom.map { from in ticket.level.map { $0 >= from } ?? false } ?? false
      guard isGrave || settings.blocksContradictions && ticket.kind == .contradiction else { return false }
      if ticket.instrument == instrument.index { return true }
      // What is paid in the currency of a balance waits for that.
      if ticket.currency == plan.configuration.engine.instruments[Int(instrument.index)].currency.index { return true }
      return books.order(ClientOrderID(index: ticket.order))?.terms.instrument == instrument
    }
  }

  /// Whether orders that never arrived wait for a person: the broker cannot have them.
  private var keepsOrdersBack: Bool {
    world.incarnation.books.orders.contains { order in
      if isInDoubt(order) || isAskedAboutStill(order) { return true }
      return [.pending, .unknown, .submitted].contains(order.status) && !order.hasCancelIntent
        && isKeptBack(order.terms.instrument)
    }
  }

  /// What an oracle finds in the state as it is, if it can be judged.
  func liveness(_ oracle: OracleName) -> Violation? {
    guard canJudge(oracle) else { return nil }
    switch oracle {
    case .converges:
      guard !world.isConverged else { return nil }
      let notes = world.differences(names: plan.names).prefix(6).map { difference in
        "differs  \(difference.subject): local \(difference.local), broker \(difference.broker)"
      }
      return Violation(
        oracle: .converges, message: "engine and broker still differ at the end of the run", notes: Array(notes),
        instant: ends)
    case .everyOrderResolves:
      guard
        let order = world.incarnation.books.orders.first(where: { order in
          switch order.status {
          case .pending, .submitted, .unknown: break
          // Of an order that was given up the wish to cancel it stays, should it arrive after all.
          default:
            guard !order.status.isTerminal, order.hasCancelIntent || order.replaceIntent != nil else { return false }
          }
          // What a block keeps back waits for a person.
          if !order.hasCancelIntent, isKeptBack(order.terms.instrument) { return false }
          if isInDoubt(order) || isAskedAboutStill(order) { return false }
          // What is asked about two orders is never answered for one.
          return !(world.broker.hasTwins(of: order.id) && wasPlaceDoubled)
        })
      else { return nil }
      let name = plan.names.text(of: .order(order.id.index), for: .order)
      let intent =
        order.hasCancelIntent ? " with a cancel open" : order.replaceIntent != nil ? " with a replace open" : ""
      return Violation(
        oracle: .everyOrderResolves,
        message: "order \(name) is still \(about: Word(order.status).text)\(about: intent) at the end of the run",
        instant: ends)
    case .noLostCommand:
      return oracles.commands.judge(world, at: ends, plan.names) { order in
        isKeptBack(order.terms.instrument) || isInDoubt(order) || isAskedAboutStill(order)
      }
    case .noLostEvent: return oracles.publication.judge(at: ends)
    case .quietAtEnd:
      let busy = world.pendingRequests.first { request in
        switch request {
        case .orders, .executions, .account: false
        case .query: !(plan.configuration.engine.staleOrders == .lookUp && mayCallOrdersStale)
        default: true
        }
      }
      guard let busy else { return nil }
      return Violation(
        oracle: .quietAtEnd, message: "a \(about: busy.text) request is still in flight at the end of the run",
        instant: ends)
    default: return nil
    }
  }

  /// Whether there was time enough since the last disturbance, and nothing keeps disturbing.
  var isUndisturbed: Bool {
    guard quiet.hasEndedRun || ends - lastDisturbance >= plan.settlingTime else { return false }
    return !world.storeHasLied && isLeftAlone
  }

  /// When something came from outside last.
  var lastDisturbance: Instant { max(world.faults.lastFired, world.lastStart, lastAction, haltEnded) }

  /// Whether the engine runs and nothing disturbs it now.
  var isLeftAlone: Bool {
    guard world.isRunning else { return false }
    let faults = world.faults
    let isFaulty = faults.faults.indices.contains { faults.isActive($0, at: world.now) && faults.faults[$0].fired > 0 }
    return !isFaulty && !world.isCut
  }
}
