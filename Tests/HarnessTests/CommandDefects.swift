import Reconciliation
import Simulation
import Trading

/// Changes each request before it is sent.
private func changeRequests(
  in effects: inout [EngineEffect], _ body: (Request.Content) -> Request.Content
) {
  for index in effects.indices {
    guard case .send(var request) = effects[index] else { continue }
    request.content = body(request.content)
    effects[index] = .send(request)
  }
}

/// Sells when it is asked to buy.
enum SellsForBuys: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    changeRequests(in: &effects) { content in
      guard case .place(let id, var terms) = content else { return content }
      terms.side = .sell
      return .place(id, terms)
    }
  }
}

/// Sends ten times the quantity that it is asked for.
enum SendsTenfold: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    changeRequests(in: &effects) { content in
      guard case .place(let id, var terms) = content else { return content }
      terms.quantity = (try? terms.quantity * Decimal(10)) ?? terms.quantity
      return .place(id, terms)
    }
  }
}

/// Changes orders to ten times the quantity that it is asked for.
enum ReplacesTenfold: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    changeRequests(in: &effects) { content in
      guard case .replace(let id, var amendment) = content else { return content }
      amendment.quantity = (try? amendment.quantity * Decimal(10)) ?? amendment.quantity
      return .replace(id, amendment)
    }
  }
}

/// Hears no order of the trader.
enum DeafToOrders: Defect {
  static func change(_ input: EngineInput) -> EngineInput? {
    if case .command(.place) = input { nil } else { input }
  }
}

/// Hears no cancel of the trader.
enum DeafToCancels: Defect {
  static func change(_ input: EngineInput) -> EngineInput? {
    if case .command(.cancel) = input { nil } else { input }
  }
}

/// Hears no replace of the trader.
enum DeafToReplaces: Defect {
  static func change(_ input: EngineInput) -> EngineInput? {
    if case .command(.replace) = input { nil } else { input }
  }
}
