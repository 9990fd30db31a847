import Simulation
import Trading

@testable import Reconciliation

/// Counts every execution a second time under another id.
enum CountsTwice: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .streamUpdate(.execution(var execution, let report)) = input else { return }
    execution.id = ExecutionID(index: execution.id.index + 100)
    engine.handle(.streamUpdate(.execution(execution, report)), at: now, into: &effects)
  }
}

/// Forgets what a person has to decide.
enum LosesTickets: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    engine.core.ledger.main.tickets = []
    engine.core.ledger.main.openTickets = [:]
  }
}

/// Keeps a ticket about the first discrepancy for ever.
enum KeepsTickets: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard engine.books.discrepancyCount > 0, engine.books.ticket(ofDiscrepancy: 1) == nil else { return }
    var first = Discrepancy(.missingPosition, instrument: 0)
    first.id = 1
    engine.core.ledger.main.open(Ticket(first, id: 1, reason: nil, at: now))
  }
}

/// Cancels what the broker has accepted, though nobody has asked for it.
enum CancelsUnasked: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .response(_, .done(let report)) = input, report.status == .open else { return }
    engine.handle(.command(.cancel(report.order)), at: now, into: &effects)
  }
}

/// Relies on the figures of a position whatever speaks against them.
enum NeverDoubts: Defect {
  static func change(_ features: PositionFeatures) -> PositionFeatures? {
    PositionFeatures(
      instrument: features.instrument, instant: features.instant, doubt: nil, side: features.side,
      quantity: features.quantity, averagePrice: features.averagePrice, realizedProfit: features.realizedProfit,
      unrealizedProfit: features.unrealizedProfit, marketValue: features.marketValue, exposure: features.exposure,
      opened: features.opened, seen: features.seen)
  }
}

/// Says that it cancels an order of somebody else, though no person has decided so.
enum CancelsStranger: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .streamUpdate(.order(let report, _)) = input, engine.books.slot(of: report.order) == nil else { return }
    var event = Event(.strangerCancel)
    event.order = report.order.index
    event.discrepancy = 1
    effects.append(.log(event))
  }
}

/// Forgets the position when an execution comes.
enum LosesPosition: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if input.execution != nil { engine.core.ledger.main.positions[0] = .flat }
  }
}

/// Takes a fee that nobody asked for when an execution comes.
enum LosesCash: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if input.execution != nil { engine.core.ledger.main.cash[0] = .one }
  }
}

/// Calls an order pending again when an execution comes.
enum GoesBack: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if input.execution != nil { engine.core.ledger.main.orders[0].status = .pending }
  }
}

/// Takes the broker's acceptance for a cancellation.
enum MistakesAcceptance: Defect {
  static func change(_ input: EngineInput) -> EngineInput? {
    guard case .response(let id, .done(var report)) = input else { return input }
    report.status = .cancelled
    return .response(id, .done(report))
  }
}

/// Hands every place request to the network twice.
enum SendsTwice: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects = effects.flatMap { effect in
      if case .send(let request) = effect, request.content.kind == .place { [effect, effect] } else { [effect] }
    }
  }
}

/// Says twice that it sends an order, as one that does not look it up in between.
enum ResendsBlindly: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects = effects.flatMap { $0.logs(.orderSent) ? [$0, $0] : [$0] }
  }
}

/// Repeats almost at once what a rate limit has stopped.
enum HurriesAfterLimit: Defect {
  static func change(_ configuration: inout EngineConfiguration) {
    configuration.guarantees.rateLimitPause = .milliseconds(1)
  }
}

/// Lets the second execution overwrite what the order had executed.
enum ShrinksFilled: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if engine.books.executions.count == 2 { engine.core.ledger.main.orders[0].filled = Decimal(10) }
  }
}

/// Never writes an attempt to the store, and goes on as if it were there.
enum SkipsTheJournal: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    let before = effects.count
    effects.removeAll { effect in
      if case .persist(let entry) = effect { entry.record.kind == .attempt } else { false }
    }
    if effects.count < before { engine.handle(.persisted(upTo: engine.core.journal.last), at: now, into: &effects) }
  }
}

/// Keeps the profit of its fills to itself.
enum TellsNoProfit: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects = effects.map { effect in
      guard case .log(var event) = effect, event.kind == .fillApplied else { return effect }
      event.leaves = .zero
      return .log(event)
    }
  }
}

/// Is not told that it ends.
enum HearsOfNoStop: Defect {
  static func change(_ input: EngineInput) -> EngineInput? {
    if case .stopping = input { nil } else { input }
  }
}

/// Publishes an execution before the store has reported it.
enum PublishesEarly: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if input.execution != nil { engine.handle(.persisted(upTo: engine.core.journal.last), at: now, into: &effects) }
  }
}

/// Takes over any position, whatever the policy is.
enum AdoptsAnything: Defect {
  static func change(_ configuration: inout EngineConfiguration) { configuration.driftPolicy = .adoptBroker }
}

/// Gets no executions, and calls every pass clean.
enum AlwaysClean: Defect {
  static func change(_ input: EngineInput) -> EngineInput? { SwallowsFills.change(input) }

  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects = effects.map { effect in
      guard case .log(var event) = effect, event.kind == .reconcileFinished else { return effect }
      event.state = .clean
      return .log(event)
    }
  }
}

/// Writes other terms to the store than it works with.
enum WritesOtherTerms: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects = effects.map { effect in
      guard case .persist(var entry) = effect, case .order(.accepted(let order, var terms)) = entry.record else {
        return effect
      }
      terms.quantity = Decimal(999)
      entry.record = .order(.accepted(order, terms))
      return .persist(entry)
    }
  }
}

/// Writes a record with every pass.
enum WritesEveryPass: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard let index = effects.firstIndex(where: { $0.logs(.reconcileFinished) }) else { return }
    let entry = JournalEntry(
      sequence: UInt64(1000 + count), instant: now, cause: .timer,
      record: .discrepancy(.resolved(id: 9, kind: .overfill, by: .auto)))
    effects.insert(.persist(entry), at: index)
  }
}

/// Sets a timer for orders that do not exist, more with every input.
enum HoardsTimers: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    for index in 0..<200 {
      effects.append(.setTimer(.order(ClientOrderID(index: UInt32(count * 1000 + index))), at: now + .seconds(100)))
    }
  }
}

/// Wakes itself up at the same instant for ever.
enum NeverSleeps: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if case .timer(.store) = input { effects.append(.setTimer(.store, at: now)) }
    if case .command = input { effects.append(.setTimer(.store, at: now)) }
  }
}

/// Wakes itself up at the same instant 12000 times, and then has slept enough.
enum WakesOften: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if case .command = input { effects.append(.setTimer(.store, at: now)) }
    if case .timer(.store) = input, count < 12_000 { effects.append(.setTimer(.store, at: now)) }
  }
}

/// Never gets an execution, from whichever channel.
enum SwallowsFills: Defect {
  static func change(_ input: EngineInput) -> EngineInput? {
    if input.execution != nil { return nil }
    guard case .response(let id, .executions(var snapshot)) = input else { return input }
    snapshot.rows = []
    return .response(id, .executions(snapshot))
  }
}

/// Never hands a cancel to the network.
enum ForgetsCancels: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    var dropped: [RequestID] = []
    effects.removeAll { effect in
      switch effect {
      case .send(let request) where request.content.kind == .cancel:
        dropped.append(request.id)
        return true
      case .setTimer(.request(let id), _): return dropped.contains(id)
      default: return false
      }
    }
  }
}

/// Asks for an order with every poll and waits for the answer for ever.
enum KeepsAsking: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .timer(.orderPoll) = input else { return }
    let request = Request(id: RequestID(9999), content: .query(ClientOrderID(index: 0)), deadline: now + .seconds(1000))
    effects.append(.send(request))
    effects.append(.setTimer(.request(request.id), at: request.deadline))
  }
}

/// Overlooks every order that an answer lists.
enum OverlooksOrders: Defect {
  static func change(_ input: EngineInput) -> EngineInput? {
    guard case .response(let id, .orders(var snapshot)) = input else { return input }
    snapshot.start = snapshot.rows.count
    return .response(id, .orders(snapshot))
  }
}

/// Never publishes a fill.
enum ForgetsFills: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects.removeAll { if case .publish(let event) = $0 { event.kind == .orderFilled } else { false } }
  }
}

/// Keeps from the bus that an operator has chosen a kind of pass.
enum ForgetsChoices: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects.removeAll { if case .publish(let event) = $0 { event.kind == .reconciliationChosen } else { false } }
  }
}
