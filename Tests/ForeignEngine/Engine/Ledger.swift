import Reconciliation
import Simulation
import Trading

/// What the plain book knows: orders, executions, and what follows from them.
///
/// It is written for the tests of the harness, from the documentation of `ForeignEngine` alone, and shares nothing with
/// the engine of TrueUp: it keeps facts and computes all figures anew from them.
struct Ledger: Hashable, Sendable {
  private var opening: BooksStatement
  /// How many of the executions are part of the opening figures.
  private var openedWith = 0
  private(set) var orders: [BooksStatement.Order] = []
  private(set) var executions: [Execution] = []
  private let instruments: [Instrument]

  init(_ configuration: EngineConfiguration) {
    instruments = configuration.instruments
    opening = BooksStatement(instrumentCount: instruments.count, currencyCount: configuration.currencyCount)
  }

  func order(_ id: ClientOrderID) -> BooksStatement.Order? { orders.first { $0.id == id } }

  /// One thing that has happened, as the journal holds it.
  enum Fact: Hashable, Sendable {
    /// A position from before the first run.
    case held(InstrumentID, Position)
    /// A balance from before the first run.
    case paid(CurrencyID, Decimal)
    /// All that was executed so far is part of those figures.
    case opened
    /// The trader's order is taken.
    case taken(ClientOrderID, OrderTerms)
    /// It is to be sent for the n-th time.
    case sent(ClientOrderID, attempt: Int)
    /// The trader wants it cancelled.
    case unwanted(ClientOrderID)
    /// It has these terms at the broker.
    case changed(ClientOrderID, OrderTerms)
    /// The cancel came to nothing.
    case kept(ClientOrderID)
    /// It is in another state, by the broker's word or since nothing else can be known.
    case became(ClientOrderID, OrderStatus, BrokerOrderID?, BrokerSequence)
    /// The broker has executed it, or has taken back or amended what it had executed.
    case executed(Execution)
  }

  /// Changes the state; a fact that makes no sense for it changes nothing.
  mutating func apply(_ fact: Fact) {
    switch fact {
    case .held(let instrument, let position): opening.positions[Int(instrument.index)] = position
    case .paid(let currency, let amount): opening.cash[Int(currency.index)] = amount
    case .opened: openedWith = executions.count
    case .kept(let id): change(id) { $0.hasCancelIntent = false }
    case .taken(let id, let terms): orders.append(BooksStatement.Order(id, terms))
    case .sent(let id, let attempt):
      change(id) { ($0.attempts, $0.status) = (attempt, .submitted) }
    case .changed(let id, let terms): change(id) { $0.terms = terms }
    case .unwanted(let id): change(id) { $0.hasCancelIntent = true }
    case .became(let id, let status, let number, let sequence):
      change(id) { order in
        (order.status, order.brokerOrder) = (status, number ?? order.brokerOrder)
        order.sequence = max(order.sequence, sequence)
        if status.isTerminal { order.hasCancelIntent = false }
      }
    case .executed(let execution):
      executions.append(execution)
      let sums = sums(of: execution.order)
      change(execution.order) { order in
        (order.filled, order.value) = sums
        order.brokerOrder = order.brokerOrder ?? execution.brokerOrder
        order.sequence = max(order.sequence, execution.sequence)
        order.status = order.statusByExecutions
        if order.status.isTerminal { order.hasCancelIntent = false }
      }
    }
  }

  /// What books held before the first run, as facts.
  static func facts(of opening: BooksStatement) -> [Fact] {
    var facts: [Fact] = opening.positions.enumerated().map { .held(InstrumentID(index: UInt32($0.offset)), $0.element) }
    facts += opening.cash.enumerated().map { .paid(CurrencyID(index: UInt32($0.offset)), $0.element) }
    for order in opening.orders { facts += [.taken(order.id, order.terms), .sent(order.id, attempt: order.attempts)] }
    facts += opening.executions.map { .executed($0) }
    facts += opening.orders.map { .became($0.id, $0.status, $0.brokerOrder, $0.sequence) }
    return facts + [.opened]
  }

  private mutating func change(_ id: ClientOrderID, _ body: (inout BooksStatement.Order) -> Void) {
    if let index = orders.firstIndex(where: { $0.id == id }) { body(&orders[index]) }
  }

  /// The executions that count now: what was amended as it is now, what was taken back not at all.
  private var effective: [Execution] {
    var effective: [Execution] = []
    for var report in executions {
      guard let reference = report.reference else {
        effective.append(report)
        continue
      }
      guard let place = effective.firstIndex(where: { $0.id == reference && $0.order == report.order }) else {
        continue
      }
      if report.isBust {
        effective.remove(at: place)
      } else {
        report.sequence = effective[place].sequence
        effective[place] = report
      }
    }
    return effective
  }

  private func sums(of order: ClientOrderID) -> (Decimal, ExactAmount) {
    var (filled, value) = (Decimal.zero, ExactAmount.zero)
    for execution in effective where execution.order == order {
      filled = (try? filled + execution.quantity) ?? filled
      value = (try? value + .product(execution.quantity, execution.price)) ?? value
    }
    return (filled, value)
  }

  /// All that is believed, computed from the opening and the executions since.
  var statement: BooksStatement {
    var statement = opening
    statement.orders = orders
    statement.executions = executions
    let before = Set(executions.prefix(openedWith))
    let since = effective.filter { !before.contains($0) }
    for execution in since.sorted(by: { $0.sequence < $1.sequence }) {
      let instrument = instruments[Int(execution.instrument.index)]
      let (symbol, currency) = (Int(execution.instrument.index), Int(instrument.currency.index))
      try? statement.positions[symbol].apply(
        execution.side, quantity: execution.quantity, price: execution.price, multiplier: instrument.multiplier)
      guard let money = try? instrument.notional(quantity: execution.quantity, price: execution.price),
        let balance = try? statement.cash[currency] - execution.side.signed(money) - execution.fee
      else { continue }
      statement.cash[currency] = balance
    }
    return statement
  }
}

extension BooksStatement.Order {
  /// Where the order stands once so much of it is executed.
  fileprivate var statusByExecutions: OrderStatus {
    if filled >= terms.quantity { return .filled }
    // What an order that has ended has executed before does not bring it back.
    if status.isEarlyEnd { return status }
    return filled.isZero ? .open : .partial
  }
}
