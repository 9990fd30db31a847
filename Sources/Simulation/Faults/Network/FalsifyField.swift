import Reconciliation
public import Trading

/// One field of an order or an execution in a message says something else.
private struct FalsifyField: MessageFault {
  let field: FalseField

  func concerns(_ passage: Passage, _ scene: Scene) -> Bool {
    !passage.isFalsified && field.told(of: passage.envelope.message) != nil
  }

  func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate {
    guard let message = field.told(of: passage.envelope.message) else { return .goesOn }
    passage.envelope.message = message
    passage.isFalsified = true
    passage.afterthought = nil
    passage.event = passage.told(.messageFalsified)
    passage.event?.reason = .contents
    return .goesOn
  }
}

extension NetworkEffect {
  /// One field says something else.
  public static func falsify(_ field: FalseField) -> NetworkEffect { NetworkEffect(FalsifyField(field: field)) }
}

/// A field of orders and executions, and what a message says that it is.
public enum FalseField: Hashable, Sendable {
  /// The quantity of an execution, or the one that an order has.
  case quantity(Decimal)
  /// The price of an execution, or the limit or stop of an order.
  case price(Decimal)
  /// What an execution costs in fees.
  case fee(Decimal)
  /// The average price of what an order has executed.
  case average(Decimal)
  /// The direction.
  case side(Side)
  /// The status of an order.
  case status(OrderStatus)
  /// The instrument.
  case instrument(InstrumentID)
  /// The client order id.
  case order(ClientOrderID)

  /// The message that says it; nil if there is no such field in this one, or if it says so anyhow.
  func told(of message: Message) -> Message? {
    switch message {
    case .stream(.order(let report, let kind)): told(of: report).map { .stream(.order($0, kind: kind)) }
    case .stream(.execution(let execution, let report)):
      if isOfOrder {
        told(of: report).map { .stream(.execution(execution, $0)) }
      } else {
        told(of: execution).map { .stream(.execution($0, isOfBoth ? told(of: report) ?? report : report)) }
      }
    case .response(let id, let response): told(of: response).map { .response(id, $0) }
    case .stream(.heartbeat), .request, .failure, .streamUp, .streamDown: nil
    }
  }

  /// Whether an execution and the state of its order that comes with it have the field in common.
  private var isOfBoth: Bool {
    switch self {
    case .side, .instrument, .order: true
    case .quantity, .price, .fee, .average, .status: false
    }
  }

  /// Whether only the state of an order has it.
  private var isOfOrder: Bool {
    switch self {
    case .average, .status: true
    case .quantity, .price, .fee, .side, .instrument, .order: false
    }
  }

  private func told(of response: Response) -> Response? {
    switch response {
    case .done(let report): told(of: report).map { .done($0) }
    case .order(let report): report.flatMap { told(of: $0) }.map { .order($0) }
    case .orders(var snapshot):
      if Self.change(&snapshot, { told(of: $0) }) { .orders(snapshot) } else { nil }
    case .executions(var snapshot):
      if Self.change(&snapshot, { told(of: $0) }) { .executions(snapshot) } else { nil }
    case .refused, .account: nil
    }
  }

  /// Changes the youngest row that has the field.
  private static func change<Row>(_ snapshot: inout Snapshot<Row>, _ told: (Row) -> Row?) -> Bool {
    for index in snapshot.answer.indices.reversed() {
      guard let row = told(snapshot.rows[index]) else { continue }
      snapshot.rows[index] = row
      return true
    }
    return false
  }

  private func told(of report: OrderReport) -> OrderReport? {
    var other = report
    switch self {
    case .quantity(let quantity): other.terms.quantity = quantity
    case .price(let price):
      switch report.terms.pricing {
      case .market: return nil
      case .limit: other.terms.pricing = .limit(price)
      case .stop: other.terms.pricing = .stop(price)
      case .stopLimit(let stop, _): other.terms.pricing = .stopLimit(stop: stop, limit: price)
      }
    case .fee: return nil
    case .average(let price): other.averagePrice = price
    case .side(let side): other.side = side
    case .status(let status): other.status = status
    case .instrument(let instrument): other.instrument = instrument
    case .order(let order): other.order = order
    }
    return other == report ? nil : other
  }

  private func told(of execution: Execution) -> Execution? {
    var other = execution
    switch self {
    case .quantity(let quantity): other.quantity = quantity
    case .price(let price): other.price = price
    case .fee(let fee): other.fee = fee
    case .side(let side): other.side = side
    case .average, .status: return nil
    case .instrument(let instrument): other.instrument = instrument
    case .order(let order): other.order = order
    }
    return other == execution ? nil : other
  }
}
