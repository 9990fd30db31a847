import Reconciliation
import Trading

/// Which indices an engine of somebody else may hand out: judges size tables by them.
///
/// Orders and executions are numbered from zero in the order in which a case names them, and no case names more than
/// ``limit``; an instrument or a currency is one of those in use.
struct IndexBounds: Sendable {
  /// One more than the highest index of an order or an execution.
  static let limit: UInt32 = 1 << 20

  let instrumentCount: Int
  let currencyCount: Int

  /// What of a statement bears an index that nothing has.
  func breach(of statement: BooksStatement) -> ContractBreach? {
    for order in statement.orders {
      if let breach = breach(order: order.id.index) ?? breach(instrument: order.terms.instrument.index) {
        return breach
      }
      if let number = order.brokerOrder, number.index >= Self.limit {
        return .nothing("order at the broker", number.index)
      }
    }
    for execution in statement.executions {
      if let breach = breach(of: execution) { return breach }
    }
    for item in statement.differences {
      if let breach = optional(item.order, item.execution, item.instrument, item.currency) { return breach }
    }
    for item in statement.tickets {
      if let breach = optional(item.order, item.execution, item.instrument, item.currency) { return breach }
    }
    return nil
  }

  /// What of an effect bears an index that nothing has.
  func breach(of effect: ForeignEffect) -> ContractBreach? {
    switch effect {
    case .send(let request): return breach(of: request)
    case .persist(let record, _): return optional(record.order, record.execution, Event.none, Event.none)
    case .publish(let event), .notify(let event), .log(let event):
      if event.order == Event.none, Self.aboutOrders.contains(event.kind) { return .noOrder(event.kind) }
      return optional(event.order, event.execution, event.instrument, event.currency)
    case .writeCheckpoint, .setTimer, .cancelTimer: return nil
    }
  }

  /// The events that say nothing without an order.
  private static let aboutOrders: Set<EventKind> = [
    .orderSent, .orderResent, .orderLookup, .orderAbsent, .orderRefused, .cancelSent, .replaceSent, .fillApplied,
    .orderUpdated, .orderFilled, .orderCancelled, .orderRejected, .orderExpired,
  ]

  private func breach(of request: Request) -> ContractBreach? {
    if let order = request.content.order, let breach = breach(order: order.index) { return breach }
    if case .place(_, let terms) = request.content, let breach = breach(instrument: terms.instrument.index) {
      return breach
    }
    guard let number = request.brokerOrder ?? request.content.stranger, number.index >= Self.limit else { return nil }
    return .nothing("order at the broker", number.index)
  }

  private func breach(of execution: Execution) -> ContractBreach? {
    if let breach = breach(order: execution.order.index) ?? breach(instrument: execution.instrument.index) {
      return breach
    }
    return execution.isInferred ? nil : optional(Event.none, execution.id.index, Event.none, Event.none)
  }

  private func optional(
    _ order: UInt32, _ execution: UInt32, _ instrument: UInt32, _ currency: UInt32
  ) -> ContractBreach? {
    if order != Event.none, let breach = breach(order: order) { return breach }
    if execution != Event.none, execution >= Self.limit, !ExecutionID(index: execution).isInferred {
      return .nothing("execution", execution)
    }
    if instrument != Event.none, let breach = breach(instrument: instrument) { return breach }
    return currency == Event.none || Int(currency) < currencyCount ? nil : .nothing("currency", currency)
  }

  private func breach(order: UInt32) -> ContractBreach? { order < Self.limit ? nil : .nothing("order", order) }

  private func breach(instrument: UInt32) -> ContractBreach? {
    Int(instrument) < instrumentCount ? nil : .nothing("instrument", instrument)
  }
}

extension ContractBreach {
  fileprivate static func nothing(_ what: String, _ index: UInt32) -> ContractBreach {
    ContractBreach(
      cause: "index of \(what)", message: "it names \(what) \(index), and there is none of that index",
      advice: "use the ids that inputs and the store have brought, as they came")
  }

  fileprivate static func noOrder(_ kind: EventKind) -> ContractBreach {
    ContractBreach(
      cause: "no order", message: "`\(kind.name)` names no order",
      advice: "set `order` of the event to the index of its id")
  }
}
