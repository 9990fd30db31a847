import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension World {
  /// Whether a check holds now.
  func satisfies(_ check: CompiledCheck, alerts: Int, checkpoint: UInt64) -> Bool {
    switch check {
    case .converged: return isConverged
    case .diverged: return !isConverged
    case .order(let party, let order, let conditions):
      return party.sides.allSatisfy { side in
        view(of: order, side).map { view in conditions.allSatisfy { view.satisfies($0) } } ?? false
      }
    case .orderCount(let party, let filters, let comparison, let count):
      return party.sides.allSatisfy { comparison.holds(orderCount($0, filters), count) }
    case .position(let party, let instrument, let comparison, let quantity, let price):
      return party.sides.allSatisfy { side in
        guard let position = view(of: instrument, side) else { return false }
        return comparison.holds(position.quantity, quantity) && (price == nil || position.average == price)
      }
    case .balance(let party, let currency, let comparison, let amount):
      return party.sides.allSatisfy { side in
        balance(currency, side).map { comparison.holds($0, amount) } ?? false
      }
    case .engine(let comparison, let word):
      return comparison == .notEqual ? engineState != word : engineState == word
    case .discrepancies(let onlyOpen, let comparison, let count):
      guard isRunning else { return false }
      let found = onlyOpen ? incarnation.books.discrepancies.count : Int(incarnation.books.discrepancyCount)
      return comparison.holds(found, count)
    case .alerts(let comparison, let count): return comparison.holds(alerts, count)
    case .checkpoint(let comparison, let sequence): return comparison.holds(checkpoint, sequence)
    }
  }

  /// The state of the engine as a check names it.
  var engineState: EngineStateWord {
    if case .refusing = container { return .halted }
    guard isRunning else { return .down }
    switch incarnation.condition {
    case .starting: return .starting
    case .ready: return .ready
    case .degraded: return .degraded
    case .halted: return .halted
    }
  }

  func view(of order: ClientOrderID, _ side: BookSide) -> OrderView? {
    switch side {
    case .local: isRunning ? incarnation.books.order(order).map { OrderView($0) } : nil
    case .broker: broker.slot(of: order).map { OrderView(broker, slot: $0) }
    }
  }

  func orderCount(_ side: BookSide, _ filters: [OrderCondition]) -> Int {
    switch side {
    case .local:
      !isRunning
        ? 0
        : incarnation.books.orders.count { order in
          let view = OrderView(order)
          return filters.allSatisfy { view.satisfies($0) }
        }
    case .broker:
      broker.orders.indices.count { slot in
        let view = OrderView(broker, slot: slot)
        return filters.allSatisfy { view.satisfies($0) }
      }
    }
  }

  func balance(_ currency: CurrencyID, _ side: BookSide) -> Decimal? {
    switch side {
    case .local: isRunning ? incarnation.books.cash[Int(currency.index)] : nil
    case .broker: broker.cash[Int(currency.index)]
    }
  }
}

/// One of the two sides that a check can look at.
enum BookSide: CaseIterable {
  case local
  case broker
}

extension Party {
  var sides: [BookSide] {
    switch self {
    case .both: [.local, .broker]
    case .local: [.local]
    case .broker: [.broker]
    }
  }
}
