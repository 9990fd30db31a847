import Reconciliation
import Simulation
import Trading

/// `fills-sum-to-position` and `cash-follows-fills`: what the engine holds is what it opened with or took over,
/// plus what its executions added.
///
/// The sums are taken over the engine's own executions, so the oracle says nothing about missing ones.
struct ConservationOracle: Sendable {
  private let instruments: [Instrument]
  /// What the base and the executions counted since add up to.
  private var positions: [Decimal]
  private var cash: [Decimal]
  /// How many of the engine's executions are part of the sums.
  private var count = 0
  /// By index of a client order id: what the executions of the order add up to; nil once that fits no number.
  private var orders: [OrderSum?] = []
  /// How many of the engine's executions are part of those.
  private var orderCount = 0
  /// How many executions have left the books with their orders.
  private var archived = 0
  /// Whether the store fails: what is taken over meanwhile is in the books, but in no record that could be seen.
  private var isBlind = false

  private struct OrderSum: Sendable {
    var filled = Decimal.zero
    var value = ExactAmount.zero

    /// - Parameter place: what the execution takes the place of.
    func adding(_ execution: Execution, in place: Execution?) -> OrderSum? {
      guard let money = try? ExactAmount.product(execution.quantity, execution.price),
        let freed = try? ExactAmount.product(place?.quantity ?? .zero, place?.price ?? .zero),
        let filled = try? filled + execution.quantity - (place?.quantity ?? .zero),
        let value = try? value + money - freed
      else { return nil }
      return OrderSum(filled: filled, value: value)
    }
  }

  init(_ plan: Plan) {
    instruments = plan.configuration.engine.instruments
    positions = Array(repeating: .zero, count: instruments.count)
    cash = Array(repeating: .zero, count: plan.configuration.engine.currencyCount)
  }

  /// What a start recovers is the new base; whether it is right is what `restart-equivalence` says.
  mutating func noteStart<Engine: SimulatedEngine>(_ world: inout World<Engine>) {
    orders.removeAll(keepingCapacity: true)
    orderCount = 0
    guard let recovered = world.recoveredBooks else { return }
    positions = recovered.positions.map(\.quantity)
    cash = recovered.cash
    count = recovered.executionTotal
    isBlind = false
  }

  mutating func noteStoreFailure() { isBlind = true }

  /// What was taken over from the broker is the new base; whether it may be is another oracle's concern.
  mutating func noteAppended<Engine: SimulatedEngine>(_ event: Event, _ world: inout World<Engine>) {
    guard event.subject == .position || event.subject == .cash, world.isRunning else { return }
    rebase(&world)
  }

  private mutating func rebase<Engine: SimulatedEngine>(_ world: inout World<Engine>) {
    positions = world.incarnation.books.positions.map(\.quantity)
    cash = world.incarnation.books.cash
    count = world.incarnation.books.executionTotal
  }

  /// Adds the executions that came since the last look.
  private mutating func add(_ books: Books) {
    defer { count = books.executionTotal }
    for booked in books.executions(behind: count) {
      let execution = booked.execution
      let instrument = instruments[Int(execution.instrument.index)]
      let index = Int(execution.instrument.index)
      let currency = Int(instrument.currency.index)
      let former = execution.reference.flatMap { books.execution($0, of: execution.order)?.execution }
      guard
        let notional = try? instrument.notional(quantity: execution.quantity, price: execution.price)
          - instrument.notional(quantity: former?.quantity ?? .zero, price: former?.price ?? .zero),
        let change = try? execution.quantity - (former?.quantity ?? .zero),
        let position = try? positions[index] + execution.side.signed(change),
        let charged = try? execution.fee - (former?.fee ?? .zero),
        let balance = try? cash[currency] - execution.side.signed(notional) - charged
      else { continue }
      // What a position taken over contains already is not added again, whatever the engine noted about it.
      if execution.sequence > books.adoptedAsOf[index] { positions[index] = position }
      // A balance taken over has paid for what happened before it.
      if execution.sequence > books.cashAsOf[currency] { cash[currency] = balance }
    }
  }

  mutating func observe<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    guard world.isRunning else { return nil }
    if isBlind {
      let condition = world.incarnation.condition
      isBlind = condition == .halted || condition == .starting
      rebase(&world)
      return nil
    }
    let books = world.incarnation.books
    noteArchived(books, &world)
    add(books)
    guard let order = books.order(ClientOrderID(index: entry.event.order)) else { return nil }
    if let violation = observeValue(of: order, entry, number, books, names) { return violation }
    let index = Int(order.terms.instrument.index)
    if books.positions[index].quantity != positions[index] {
      return Violation(
        oracle: .fillsSumToPosition,
        message: "position \(names.instruments[index]) is \(books.positions[index].quantity), "
          + "but opening and executions add up to \(positions[index])",
        instant: entry.instant, entry: number)
    }
    let currency = Int(instruments[index].currency.index)
    guard books.cash[currency] != cash[currency] else { return nil }
    return Violation(
      oracle: .cashFollowsFills,
      message: "cash \(names.currencies[currency]) is \(books.cash[currency]), "
        + "but opening and executions add up to \(cash[currency])",
      instant: entry.instant, entry: number)
  }

  /// Orders have left the books with all their executions, also with those that were not looked at yet: what is there is
  /// summed anew.
  private mutating func noteArchived<Engine: SimulatedEngine>(_ books: Books, _ world: inout World<Engine>) {
    guard books.archived.executionCount != archived else { return }
    archived = books.archived.executionCount
    orders.removeAll(keepingCapacity: true)
    orderCount = 0
    rebase(&world)
  }

  /// Adds the executions that came since the last look to the sums of their orders.
  private mutating func addToOrders(_ books: Books) {
    defer { orderCount = books.executionTotal }
    for execution in books.executions(behind: orderCount).lazy.map(\.execution) {
      let index = Int(execution.order.index)
      while orders.count <= index { orders.append(OrderSum()) }
      let former = execution.reference.flatMap { books.execution($0, of: execution.order)?.execution }
      orders[index] = orders[index]?.adding(execution, in: former)
    }
  }

  /// What an order has executed, in quantity and in money, is the sum of its executions.
  private mutating func observeValue(
    of order: ManagedOrder, _ entry: TraceEntry, _ number: UInt32, _ books: Books, _ names: Names
  ) -> Violation? {
    addToOrders(books)
    let index = Int(order.id.index)
    guard let sum = index < orders.count ? orders[index] : OrderSum() else { return nil }
    guard order.filled != sum.filled || order.value != sum.value else { return nil }
    return Violation(
      oracle: .fillsSumToPosition,
      message: "order \(names.text(of: .order(order.id.index), for: .order)) has executed \(order.filled) "
        + "for \(order.value), but its executions add up to \(sum.filled) for \(sum.value)",
      instant: entry.instant, entry: number)
  }
}
