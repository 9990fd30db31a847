import Reconciliation
import Simulation
import Specification
import Trading

/// The safety oracles of a run; they read every entry of the trace in order, and the state after it.
struct OracleSet: Sendable {
  var execOnce: ExecOnceOracle
  var conservation: ConservationOracle
  var basis: BasisOracle
  var transitions: LegalTransitionsOracle
  var intents: OneOrderPerIntentOracle
  var durability: DurableBeforeVisibleOracle
  var restarts: RestartEquivalenceOracle
  var passes: PassOracle
  var correctionSums: CorrectionSumOracle
  var correctionAtomic = CorrectionAtomicOracle()
  private var marks: MarkHistory
  var work: BoundedWorkOracle
  var agreement: AgreementOracle
  var publication: PublicationOracle
  var tickets = TicketOracle()
  var unasked: UnaskedOrderOracle
  var commands: CommandOracle
  var reports = PassReportOracle()
  var monitoring = MonitoringOracle()
  var features: FeaturesOracle
  /// What runs beside the engine, if the world keeps its turns.
  ///
  /// No optional: reading through one would copy all of it at every turn.
  var specification: Specification
  private let watchesTurns: Bool
  /// All turns of the run, if they are kept.
  var session: [EngineTurn] = []
  var keepsSession = false
  private var seen = 0
  private var lastFill: UInt32?
  /// How many changes of the settings the oracles know of, and the specification.
  private var settingChanges = 0
  private var specifiedChanges = 0

  init(_ plan: Plan) {
    execOnce = ExecOnceOracle()
    conservation = ConservationOracle(plan)
    basis = BasisOracle(plan)
    transitions = LegalTransitionsOracle()
    intents = OneOrderPerIntentOracle(plan)
    durability = DurableBeforeVisibleOracle()
    restarts = RestartEquivalenceOracle(watches: plan.hasRestart)
    passes = PassOracle(plan.configuration.engine)
    correctionSums = CorrectionSumOracle(plan.configuration.engine)
    marks = MarkHistory(plan)
    work = BoundedWorkOracle(plan)
    agreement = AgreementOracle(plan)
    publication = PublicationOracle()
    unasked = UnaskedOrderOracle(plan)
    commands = CommandOracle(plan)
    features = FeaturesOracle(plan)
    watchesTurns = plan.configuration.keepsTurns
    specification = Specification(plan.configuration.engine, naming: plan.names)
  }

  /// Shows the specification what the engine was given and wanted since the last call.
  ///
  /// - Returns: The first breach of a clause that is not switched off.
  mutating func observeTurns<Engine: SimulatedEngine>(
    _ world: inout World<Engine>, disabled: Set<String>
  ) -> Violation? {
    // After a lie of the store the records are not what the engine was told they are.
    guard watchesTurns, !world.storeHasLied else { return nil }
    while world.hasTurns(), let turn = world.takeTurn() {
      if keepsSession { session.append(turn) }
      if case .started = turn.input, specifiedChanges != world.settingChanges {
        specifiedChanges = world.settingChanges
        specification.restart(under: world.configuration.engine)
      }
      specification.take(turn)
    }
    guard specification.isBroken, let breach = specification.breaches.first(where: { !disabled.contains($0.clause) })
    else { return nil }
    let entries = world.trace.entries.count
    return Violation(
      breach, sentence: Specification.page(of: breach.clause)?.sentence ?? "",
      entry: entries == 0 ? nil : UInt32(entries - 1))
  }

  /// Takes the settings over that the engine was started with.
  private mutating func takeOver<Engine: SimulatedEngine>(_ world: inout World<Engine>) {
    settingChanges = world.settingChanges
    let engine = world.configuration.engine
    passes.configuration = engine
    correctionSums.configuration = engine
    work.configuration = engine
    features.within = engine.featuresWithin
    unasked.mayCancelStale = engine.staleOrders == .cancel
    intents.requestTimeout = engine.requestTimeout
  }

  /// Looks at what happened since the last call.
  ///
  /// The world is not changed; it is `inout` all through the oracles since anything else copies it at every step
  /// (6 % of all instructions of a run).
  ///
  /// - Returns: The first violation of an oracle that is not switched off.
  mutating func observe<Engine: SimulatedEngine>(
    _ world: inout World<Engine>, names: Names, disabled: Set<String>
  ) -> Violation? {
    let entries = world.trace.entries
    var found: Violation?
    // Before the entries of the step: among them is what the engine says to what it was just asked.
    let unlike = world.hasDealings() ? commands.observe(&world, mayCancelStale: unasked.mayCancelStale, names) : nil
    passes.noteStep()
    marks.noteStep(&world)
    while seen < entries.count {
      let number = UInt32(seen)
      seen += 1
      let violation = observe(entries[Int(number)], number, &world, names)
      if let violation, disabled.isEmpty || !disabled.contains(violation.invariant) {
        found = found ?? violation
      }
    }
    if found == nil, let unlike, !disabled.contains(unlike.invariant) { found = unlike }
    // Sums are looked at once the whole step is in: an execution and a correction may share it.
    if found == nil, let number = lastFill,
      let violation = conservation.observe(entries[Int(number)], number, &world, names),
      !disabled.contains(violation.invariant)
    {
      found = violation
    }
    if found == nil, let number = lastFill,
      let violation = basis.observe(entries[Int(number)], number, &world, names),
      !disabled.contains(violation.invariant)
    {
      found = violation
    }
    lastFill = nil
    let heard = monitoring.isDue && watchesTurns && !world.storeHasLied ? specification.heard : nil
    if found == nil, let violation = monitoring.observeStep(&world, heard: heard),
      !disabled.contains(violation.invariant)
    {
      found = violation
    }
    if found == nil, let violation = observeFeatures(&world, names), !disabled.contains(violation.invariant) {
      found = violation
    }
    if let violation = tickets.observeBooks(&world), !disabled.contains(violation.invariant) {
      found = found ?? violation
    }
    restarts.noteStepEnd(&world)
    if let found { return found }
    return observeWork(&world, disabled: disabled)
  }

  /// Looks at what the engine says of positions to a model, where a pass has ended.
  private mutating func observeFeatures<Engine: SimulatedEngine>(
    _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    guard features.isDue else { return nil }
    let isJudged = watchesTurns && !world.storeHasLied
    return features.observeStep(&world, specification, isJudged: isJudged, names)
  }

  /// Looks at the work alone, where a step has left nothing in the trace.
  mutating func observeWork<Engine: SimulatedEngine>(
    _ world: inout World<Engine>, disabled: Set<String>
  ) -> Violation? {
    // The name is asked for only where there is something to say: this runs at every step.
    guard let violation = work.observe(&world), !disabled.contains(OracleName.boundedWork.rawValue) else { return nil }
    return violation
  }

  private mutating func noteStoreFailure() {
    restarts.noteFailed()
    commands.noteInterruption()
    conservation.noteStoreFailure()
    basis.noteStoreFailure()
    agreement.noteStore(isFailing: true)
    correctionSums.noteStore(isFailing: true)
    correctionAtomic.noteStore(isFailing: true)
    marks.noteStore(isFailing: true)
    publication.noteFailed()
    reports.noteStore(isFailing: true)
  }

  private mutating func noteBus(isFailing: Bool) {
    publication.noteBus(isFailing: isFailing)
    work.noteBus(isFailing: isFailing)
    unasked.noteBus(isFailing: isFailing)
  }

  /// Looks at an event that goes out on the bus: its record is durable, and it was not published before.
  private mutating func observePublished<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    let repeated = publication.observePublished(entry, number, &world)
    return durability.observe(entry, number, names) ?? repeated
  }

  private mutating func observe<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    if entry.event.kind.isPublished, let violation = observePublished(entry, number, &world, names) { return violation }
    switch entry.event.kind {
    case .journalAppended:
      durability.noteAppended(entry.event)
      restarts.noteAppended(entry.event)
      passes.noteAppended(entry)
      correctionSums.noteAppended(entry)
      correctionAtomic.noteAppended(entry.event)
      marks.noteAppended(entry)
      conservation.noteAppended(entry.event, &world)
      if entry.event.subject == .position { basis.noteAdoption(entry.event.sequence, &world) }
      publication.noteAppended(entry.event)
      tickets.noteAppended(entry.event)
      unasked.noteAppended(entry.event)
      reports.noteAppended(entry.event)
      work.noteAppended(entry.event.sequence)
      if let violation = transitions.observe(entry, number, &world, names) { return violation }
      return agreement.observe(entry, number, &world, names)
    case .journalSynced:
      durability.noteSynced(entry.event.sequence)
      restarts.noteSynced(entry.event.sequence)
      publication.noteSynced(entry.event.sequence)
      work.noteSynced(entry.event.sequence)
      return nil
    case .checkpointWritten:
      work.noteCheckpoint()
      return nil
    case .fillApplied:
      lastFill = number
      basis.noteFill(entry, &world)
      work.noteExecution(entry)
      return execOnce.observe(entry, number, &world, names)
    case .fillQuarantined:
      agreement.notePutAside(entry.event)
      return execOnce.observeQuarantine(entry, number, &world, names)
    case .engineStarted:
      if settingChanges != world.settingChanges { takeOver(&world) }
      execOnce.noteStart(&world)
      conservation.noteStart(&world)
      basis.noteStart(entry.event.sequence, &world)
      lastFill = lastFill ?? number
      transitions.noteStart(&world)
      durability.noteStart(entry.event.sequence)
      passes.noteStart(entry.event.sequence)
      correctionSums.noteStart()
      marks.noteStore(isFailing: false)
      agreement.noteStart(&world)
      noteBus(isFailing: false)
      publication.noteStart(entry.event.sequence)
      tickets.noteStart(entry.event.sequence)
      reports.noteStart()
      monitoring.noteStart()
      work.noteStart(entry.event.sequence)
      let half = correctionAtomic.noteStart(entry, number, &world)
      return half ?? restarts.noteStart(entry, number, &world, names)
    case .engineHalted:
      return entry.event.reason == .corrupt ? restarts.observeRefusal(entry, number, &world) : nil
    case .positionSynced, .cashSynced:
      return passes.observeCorrection(entry, number, &world, names, marks)
        ?? correctionSums.observe(entry, number, &world, names, marks)
    case .orderSent, .orderResent:
      if let violation = unasked.observeSend(entry, number, names) { return violation }
      let repeated = intents.observeSend(entry, number, names)
      return durability.observeSend(entry, number, names) ?? (world.storeHasLied ? nil : repeated)
        ?? work.observeSend(entry, number, names)
    case .cancelSent, .replaceSent:
      if let violation = unasked.observeSend(entry, number, names) { return violation }
      return durability.observeSend(entry, number, names) ?? work.observeSend(entry, number, names)
    // The decision was published, so it is durable.
    case .strangerCancel, .strangerQuery: return unasked.observeStranger(entry, number, names)
    case .traderPlace, .traderCancel, .traderReplace:
      unasked.noteCommand(entry.event)
      return nil
    case .orderRefused:
      unasked.noteRefused(entry.event)
      commands.noteRefused(entry.event)
      return nil
    case .orderUnchanged:
      commands.noteUnchanged(entry.event)
      return nil
    case .orderAbsent:
      intents.noteAbsent(entry)
      return nil
    case .orderLookup:
      intents.noteLookUp(entry)
      return work.observeLookUp(entry, number, names)
    case .brokerAccepted:
      let repeated = intents.observeAcceptance(entry, number, names)
      return world.storeHasLied ? nil : repeated
    case .messageDuplicated:
      intents.noteDuplicate(entry)
      return nil
    case .messageFailed:
      intents.noteGatewayAnswer(entry)
      work.noteGatewayAnswer(entry)
      return nil
    case .orderCancelled, .orderRejected, .orderExpired:
      return intents.observeEnd(entry, number, &world, names)
    case .operatorCommand:
      passes.noteCommand(entry.event)
      return nil
    case .ticketDecided:
      passes.noteDecision(entry.event)
      unasked.noteDecision(entry.event)
      tickets.noteDecision(entry.event)
      return nil
    case .ticketOpened, .ticketUpdated, .ticketResolved:
      let again = tickets.observe(entry, number)
      return world.storeHasLied ? nil : again
    case .brokerReplaced:
      commands.noteReplaced(entry.event, world)
      return nil
    case .containerStopped:
      commands.noteInterruption()
      publication.noteStop(&world)
      return nil
    case .containerKilled:
      commands.noteInterruption()
      publication.noteKill()
      return nil
    case .journalFailed:
      noteStoreFailure()
      return nil
    case .busUnconfirmed, .busRestored:
      noteBus(isFailing: entry.event.kind == .busUnconfirmed)
      return nil
    case .riskAlert:
      monitoring.noteAlert()
      // A store that fails again in the step in which it works again has its alert behind the word that it does.
      if entry.event.subject == .storeFailure { noteStoreFailure() }
      return nil
    case .engineRecovered:
      restarts.noteRecovered()
      agreement.noteStore(isFailing: false)
      correctionSums.noteStore(isFailing: false)
      correctionAtomic.noteStore(isFailing: false)
      marks.noteStore(isFailing: false)
      publication.noteRecovered()
      reports.noteStore(isFailing: false)
      return nil
    case .reconcileStarted:
      passes.noteStarted(entry, &world)
      marks.noteStarted(entry)
      reports.noteStarted(entry)
      monitoring.noteStarted(entry)
      return work.observePass(entry, number, &world)
    case .brokerMisreported:
      passes.noteMisreport(entry.event)
      agreement.noteMisreport(entry.event)
      return nil
    case .messageFalsified:
      execOnce.noteFalsified(entry.event)
      commands.noteFalsified(entry.event)
      passes.noteFalsified(entry.event)
      intents.noteFalsified(entry.event)
      agreement.noteFalsified(entry.event)
      return nil
    case .reconcileFinished:
      work.notePassFinished()
      correctionSums.notePassFinished()
      correctionAtomic.notePassFinished()
      monitoring.noteFinished(entry, number, &world)
      features.noteFinished(entry, number)
      let wrong = reports.observeFinished(entry, number, &world)
      return passes.observeFinished(entry, number, &world, names, marks) ?? wrong
    case .requestFailed:
      reports.noteFailed()
      return nil
    case .streamLost:
      monitoring.noteStream(isUp: false)
      return nil
    case .streamRestored:
      monitoring.noteStream(isUp: true)
      return nil
    case .snapshotIncomplete:
      reports.noteIncomplete()
      return nil
    default: return nil
    }
  }
}
