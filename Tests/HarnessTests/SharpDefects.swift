import Simulation
import Trading

@testable import Reconciliation

extension ReconciliationEngine {
  /// Commits a record beside those that the engine wants.
  fileprivate mutating func commit(_ record: JournalRecord, into effects: inout [EngineEffect]) {
    swap(&core.effects, &effects)
    core.commit(record)
    swap(&core.effects, &effects)
  }

  /// A position taken over as of a change.
  fileprivate func adoption(of quantity: Decimal, asOf change: UInt64) -> JournalRecord {
    .position(
      .adopted(
        PositionAdoption(
          instrument: InstrumentID(index: 0), from: books.positions[0].quantity, to: quantity,
          averagePrice: Decimal(150), asOf: BrokerSequence(change), policy: .withinLimit)))
  }
}

/// Forgets the money of an order's executions.
enum LosesValue: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if input.execution != nil { engine.core.ledger.main.orders[0].value = ExactAmount(.one) }
  }
}

/// Calls an order filled at its first execution.
enum FillsByWord: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if input.execution != nil { engine.core.ledger.main.orders[0].status = .filled }
  }
}

/// Changes the terms of an order when the stream acknowledges it.
enum GoesBackOnTerms: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .streamUpdate(.order(let report, _)) = input else { return }
    let terms = Amendment(quantity: Decimal(50), pricing: report.terms.pricing)
    engine.commit(.order(.terms(report.order, terms, source: .stream, sequence: .zero)), into: &effects)
  }
}

/// Takes a drift over the first time it is seen.
enum AdoptsAtFirstSight: Defect {
  static func change(_ configuration: inout EngineConfiguration) { configuration.driftConfirmations = 1 }
}

/// Sees each correction by itself.
enum IgnoresSums: Defect {
  static func change(_ configuration: inout EngineConfiguration) {
    configuration.maximumAutomaticCorrectionPerPass = Decimal(1_000_000)
    configuration.maximumAutomaticCorrectionPerDay = Decimal(1_000_000)
  }
}

/// Gets no execution, and takes its position over instead.
enum AdoptsUnread: Defect {
  static func change(_ input: EngineInput) -> EngineInput? {
    input.execution == nil ? input : .streamUpdate(.heartbeat)
  }

  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .streamUpdate(.heartbeat) = input, now >= .origin + .seconds(1) else { return }
    engine.commit(engine.adoption(of: Decimal(40), asOf: 2), into: &effects)
  }
}

/// Does not write down that an operator halted it.
enum LosesHalt: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects.removeAll { effect in
      if case .persist(let entry) = effect { entry.record == .control(.halt(true)) } else { false }
    }
  }
}

/// Says that it sends an order for the ninth time.
enum CountsWrong: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects = effects.map { effect in
      guard case .log(var event) = effect, event.kind == .orderSent else { return effect }
      event.number = 9
      return .log(event)
    }
  }
}

/// Looks an order up time and again once it is acknowledged.
enum AsksInALoop: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .streamUpdate(.order(let report, _)) = input else { return }
    var event = Event(.orderLookup)
    event.order = report.order.index
    effects += Array(repeating: .log(event), count: 17)
  }
}

/// Says of every pass twice that it starts.
enum StartsTwice: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects = effects.flatMap { $0.logs(.reconcileStarted) ? [$0, $0] : [$0] }
  }
}

/// Never writes a checkpoint.
enum SkipsCheckpoints: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects.removeAll { effect in
      if case .writeCheckpoint = effect { true } else { false }
    }
  }
}

/// Does not try the store again.
enum StaysHalted: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects.removeAll { effect in
      if case .setTimer(.store, _) = effect { true } else { false }
    }
  }
}

/// Says that it puts an execution aside that it cannot find anything wrong with.
enum PutsAside: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard let execution = input.execution else { return }
    var event = Event(.fillQuarantined)
    event.order = execution.order.index
    event.execution = execution.id.index
    event.quantity = execution.quantity
    event.price = execution.price
    effects.append(.log(event))
  }
}

/// Gives a position another cost when an execution comes.
enum ForgetsCost: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard input.execution != nil else { return }
    engine.core.ledger.main.positions[0].change(cost: ExactAmount(.one))
  }
}

/// Keeps the cost of a position and none of its profit.
enum ForgetsProfit: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard input.execution != nil else { return }
    engine.core.ledger.main.positions[0].change(cost: engine.core.ledger.main.positions[0].cost)
  }
}

extension PositionReplay {
  /// Gives the position another cost and no profit.
  fileprivate mutating func change(cost: ExactAmount) {
    guard let basis = try? PositionBasis(quantity: quantity, cost: cost, points: .zero, multiplier: .one) else {
      return
    }
    self = PositionReplay(basis, asOf: newest, firstExecution: .max)
  }
}
