import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension Relation {
  /// What has nothing to do with the others changes nothing of them.
  static let stranger = Relation(
    name: "stranger",
    summary:
      "with one more order beside the others, of an instrument and a currency of its own, that no fault touches, "
      + "everything about the others is the same at the same times, numbers aside",
    source: "design, section 3, rules 3 and 6: what is known is known of one order, instrument or currency",
    exceptions: [
      "counts: records, checkpoints and when they are written, how many orders a pass was told, the share that agrees",
      "what a start tells again: that depends on the last checkpoint",
      "a store that fails, lies or is slow, a kill between two effects, an answer that is wrong: they are shared",
      "a stream that was silent for too long: a message of the stranger's is a sign of life",
      "lists that come in pages: a row of the stranger's makes another page",
      "passes after buys: they compare everybody",
      "`stale-orders`: a person is told of the stranger's, and the tickets behind it have other numbers",
      "orders that have left the books: they leave together, the stranger's too",
      "`latest-timestamp`: an execution of the stranger's makes the whole account later",
      "a broker that has nothing at first or at last: an account that lists nothing at all is believed of nobody, and the "
        + "stranger's is something",
      "a case that leaves no time in which all is well but for single messages",
    ],
    share: RelationShare(cases: 32), trial: StrangerTrial())
}

/// `stranger`: runs the case from the start with one more order, which is placed, filled in part, changed and filled at
/// moments at which no pass runs and nothing is cut or down, so that it gives nobody a reason to do anything.
private struct StrangerTrial: EndTrial {
  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    let engine = run.plan.configuration.engine
    // A pass after each buy is one after the stranger's as well, and its executions make all of the account later.
    let weighsTime = engine.driftPolicy == .latestTimestamp || engine.pricePolicy == .latestTimestamp
    guard !run.hasSharedTrouble, !run.mayListNothing, !engine.reconcilesAfterBuy, !weighsTime,
      engine.staleOrders == .off
    else { return [.excepted] }
    var outcomes: [RelationOutcome] = []
    for _ in 0..<(dice.isThorough ? 4 : 1) {
      if let life = StrangerLife(run, &dice) { outcomes.append(attempt(run, life)) } else { outcomes.append(.excepted) }
    }
    return outcomes
  }

  private func attempt<Engine>(_ run: borrowing CaseRun<Engine>, _ life: StrangerLife) -> RelationOutcome {
    let order = ClientOrderID(index: UInt32(run.plan.names.orders.count))
    let other = run.other(run.plan.scenario.joined(by: life, run.plan.names)) { world in world.untouched = order }
    guard let other, let names = NameTable(run.plan.names, other.plan.names) else { return .excepted }
    guard !run.hasReadPages, !other.hasReadPages else { return .excepted }
    guard run.world.incarnation.books.archived.isEmpty, other.world.incarnation.books.archived.isEmpty else {
      return .excepted
    }
    let what: Message = "the run with a stranger in it"
    let comparison = EntryComparison(
      what: what, outline: { $0.withoutFigures.withoutCounts },
      otherOutline: { names.translated($0).withoutFigures.withoutCounts })
    let (mine, theirs) = (
      run.world.trace.entries.ofOthers { _ in false }, other.world.trace.entries.ofOthers(names.isStranger)
    )
    let place = zip(mine, theirs).prefix { $0.instant == $1.instant && comparison.isSame($0.event, $1.event) }.count
    if place < max(mine.count, theirs.count) {
      let exceptions = [run.hasSharedEnding, other.hasSharedEnding, other.hasSharedTrouble]
      if exceptions.contains(true) { return .excepted }
      return .broken(
        comparison.breach(
          mine.dropFirst(place).first, theirs.dropFirst(place).first, run.plan.names, other.plan.names))
    }
    let state = EndState(run)
    return RelationOutcome(state.breach(against: EndState(other).matched(with: state), what))
  }
}

/// When the stranger does what.
private struct StrangerLife: Sendable {
  let placed: TimeSpan
  let filledInPart: TimeSpan
  let replaced: TimeSpan
  let filled: TimeSpan

  /// Draws a life from the moments at which all is well; nil if there are too few.
  init?<Engine: SimulatedEngine>(_ run: borrowing CaseRun<Engine>, _ dice: inout RelationDice) {
    let quiet = run.quietSpans
    guard !quiet.isEmpty else { return nil }
    var instants: [TimeSpan] = []
    for _ in 0..<4 {
      let span = quiet[dice.number(below: quiet.count)]
      let milliseconds = Int((span.upperBound - span.lowerBound).nanoseconds / 1_000_000)
      instants.append((span.lowerBound - .origin) + .milliseconds(dice.number(below: milliseconds + 1)))
    }
    instants.sort()
    // The answer to one step comes before the next one.
    guard zip(instants, instants.dropFirst()).allSatisfy({ $1 - $0 > .milliseconds(200) }) else { return nil }
    (placed, filledInPart, replaced, filled) = (instants[0], instants[1], instants[2], instants[3])
  }
}

extension CaseRun {
  /// Whether a list has come in more than one page.
  fileprivate var hasReadPages: Bool { world.trace.entries.contains { $0.event.kind == .snapshotContinued } }

  /// Whether the account may list nothing at all without the stranger.
  fileprivate var mayListNothing: Bool {
    let hasNothing = world.broker.cash.allSatisfy(\.isZero) && world.broker.positions.allSatisfy(\.quantity.isZero)
    return hasNothing
      || !plan.openings.contains { opening in
        switch opening {
        case .cash(_, let amount): !amount.isZero
        case .position(_, let position): !position.quantity.isZero
        case .order, .mark: false
        }
      }
  }

  /// Whether something went wrong that everybody has a part in.
  fileprivate var hasSharedTrouble: Bool {
    world.hasStoreFailed || world.storeHasLied
      || world.trace.entries.contains {
        [.brokerMisreported, .messageFalsified, .busUnconfirmed].contains($0.event.kind)
      }
  }

  /// Whether the process was killed between two effects, or the stream was found silent: what a start finds on disk
  /// depends on the last checkpoint, and whatever comes on the stream is a sign of life.
  fileprivate var hasSharedEnding: Bool {
    world.trace.entries.contains { entry in
      entry.event.kind == .containerKilled && entry.event.reason != nil
        || entry.event.kind == .streamLost && entry.event.reason == .silence
    }
  }

  /// The spans at any instant of which a request may be sent or an execution made, and all that comes of it is over
  /// before anything else is asked of the broker as a whole, or lost.
  fileprivate var quietSpans: [Range<Instant>] {
    var spans: [Range<Instant>] = []
    var causes: Set<EventKind> = [.containerStarted]
    var since: Instant?
    for entry in world.trace.entries {
      let wasQuiet = causes.isEmpty
      switch entry.event.kind {
      case .containerKilled, .containerStopped: causes = [.containerStarted]
      case .engineReady: causes.remove(.containerStarted)
      case .reconcileStarted: causes.insert(.reconcileStarted)
      case .reconcileFinished: causes.remove(.reconcileStarted)
      case .engineHalted, .engineDegraded: causes.insert(.engineHalted)
      case .engineRecovered: causes.remove(.engineHalted)
      case .netCut: causes.insert(.netCut)
      case .streamRestored, .netHealed: causes.remove(.netCut)
      default: continue
      }
      if wasQuiet, !causes.isEmpty, let start = since { spans.append(margin(start, entry.instant)) }
      if !wasQuiet, causes.isEmpty { since = entry.instant }
    }
    if causes.isEmpty, let start = since { spans.append(margin(start, ends)) }
    return spans.filter { $0.upperBound > $0.lowerBound }
  }

  /// Behind the start what was on its way has arrived, and before the end what comes of it has.
  private borrowing func margin(_ start: Instant, _ end: Instant) -> Range<Instant> {
    let (lower, upper) = (start + .milliseconds(60), end - .milliseconds(110))
    return lower..<max(lower, upper)
  }
}

extension Scenario {
  /// The case with one more order, whose lines stand behind all others.
  fileprivate func joined(by life: StrangerLife, _ names: Names) -> Scenario {
    var scenario = self
    let order = OrderName(Located("stranger".free(among: names.orders + names.keys)))
    let symbol = "stranger".free(among: names.instruments)
    let instrument = SetupInstrument {
      $0.instrument.symbol = Located(symbol)
      $0.instrument.currency = Located("stranger".free(among: names.currencies))
    }
    scenario.setup.append(Located(SetupItem(instrument)))
    let price = Decimal(20)
    func add(_ form: any LineForm, at instant: TimeSpan) {
      var line = TimelineLine(Located(.at(instant)), form)
      line.mayMiss = true
      scenario.timeline.append(line)
    }
    add(
      TraderPlace {
        $0.order = NewOrder(
          name: order.located, side: .buy, quantity: Located(Decimal(10)), symbol: Located(symbol),
          pricing: .limit(price))
      }, at: life.placed)
    func fill(_ quantity: Decimal?, as name: String, at instant: TimeSpan) {
      add(
        BrokerFill {
          $0.order = order
          $0.quantity = FillQuantity(quantity.map { Quantity($0) })
          $0.price = Price(price)
          $0.execution = ExecutionName(Located(name.free(among: names.executions)))
        }, at: instant)
    }
    fill(Decimal(4), as: "stranger.first", at: life.filledInPart)
    add(
      TraderReplace {
        $0.order = order
        $0.quantity = Quantity(Decimal(12))
      }, at: life.replaced)
    fill(nil, as: "stranger.second", at: life.filled)
    return scenario
  }
}

/// The names of a run among those of another one, which has a stranger more.
private struct NameTable: Sendable {
  private let orderCount: UInt32
  /// For each index of the other run the one here; none for the stranger's.
  private let executions: [UInt32]
  private let instruments: [UInt32]
  private let currencies: [UInt32]

  /// Finds the names; nil if the other run has not just the stranger more.
  init?(_ names: Names, _ others: Names) {
    func places(_ names: [String], _ others: [String]) -> [UInt32] {
      var next = 0
      // The order among themselves is kept, so that the next one is nearly always the one.
      return others.map { name in
        let place = next < names.count && names[next] == name ? next : names.firstIndex(of: name)
        next = (place ?? next - 1) + 1
        return place.map { UInt32($0) } ?? Event.none
      }
    }
    guard others.orders.count == names.orders.count + 1 else { return nil }
    orderCount = UInt32(names.orders.count)
    executions = places(names.executions, others.executions)
    instruments = places(names.instruments, others.instruments)
    currencies = places(names.currencies, others.currencies)
  }

  /// Whether an event of the other run is about the stranger.
  @Sendable func isStranger(_ event: Event) -> Bool {
    func isNew(_ index: UInt32, _ places: [UInt32]) -> Bool {
      Int(index) < places.count && places[Int(index)] == Event.none
    }
    return event.order != Event.none && event.order >= orderCount || isNew(event.execution, executions)
      || isNew(event.instrument, instruments) || isNew(event.currency, currencies)
  }

  /// An event of the other run under the names of this one.
  func translated(_ event: Event) -> Event {
    func translated(_ index: UInt32, _ places: [UInt32]) -> UInt32 {
      Int(index) < places.count ? places[Int(index)] : index
    }
    var event = event
    event.execution = translated(event.execution, executions)
    event.instrument = translated(event.instrument, instruments)
    event.currency = translated(event.currency, currencies)
    return event
  }
}

extension String {
  /// The name, with as many primes as it takes to be none of those.
  fileprivate func free(among names: [String]) -> String {
    var free = self
    while names.contains(free) { free += "'" }
    return free
  }
}

extension [TraceEntry] {
  /// The entries that are not about the stranger, and say more than that something was written; what a start tells
  /// again is left out, since it depends on the last checkpoint.
  fileprivate func ofOthers(_ isStranger: (Event) -> Bool) -> [TraceEntry] {
    var published: UInt64 = 0
    var started: Instant?
    return filter { entry in
      switch entry.event.kind {
      case .journalSynced, .checkpointWritten, .engineMetrics: return false
      // What the stranger executes makes the account newer.
      case .journalAppended where entry.event.subject == .accountSeen: return false
      case .engineStarted: started = entry.instant
      case .riskAlert where started == entry.instant: return false
      case let kind where kind.isPublished:
        guard entry.event.sequence > published else { return false }
        published = entry.event.sequence
      default: break
      }
      return !isStranger(entry.event)
    }
  }
}

extension Event {
  /// The event without what counts everything that there is.
  fileprivate var withoutCounts: Event {
    var event = withoutNumbers
    if kind == .reconcileFinished || kind == .engineStarted {
      event.number = 0
      event.count = 0
    }
    return event
  }
}
