import Reconciliation
import Simulation
import Trading

/// Another order of the names of a case: each name stands behind another index, and everything else is as it was.
///
/// Done twice it is undone, so that it translates both ways.
struct NameExchange: Sendable {
  /// What is added to the index of each order without carry.
  ///
  /// An order's index and the engine's seed together give its jitter: with this added to the seed as well no wait
  /// changes.
  var orderMask: UInt32 = 0
  /// How many instruments, currencies and executions are put into the opposite order; those behind them stay.
  var instrumentCount: UInt32 = 0
  var currencyCount: UInt32 = 0
  var executionCount: UInt32 = 0

  /// The exchange that puts all names of a plan into the opposite order.
  ///
  /// - Parameter orders: whether orders are exchanged too.
  init(of plan: Plan, orders: Bool) {
    instrumentCount = UInt32(plan.names.instruments.count)
    currencyCount = UInt32(plan.names.currencies.count)
    executionCount = UInt32(plan.declaredExecutions)
    guard orders, plan.names.orders.count > 1 else { return }
    var count: UInt32 = 1
    while count < UInt32(plan.names.orders.count) { count *= 2 }
    orderMask = count - 1
  }

  /// Whether nothing is exchanged.
  var isEmpty: Bool { orderMask == 0 && instrumentCount < 2 && currencyCount < 2 && executionCount < 2 }

  func order(_ index: UInt32) -> UInt32 { index == Event.none ? index : index ^ orderMask }
  func instrument(_ index: UInt32) -> UInt32 { Self.opposite(of: index, among: instrumentCount) }
  func currency(_ index: UInt32) -> UInt32 { Self.opposite(of: index, among: currencyCount) }
  func execution(_ index: UInt32) -> UInt32 { Self.opposite(of: index, among: executionCount) }

  private static func opposite(of index: UInt32, among count: UInt32) -> UInt32 {
    index < count ? count - 1 - index : index
  }

  /// The event under the other names.
  func callAsFunction(_ event: Event) -> Event {
    var event = event
    event.order = order(event.order)
    event.instrument = instrument(event.instrument)
    event.currency = currency(event.currency)
    event.execution = execution(event.execution)
    return event
  }
}

extension PlanCompiler {
  /// Exchanges the indices of what has been declared so far, before anything has been compiled to them.
  mutating func carryOut(_ exchange: NameExchange) {
    plan.names.instruments.arrange(by: exchange.instrument)
    plan.names.currencies.arrange(by: exchange.currency)
    plan.names.executions.arrange(by: exchange.execution)
    // The other index of an order may be one that no order has had.
    while plan.names.orders.count <= Int(exchange.orderMask) {
      plan.names.orders.append("")
      plan.names.keys.append("")
    }
    plan.names.orders.arrange(by: exchange.order)
    plan.names.keys.arrange(by: exchange.order)
    plan.configuration.engine.instruments.arrange(by: exchange.instrument)
    for index in plan.configuration.engine.instruments.indices {
      let old = plan.configuration.engine.instruments[index]
      plan.configuration.engine.instruments[index] = Instrument(
        tick: old.tick, lot: old.lot, multiplier: old.multiplier,
        currency: CurrencyID(index: exchange.currency(old.currency.index)))
    }
    instruments = instruments.mapValues(exchange.instrument)
    currencies = currencies.mapValues(exchange.currency)
    executions = executions.mapValues(exchange.execution)
    orders = orders.mapValues(exchange.order)
    keys = keys.mapValues(exchange.order)
  }
}

extension Array {
  /// Puts each element at the place that belongs to its present one.
  fileprivate mutating func arrange(by place: (UInt32) -> UInt32) {
    let old = self
    for index in old.indices { self[Int(place(UInt32(index)))] = old[index] }
  }
}
