import Reconciliation
import Simulation
import Trading

/// `fills-sum-to-position` and `cash-follows-fills`: what the engine holds is what it opened with or took over,
/// plus what its executions added.
///
/// The sums are taken over the engine's own executions, so the oracle says nothing about missing ones. A position
/// or balance that was taken over from the broker becomes the new base.
struct ConservationOracle: Sendable {
  private let instruments: [Instrument]
  private let openingPositions: [Decimal]
  private let openingCash: [Decimal]
  /// What the executions counted so far add up to.
  private var positions: [Decimal]
  private var cash: [Decimal]
  private var count = 0

  init(_ plan: Plan) {
    instruments = plan.configuration.engine.instruments
    let books = plan.configuration.opening?.books
    openingPositions = books?.positions.map(\.quantity) ?? Array(repeating: .zero, count: instruments.count)
    openingCash = books?.cash ?? Array(repeating: .zero, count: plan.configuration.engine.currencyCount)
    positions = openingPositions
    cash = openingCash
  }

  mutating func noteStart<Engine: SimulatedEngine>(_ world: World<Engine>) {
    positions = openingPositions
    cash = openingCash
    count = 0
    if world.isRunning { add(world.incarnation.books) }
  }

  /// Adds the executions that came since the last look.
  private mutating func add(_ books: Books) {
    while count < books.executions.count {
      let booked = books.executions[count]
      count += 1
      guard !booked.isAbsorbed else { continue }
      let execution = booked.execution
      let instrument = instruments[Int(execution.instrument.index)]
      let index = Int(execution.instrument.index)
      let currency = Int(instrument.currency.index)
      guard let notional = try? instrument.notional(quantity: execution.quantity, price: execution.price),
        let position = try? positions[index] + execution.side.signed(execution.quantity),
        let balance = try? cash[currency] - execution.side.signed(notional)
      else { continue }
      positions[index] = position
      cash[currency] = balance
    }
  }

  mutating func observe<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: World<Engine>, _ names: Names
  ) -> Violation? {
    guard world.isRunning else { return nil }
    let books = world.incarnation.books
    add(books)
    guard let order = books.order(ClientOrderID(index: entry.event.order)) else { return nil }
    let index = Int(order.terms.instrument.index)
    // What was taken over from the broker is the new base; whether it may be is another oracle's concern.
    if books.adoptedAsOf[index] > .zero { return nil }
    if books.positions[index].quantity != positions[index] {
      return Violation(
        oracle: .fillsSumToPosition,
        message: "position \(names.instruments[index]) is \(books.positions[index].quantity), "
          + "but opening and executions add up to \(positions[index])",
        instant: entry.instant, entry: number)
    }
    let currency = Int(instruments[index].currency.index)
    guard books.cash[currency] != cash[currency], books.adoptedAsOf.allSatisfy({ $0 == .zero }) else { return nil }
    return Violation(
      oracle: .cashFollowsFills,
      message: "cash \(names.currencies[currency]) is \(books.cash[currency]), "
        + "but opening and executions add up to \(cash[currency])",
      instant: entry.instant, entry: number)
  }
}
