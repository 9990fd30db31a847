public import Reconciliation
public import Trading

/// The broker of a simulation: it owns the truth about orders, executions, positions and cash.
///
/// Sans-I/O like the engine: it takes requests and scripted commands, changes its books, and says what it answers,
/// streams and does. Its order life cycle is its own; nothing is shared with the engine but the types of messages.
public struct SimulatedBroker: Sendable {
  /// The promises the broker keeps.
  public let profile: BrokerProfile
  /// Every order ever accepted, as reports; a query answers with this very array.
  public private(set) var orders: [OrderReport] = []
  /// How the orders had ended, by place, that an execution of before their end has filled all the same.
  private var formerEnds: [Int: OrderStatus] = [:]
  /// Every execution on an order, in the order of the broker's sequence.
  public internal(set) var executions: [Execution] = []
  /// The positions, by ``InstrumentID``.
  public private(set) var positions: [Position]
  /// Whether a position was changed by executions of orders alone, by ``InstrumentID``.
  public private(set) var followsExecutions: [Bool]
  /// The cash, by ``CurrencyID``.
  public private(set) var cash: [Decimal]
  /// The prices the instruments are valued at, by ``InstrumentID``; zero without a market.
  public private(set) var marks: [Decimal]
  /// How many changes there were.
  public private(set) var sequence = BrokerSequence.zero

  /// The youngest order under each client order id, by slot.
  private var newestSlots: [ClientOrderID: Int] = [:]
  /// For each order, the one before it under the same client order id.
  private var earlierSlots: [Int?] = []
  /// Where the orders stand that somebody has placed beside the engine under an id that others bear, by their names.
  var handSlots: [UInt32: Int] = [:]
  /// The orders of which nothing may wait at the broker, by slot: immediate or cancel, fill or kill.
  private(set) var areOfAnInstant: [Bool] = []

  let instruments: [Instrument]
  /// Σ quantity × price of the executions of each order.
  var values: [ExactAmount] = []
  var snapshotFaults: [SnapshotRule] = []
  /// The faults of requests to place, cancel or replace that are in force.
  var requestFaults: [RequestRule] = []
  /// What the account looked like after each change; kept only if a stale answer may be asked for.
  var history: [Past] = []
  let keepsHistory: Bool

  /// What each position is made of, by ``InstrumentID``: an execution that is taken back was never there.
  var postings: [Postings]

  /// What a position is made of.
  struct Postings: Sendable {
    /// The position as it was last set.
    var base = Position.flat
    /// What was traded since, in the order of the broker.
    var made: [Posting] = []
  }

  /// What one trade has added to a position.
  struct Posting: Sendable {
    /// The order and the execution; none for a trade without an order, and for what undoes one.
    var order: ClientOrderID
    var execution: ExecutionID
    var side: Side
    var quantity: Decimal
    var price: Decimal
    /// Whether it takes out a trade that the position had in it when it was set.
    var isTakenBack: Bool

    init(_ execution: Execution, side: Side, isTakenBack: Bool = false) {
      order = execution.order
      self.execution = isTakenBack ? ExecutionID(index: Event.none) : execution.id
      self.side = side
      self.isTakenBack = isTakenBack
      quantity = execution.quantity
      price = execution.price
    }
  }

  struct Past: Sendable {
    var instant: Instant
    var orders: [OrderReport]
    var executionCount: Int
    var positions: [Position]
    var cash: [Decimal]
    var sequence: BrokerSequence
  }

  init(profile: BrokerProfile, instruments: [Instrument], currencyCount: Int, keepsHistory: Bool) {
    self.profile = profile
    self.instruments = instruments
    self.keepsHistory = keepsHistory
    positions = Array(repeating: .flat, count: instruments.count)
    postings = Array(repeating: Postings(), count: instruments.count)
    followsExecutions = Array(repeating: true, count: instruments.count)
    marks = Array(repeating: .zero, count: instruments.count)
    cash = Array(repeating: .zero, count: currencyCount)
  }

  /// The slot of the order that a client order id means: a working one before an ended one, a younger before an
  /// older.
  public func slot(of order: ClientOrderID) -> Int? {
    var ended: Int?
    // Among a few, looking at each is faster than hashing.
    guard orders.count > 16 else {
      for slot in orders.indices.reversed() where orders[slot].order == order {
        if orders[slot].status.isWorking { return slot }
        ended = ended ?? slot
      }
      return ended
    }
    var next = newestSlots[order]
    while let slot = next {
      if orders[slot].status.isWorking { return slot }
      ended = ended ?? slot
      next = earlierSlots[slot]
    }
    return ended
  }

  /// The quantity that all orders under a client order id have executed.
  public func filled(under order: ClientOrderID) -> Decimal {
    var sum = Decimal.zero
    var next = newestSlots[order]
    while let slot = next {
      sum = (try? sum + orders[slot].filled) ?? sum
      next = earlierSlots[slot]
    }
    return sum
  }

  /// Whether the broker has ever had two orders under a client order id.
  public func hasTwins(of order: ClientOrderID) -> Bool {
    newestSlots[order].map { earlierSlots[$0] != nil } ?? false
  }

  /// The volume-weighted price of an order's executions, or nil without any.
  public func averagePrice(ofSlot slot: Int) -> Decimal? {
    guard orders[slot].filled.isPositive else { return nil }
    return try? values[slot].divided(by: orders[slot].filled)
  }

  mutating func nextSequence() -> BrokerSequence {
    sequence = BrokerSequence(sequence.value + 1)
    return sequence
  }

  mutating func add(_ report: OrderReport, _ timeInForce: TimeInForce) -> Int {
    orders.append(report)
    areOfAnInstant.append(timeInForce == .immediateOrCancel || timeInForce == .fillOrKill)
    values.append(.zero)
    let slot = orders.count - 1
    earlierSlots.append(newestSlots.updateValue(slot, forKey: report.order))
    return slot
  }

  mutating func change(_ slot: Int, _ change: (inout OrderReport) -> Void) {
    let next = nextSequence()
    change(&orders[slot])
    orders[slot].sequence = next
  }

  mutating func book(_ execution: Execution, slot: Int?) throws(DecimalError) {
    let instrument = instruments[Int(execution.instrument.index)]
    var position = positions[Int(execution.instrument.index)]
    try position.apply(
      execution.side, quantity: execution.quantity, price: execution.price, multiplier: instrument.multiplier)
    let notional = try instrument.notional(quantity: execution.quantity, price: execution.price)
    let balance = cash[Int(instrument.currency.index)]
    let newBalance = try (execution.side == .buy ? balance - notional : balance + notional) - execution.fee
    if let slot {
      let filled = try orders[slot].filled + execution.quantity
      values[slot] = try values[slot] + .product(execution.quantity, execution.price)
      orders[slot].filled = filled
      orders[slot].averagePrice = averagePrice(ofSlot: slot) ?? .zero
      executions.append(execution)
    } else {
      followsExecutions[Int(execution.instrument.index)] = false
    }
    positions[Int(execution.instrument.index)] = position
    postings[Int(execution.instrument.index)].made.append(Posting(execution, side: execution.side))
    cash[Int(instrument.currency.index)] = newBalance
  }

  /// Moves an order's status by an execution that was just booked.
  mutating func noteExecution(_ slot: Int, sequence: BrokerSequence) {
    orders[slot].sequence = sequence
    if orders[slot].filled >= orders[slot].terms.quantity {
      if orders[slot].status.isTerminal, orders[slot].status != .filled { formerEnds[slot] = orders[slot].status }
      orders[slot].status = .filled
    } else if orders[slot].status == .open {
      orders[slot].status = .partial
    }
  }

  /// Changes a position without an execution.
  mutating func adjust(_ position: Position, of instrument: InstrumentID) {
    setPosition(position, of: instrument)
    followsExecutions[Int(instrument.index)] = false
  }

  mutating func setPosition(_ position: Position, of instrument: InstrumentID) {
    keep(position, of: instrument)
    postings[Int(instrument.index)] = Postings(base: position)
  }

  /// Sets a position to what its trades come to.
  mutating func keep(_ position: Position, of instrument: InstrumentID) {
    positions[Int(instrument.index)] = position
  }

  /// Moves an order by an execution that was taken back or amended: what was complete works again with what is left of
  /// it (FIX, order state changes, G.1); what had ended otherwise, if only before it was filled, stays ended.
  mutating func noteRevision(_ slot: Int, filled: Decimal, sequence: BrokerSequence) {
    orders[slot].filled = filled
    orders[slot].averagePrice = averagePrice(ofSlot: slot) ?? .zero
    orders[slot].sequence = sequence
    guard orders[slot].status.isWorking || orders[slot].status == .filled else { return }
    let rest: OrderStatus = formerEnds[slot] ?? (filled.isPositive ? .partial : .open)
    orders[slot].status = filled >= orders[slot].terms.quantity ? .filled : rest
  }

  mutating func setCash(_ amount: Decimal, in currency: CurrencyID) {
    cash[Int(currency.index)] = amount
  }

  mutating func setMark(_ price: Decimal, of instrument: InstrumentID) {
    marks[Int(instrument.index)] = price
  }

  /// Remembers the state for stale answers.
  mutating func remember(at now: Instant) {
    guard keepsHistory else { return }
    history.append(
      Past(
        instant: now, orders: orders, executionCount: executions.count, positions: positions, cash: cash,
        sequence: sequence))
  }
}

extension SimulatedBroker {
  /// The broker's own name of an order.
  public static func name(ofOrder index: UInt32) -> String { String(1001 + UInt64(index)) }
}
