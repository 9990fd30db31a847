import Reconciliation
import Simulation
import Trading

/// `basis-follows-fills`: average price and realized profit of the books are those of the broker's executions in the
/// broker's order, from the last baseline on, whenever the books hold all of them.
///
/// A baseline is what the run opened with, or a position taken over from the broker. The figures must be the exact
/// ones, rounded once; they are computed apart from the engine and from the simulated broker, see ``AverageCost``.
struct BasisOracle: Sendable {
  /// Where an instrument's reckoning starts.
  private struct Baseline: Sendable {
    /// The record that made it; 0 for the opening and for one that was not seen to be recorded.
    var record: UInt64
    var asOf: BrokerSequence
    var quantity: Decimal
    var averagePrice: Decimal
    /// The profit realized before.
    var profit: ExactAmount
  }

  /// One instrument.
  private struct Account: Sendable {
    /// Oldest first, since a restart may forget the last ones; empty while it is not known from where to reckon.
    var baselines: [Baseline] = []
    /// The reckoning since the last baseline, and how many of the broker's executions it has looked at.
    var cost: AverageCost
    var folded = 0
    var isDue = false
    /// What was realized at the last baseline or start, and what fills have told since.
    var told = Decimal.zero
  }

  private let instruments: [Instrument]
  /// The books before the run, whose executions are part of the opening position.
  private let opening: Books?
  /// Whether positions can be taken over at all.
  private let isLive: Bool
  private var accounts: [Account] = []
  private var hasDue = false
  /// Whether the broker has taken executions back or amended them, and how many of them were looked at for that.
  private var hasRevisions = false
  private var seen = 0
  /// The record of a position that was taken over when a kill came before anybody could look at it.
  private var unseenAdoption: UInt64?

  init(_ plan: Plan) {
    instruments = plan.configuration.engine.instruments
    opening = plan.configuration.opening?.books
    isLive = plan.configuration.engine.mode == .live
  }

  mutating func noteStart<Engine: SimulatedEngine>(_ sequence: UInt64, _ world: inout World<Engine>) {
    guard let books = world.recoveredBooks else { return }
    guard !accounts.isEmpty else {
      accounts = instruments.indices.map { index in
        let baseline = Self.baseline(of: books, index, record: 0)
        return Account(
          baselines: [baseline], cost: cost(baseline, index), told: books.positions[index].realizedProfit)
      }
      return
    }
    // A record that had become durable is part of what was recovered, and its figures are those of no baseline here.
    let isUnseen = unseenAdoption.map { $0 <= sequence } ?? false
    unseenAdoption = nil
    for index in accounts.indices {
      // A baseline that the start did not recover is no more.
      while let last = accounts[index].baselines.last,
        last.record > sequence || last.asOf != books.adoptedAsOf[index]
      {
        accounts[index].baselines.removeLast()
      }
      restart(index)
      if isUnseen, !agrees(books.positions[index], index) { accounts[index].baselines.removeAll() }
      // A kill may have come between an execution and the look at it.
      accounts[index].isDue = true
      hasDue = true
      accounts[index].told = books.positions[index].realizedProfit
    }
  }

  /// While the store fails a position can be taken over in no record that could be seen.
  mutating func noteStoreFailure() {
    guard isLive else { return }
    for index in accounts.indices { accounts[index].baselines.removeAll() }
  }

  mutating func noteFill<Engine: SimulatedEngine>(_ entry: TraceEntry, _ world: inout World<Engine>) {
    guard let slot = world.incarnation.books.slot(of: ClientOrderID(index: entry.event.order)) else { return }
    let index = Int(world.incarnation.books.orders[slot].terms.instrument.index)
    guard index < accounts.count else { return }
    accounts[index].isDue = true
    hasDue = true
    // What has left the books is no step any more, and what executed before it cannot be put there.
    if isBehindArchive(entry.event, index, world) { accounts[index].baselines.removeAll() }
    if case .decimal(let realized)? = entry.event[.realized] {
      accounts[index].told = (try? accounts[index].told + realized) ?? .zero
    }
  }

  /// Whether an execution comes before one of its instrument that has left the books with its order.
  private func isBehindArchive<Engine: SimulatedEngine>(_ event: Event, _ index: Int, _ world: World<Engine>) -> Bool {
    let books = world.incarnation.books
    guard !books.archived.isEmpty else { return false }
    let executions = world.broker.executions.filter { Int($0.instrument.index) == index }
    let newest = executions.filter { books.isArchived($0.order) }.map(\.sequence).max() ?? .zero
    return executions.contains {
      $0.order.index == event.order && $0.id.index == event.execution && $0.sequence < newest
    }
  }

  /// A position was taken over: what the books hold now is where that instrument is reckoned from.
  mutating func noteAdoption<Engine: SimulatedEngine>(_ sequence: UInt64, _ world: inout World<Engine>) {
    guard world.isRunning else {
      unseenAdoption = sequence
      return
    }
    for index in accounts.indices {
      let books = world.incarnation.books
      let isNew = books.adoptedAsOf[index] != accounts[index].baselines.last?.asOf
      guard isNew || !agrees(books.positions[index], index) else { continue }
      let isMixed = books.executions.contains { booked in
        Int(booked.execution.instrument.index) == index && booked.execution.sequence > books.adoptedAsOf[index]
          && !isOpening(booked.execution)
      }
      if !isMixed {
        accounts[index].baselines.append(Self.baseline(of: books, index, record: sequence))
        restart(index)
        accounts[index].told = books.positions[index].realizedProfit
      } else if isNew {
        accounts[index].baselines.removeAll()
      }
    }
  }

  /// Looks at the instruments that had executions since the last look.
  mutating func observe<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    guard hasDue else { return nil }
    hasDue = false
    // Of a store that was damaged a start may have taken a state from before a baseline, or none.
    guard world.isRunning, !world.storeHasLied else { return nil }
    for index in accounts.indices where accounts[index].isDue {
      accounts[index].isDue = false
      if let violation = observe(index, entry, number, &world, names) { return violation }
    }
    return nil
  }

  private mutating func observe<Engine: SimulatedEngine>(
    _ index: Int, _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    let asOf = world.incarnation.books.adoptedAsOf[index]
    guard asOf == accounts[index].baselines.last?.asOf, fold(index, asOf, &world) else { return nil }
    let position = world.incarnation.books.positions[index]
    let exact = accounts[index].cost
    guard position.quantity.units == exact.quantity else { return nil }
    let told = accounts[index].told
    guard !agrees(position, index) else {
      guard !exact.realizes(told) else { return nil }
      return Violation(
        oracle: .basisFollowsFills,
        message: "the fills of \(names.instruments[index]) tell of \(told) realized in all, but its executions in the "
          + "broker's order come to \(exact.realizedProfit?.description ?? "too much")",
        instant: entry.instant, entry: number)
    }
    return Violation(
      oracle: .basisFollowsFills,
      message: "position \(names.instruments[index]) averages \(position.averagePrice?.description ?? "nothing") "
        + "and has realized \(position.realizedProfit), but its executions in the broker's order come to "
        + "\(exact.averagePrice?.description ?? "nothing") and \(exact.realizedProfit?.description ?? "too much")",
      instant: entry.instant, entry: number)
  }

  private func agrees(_ position: PositionReplay, _ index: Int) -> Bool {
    accounts[index].cost.averages(position.averagePrice) && accounts[index].cost.realizes(position.realizedProfit)
  }

  /// Adds the broker's executions that came since the last look, in the broker's order.
  ///
  /// - Returns: Whether the books hold all of them.
  private mutating func fold<Engine: SimulatedEngine>(
    _ index: Int, _ asOf: BrokerSequence, _ world: inout World<Engine>
  ) -> Bool {
    let instrument = InstrumentID(index: UInt32(index))
    let executions = world.broker.executions
    hasRevisions = hasRevisions || executions[min(seen, executions.count)...].contains { $0.reference != nil }
    seen = executions.count
    if hasRevisions { return refold(index, asOf, &world) }
    while accounts[index].folded < world.broker.executions.count {
      let execution = world.broker.executions[accounts[index].folded]
      if execution.instrument == instrument, execution.sequence > asOf, !isOpening(execution) {
        guard world.incarnation.books.holds(execution),
          accounts[index].cost.add(execution.side, quantity: execution.quantity, price: execution.price)
        else { return false }
      }
      accounts[index].folded += 1
    }
    return true
  }

  /// Reckons anew, where the broker has taken executions back or amended them: they count as they are now, where they
  /// were; what the baseline holds of them is taken out of it.
  ///
  /// - Returns: Whether the books hold all of them.
  private mutating func refold<Engine: SimulatedEngine>(
    _ index: Int, _ asOf: BrokerSequence, _ world: inout World<Engine>
  ) -> Bool {
    restart(index)
    var counting: [(execution: Execution, takesProfit: Bool?)] = []
    for execution in world.broker.executions
    where Int(execution.instrument.index) == index && execution.sequence > asOf && !isOpening(execution) {
      guard world.incarnation.books.holds(execution) else { return false }
      guard let reference = execution.reference else {
        counting.append((execution, nil))
        continue
      }
      let place = counting.firstIndex { one in
        one.takesProfit == nil && one.execution.order == execution.order && one.execution.id == reference
      }
      if let place {
        counting[place].execution.id = execution.id
        counting[place].execution.quantity = execution.quantity
        counting[place].execution.price = execution.price
        if execution.isBust { counting.remove(at: place) }
      } else {
        // Whether the profit at the baseline has in it what the execution earned is known to the books alone.
        guard let former = world.incarnation.books.execution(reference, of: execution.order) else { return false }
        counting.append((former.execution, former.origin == .reported))
        if !execution.isBust { counting.append((execution, nil)) }
      }
    }
    return counting.allSatisfy { execution, takesProfit in
      guard let takesProfit else {
        return accounts[index].cost.add(execution.side, quantity: execution.quantity, price: execution.price)
      }
      return accounts[index].cost.remove(
        execution.side, quantity: execution.quantity, price: execution.price, takesProfit: takesProfit)
    }
  }

  private func isOpening(_ execution: Execution) -> Bool {
    opening?.booked(execution) != nil
  }

  /// Reckons anew from the last baseline.
  private mutating func restart(_ index: Int) {
    accounts[index].folded = 0
    if let baseline = accounts[index].baselines.last { accounts[index].cost = cost(baseline, index) }
  }

  private func cost(_ baseline: Baseline, _ index: Int) -> AverageCost {
    AverageCost(
      quantity: baseline.quantity, averagePrice: baseline.averagePrice, profit: baseline.profit,
      multiplier: instruments[index].multiplier)
  }

  private static func baseline(of books: Books, _ index: Int, record: UInt64) -> Baseline {
    let position = books.positions[index]
    return Baseline(
      record: record, asOf: books.adoptedAsOf[index], quantity: position.quantity,
      averagePrice: position.averagePrice ?? .zero, profit: position.exactProfit)
  }
}

extension Books {
  /// Whether an execution is counted as of the change that the broker says it was, or has left the books since.
  fileprivate func holds(_ execution: Execution) -> Bool {
    booked(execution).map { $0.execution.sequence == execution.sequence } ?? isArchived(execution)
  }
}
