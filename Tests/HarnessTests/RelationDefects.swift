import Simulation
import Trading

@testable import Reconciliation

/// Counts each execution as an attempt to send, and does not write that down.
enum CountsAttempts: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    if input.execution != nil { engine.core.ledger.main.orders[0].attempts += 2 }
  }
}

/// Tells a person of every fill that the stream brings.
enum TellsOfFills: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard let execution = input.execution else { return }
    var event = Event(.riskAlert)
    event.subject = .overfill
    event.order = execution.order.index
    effects.append(.notify(event))
  }
}

/// Tells a person of something at every seventh input, if that is a timer.
enum CountsInputs: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .timer = input, count.isMultiple(of: 7) else { return }
    var event = Event(.riskAlert)
    event.subject = .unknownOrder
    effects.append(.notify(event))
  }
}

/// Tells a person of every pass that an operator has asked for.
enum TellsOfPasses: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    for effect in effects {
      guard case .log(let started) = effect, started.kind == .reconcileStarted, started.reason == .operator else {
        continue
      }
      var event = Event(.riskAlert)
      event.subject = .cashMismatch
      effects.append(.notify(event))
    }
  }
}

/// Counts another attempt if the answer about all orders is an input with an even number.
enum DependsOnTurn: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .response(_, .orders) = input, count.isMultiple(of: 2), !engine.books.orders.isEmpty else { return }
    engine.core.ledger.main.orders[0].attempts += 1
  }
}

/// Tells a person of what is sold.
enum TellsOfSales: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard let execution = input.execution, execution.side == .sell else { return }
    var event = Event(.riskAlert)
    event.subject = .overfill
    effects.append(.notify(event))
  }
}

/// Tells a person of the fills of the order that comes first among all names.
enum TellsOfFirst: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard let execution = input.execution, execution.order.index == 0 else { return }
    var event = Event(.riskAlert)
    event.subject = .overfill
    event.order = execution.order.index
    effects.append(.notify(event))
  }
}

/// Tells a person of the first order at every answer about all orders, while it is not the only one.
enum TellsOfCompany: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard case .response(_, .orders) = input, engine.books.orders.count > 1 else { return }
    var event = Event(.riskAlert)
    event.subject = .unknownOrder
    event.order = engine.books.orders[0].id.index
    effects.append(.notify(event))
  }
}

/// Pays for what was sold a hundredth of a unit too little, in its log alone.
enum ShortChanges: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard let execution = input.execution, execution.side == .sell else { return }
    for index in effects.indices {
      guard case .log(var event) = effects[index], event.kind == .fillApplied else { continue }
      event.price = Decimal(149)
      effects[index] = .log(event)
    }
  }
}

/// Tells a person of what is large.
enum TellsOfBlocks: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard let execution = input.execution, execution.quantity > Decimal(100) else { return }
    var event = Event(.riskAlert)
    event.subject = .overfill
    effects.append(.notify(event))
  }
}

/// Logs with each fill that the stream is back, and why, which that event has no word for.
enum TellsOfMore: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    guard input.execution != nil else { return }
    var event = Event(.streamRestored)
    event.reason = .silence
    effects.append(.log(event))
  }
}
