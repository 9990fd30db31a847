import Reconciliation
import Simulation
import Trading

/// The safety oracles of a run; they read every entry of the trace in order, and the state after it.
struct OracleSet: Sendable {
  var execOnce: ExecOnceOracle
  var conservation: ConservationOracle
  var transitions: LegalTransitionsOracle
  var intents: OneOrderPerIntentOracle
  var durability: DurableBeforeVisibleOracle
  var restarts: RestartEquivalenceOracle
  var passes: PassOracle
  var work: BoundedWorkOracle
  private var seen = 0
  private var lastFill: UInt32?

  init(_ plan: Plan) {
    execOnce = ExecOnceOracle()
    conservation = ConservationOracle(plan)
    transitions = LegalTransitionsOracle()
    intents = OneOrderPerIntentOracle()
    durability = DurableBeforeVisibleOracle()
    restarts = RestartEquivalenceOracle(watches: plan.hasRestart)
    passes = PassOracle(plan.configuration.engine)
    work = BoundedWorkOracle(orderCount: plan.names.orders.count)
  }

  /// Looks at what happened since the last call.
  ///
  /// - Returns: The first violation of an oracle that is not switched off.
  mutating func observe<Engine: SimulatedEngine>(
    _ world: borrowing World<Engine>, names: Names, disabled: Set<String>
  ) -> Violation? {
    let entries = world.trace.entries
    var found: Violation?
    passes.noteStep()
    while seen < entries.count {
      let number = UInt32(seen)
      seen += 1
      let violation = observe(entries[Int(number)], number, world, names)
      if let violation, disabled.isEmpty || !disabled.contains(violation.oracle.rawValue) {
        found = found ?? violation
      }
    }
    // Sums are looked at once the whole step is in: an execution and a correction may share it.
    if found == nil, let number = lastFill,
      let violation = conservation.observe(entries[Int(number)], number, world, names),
      !disabled.contains(violation.oracle.rawValue)
    {
      found = violation
    }
    lastFill = nil
    if let found { return found }
    return observeWork(world, disabled: disabled)
  }

  /// Looks at the work alone, where a step has left nothing in the trace.
  mutating func observeWork<Engine: SimulatedEngine>(
    _ world: borrowing World<Engine>, disabled: Set<String>
  ) -> Violation? {
    let violation = work.observe(world)
    return disabled.contains(OracleName.boundedWork.rawValue) ? nil : violation
  }

  private mutating func observe<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: borrowing World<Engine>, _ names: Names
  ) -> Violation? {
    switch entry.event.kind {
    case .journalAppended:
      durability.noteAppended(entry.event)
      restarts.noteAppended(entry.event)
      passes.noteAppended()
      conservation.noteAppended(entry.event, world)
      return transitions.observe(entry, number, world, names)
    case .journalSynced:
      durability.noteSynced(entry.event.sequence)
      restarts.noteSynced(entry.event.sequence, world)
      return nil
    case .fillApplied:
      lastFill = number
      return execOnce.observe(entry, number, world, names)
    case .engineStarted:
      execOnce.noteStart(world)
      conservation.noteStart(world)
      transitions.noteStart(world)
      durability.noteStart(entry.event.sequence)
      passes.noteStart()
      return restarts.noteStart(entry, number, world, names)
    case .positionSynced, .cashSynced:
      if let violation = durability.observe(entry, number, names) { return violation }
      return passes.observeCorrection(entry, number, world, names)
    case .orderSent, .orderResent:
      return durability.observeSend(entry, number, names) ?? intents.observeSend(entry, number, names)
    case .cancelSent, .replaceSent: return durability.observeSend(entry, number, names)
    case .orderAbsent:
      intents.noteAbsent(entry)
      return nil
    case .orderLookup:
      intents.noteLookUp(entry)
      return nil
    case .brokerAccepted: return intents.observeAcceptance(entry, number, names)
    case .messageDuplicated:
      intents.noteDuplicate(entry)
      return nil
    case .orderCancelled, .orderRejected, .orderExpired:
      if let violation = durability.observe(entry, number, names) { return violation }
      return intents.observeEnd(entry, number, world, names)
    case .orderUpdated, .orderFilled, .orderReplaced, .reconciliationDiscrepancy, .reconciliationResolved:
      return durability.observe(entry, number, names)
    case .journalFailed:
      restarts.noteFailed()
      return nil
    case .engineRecovered:
      restarts.noteRecovered()
      return nil
    case .reconcileStarted:
      passes.noteStarted(world)
      return nil
    case .brokerMisreported:
      passes.noteMisreport()
      return nil
    case .reconcileFinished: return passes.observeFinished(entry, number, world, names)
    default: return nil
    }
  }
}
