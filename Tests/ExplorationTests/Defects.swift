import Simulation
import Trading

@testable import Reconciliation

/// Counts every execution of the stream a second time under another id.
struct CountsTwice: Defect {
  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {
    guard case .streamUpdate(.execution(var execution, let report)) = input else { return }
    execution.id = ExecutionID(index: execution.id.index + 1000)
    engine.handle(.streamUpdate(.execution(execution, report)), at: now, into: &effects)
  }
}

/// Sends an order again when its request is overdue, without looking whether it arrived.
struct ResendsBlindly: Defect {
  private var requests: [RequestID: Request] = [:]
  private var events: [UInt32: Event] = [:]

  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {
    for effect in effects {
      if case .send(let request) = effect, request.content.kind == .place { requests[request.id] = request }
      if case .log(let event) = effect, event.kind == .orderSent { events[event.order] = event }
    }
    guard case .timer(.request(let id)) = input, let request = requests[id],
      let event = request.content.order.flatMap({ events[$0.index] })
    else { return }
    effects += [.log(event), .send(request)]
  }
}

/// Tells a person of the fills of the order that comes first among all names.
struct TellsOfFirst: Defect {
  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {
    guard case .streamUpdate(.execution(let execution, _)) = input, execution.order.index == 0 else { return }
    var event = Event(.riskAlert)
    event.subject = .overfill
    event.order = 0
    effects.append(.notify(event))
  }
}

/// Tells a person of an execution of the stream that comes again after more than two seconds.
struct TellsOfOldFills: Defect {
  private var first: [ExecutionID: Instant] = [:]

  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {
    guard case .streamUpdate(.execution(let execution, _)) = input else { return }
    guard let told = first[execution.id] else {
      first[execution.id] = now
      return
    }
    guard now - told > .seconds(2) else { return }
    var event = Event(.riskAlert)
    event.subject = .overfill
    event.order = execution.order.index
    effects.append(.notify(event))
  }
}

/// Believes that the broker's list of executions is always empty.
struct IgnoresMissedFills: Defect {
  mutating func change(_ input: EngineInput, of engine: ReconciliationEngine) -> EngineInput? {
    if case .streamUpdate = input { input } else { input.withoutExecutions { _ in true } }
  }
}

/// The same, but only once it was killed and started again.
struct IgnoresMissedFillsAfterCrash: Defect {
  private var hasCrashed = false

  mutating func change(_ input: EngineInput, of engine: ReconciliationEngine) -> EngineInput? {
    if case .started(_, .crash) = input { hasCrashed = true }
    if case .streamUpdate = input { return input }
    return hasCrashed ? input.withoutExecutions { _ in true } : input
  }
}

/// Forgets at a start which executions it has counted.
struct ForgetsExecutions: Defect {
  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {
    guard case .started(let recovery, _) = input, recovery.sequence > 0 else { return }
    engine.core.ledger.main.log = ExecutionLog()
    engine.desks.executions = ExecutionDesk()
  }
}

/// Takes no execution of an order that it wants to cancel.
struct IgnoresLateFills: Defect {
  mutating func change(_ input: EngineInput, of engine: ReconciliationEngine) -> EngineInput? {
    input.withoutExecutions { engine.books.order($0.order)?.hasCancelIntent ?? false }
  }
}

/// Never hands a cancel to the network.
struct ForgetsCancels: Defect {
  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
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

/// Forgets the position when an execution comes while the connection has just been lost.
struct LosesPositionAfterCut: Defect {
  private var wasCut = false

  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {
    if case .streamLost = input { wasCut = true }
    if case .streamUpdate(.execution) = input, wasCut { engine.core.ledger.main.positions[0] = .flat }
  }
}

/// Counts an execution twice if there are two orders, and forgets the position if there is one.
struct TwoBugs: Defect {
  private var counting = CountsTwice()

  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {
    guard case .streamUpdate(.execution) = input else { return }
    if engine.books.orders.count > 1 {
      counting.change(&effects, of: &engine, after: input, at: now)
    } else {
      engine.core.ledger.main.positions[0] = .flat
    }
  }
}

/// Counts the second execution twice if it knows the first, and forgets the position if it does not.
struct DislikesGaps: Defect {
  private var counting = CountsTwice()

  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {
    guard case .streamUpdate(.execution(let execution, _)) = input, execution.id.index == 1 else { return }
    if engine.books.executions.count > 1 {
      counting.change(&effects, of: &engine, after: input, at: now)
    } else {
      engine.core.ledger.main.positions[0] = .flat
    }
  }
}

/// Forgets the position when the list of orders is cut short.
struct DislikesTruncation: Defect {
  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {
    guard case .response(_, .orders(let snapshot)) = input, !snapshot.isComplete else { return }
    engine.core.ledger.main.positions[0] = .flat
  }
}
