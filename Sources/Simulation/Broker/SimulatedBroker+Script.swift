import Reconciliation
public import Trading

/// What a scenario tells the broker to do.
public enum BrokerCommand: Hashable, Sendable {
  /// Reject an order, working ones included; the note is the index of a text.
  case reject(ClientOrderID, note: UInt32)
  /// End an order by its time in force.
  case expire(ClientOrderID)
  /// Cancel an order unasked.
  case cancel(ClientOrderID, note: UInt32)
  /// Execute an order; a nil quantity is all that is left.
  case fill(ClientOrderID, quantity: Decimal?, isOverfill: Bool, price: Decimal, execution: ExecutionID)
  /// Trade on the account without an order of the engine.
  case trade(InstrumentID, Side, quantity: Decimal, price: Decimal, note: UInt32)
  /// Set a position without a trade; a nil price keeps the average.
  case adjustPosition(InstrumentID, quantity: Decimal, price: Decimal?, note: UInt32)
  /// Add to a balance without a trade.
  case adjustCash(CurrencyID, amount: Decimal, note: UInt32)
}

/// Why a line of a scenario could not be carried out.
public enum Impossibility: Error, Hashable, Sendable {
  /// The broker has no such order: it never arrived.
  case noSuchOrder
  /// The order does not work any more.
  case notWorking(OrderStatus)
  /// The order has less left than the line executes.
  case moreThanLeft(Decimal)
  /// The engine's container does not run.
  case containerDown
  /// There is nothing on disk to damage.
  case nothingOnDisk
  /// A figure left the range of a decimal.
  case overflow
}

extension SimulatedBroker {
  /// Carries out a scripted command.
  mutating func carryOut(
    _ command: BrokerCommand, at now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    switch command {
    case .reject(let order, let note): end(try working(order), as: .rejected, note: note, into: &outputs)
    case .expire(let order): end(try working(order), as: .expired, note: Event.none, into: &outputs)
    case .cancel(let order, let note): end(try working(order), as: .cancelled, note: note, into: &outputs)
    case .fill(let order, let quantity, let isOverfill, let price, let execution):
      try fill(
        order, quantity: quantity, isOverfill: isOverfill, price: price, as: execution, at: now, into: &outputs)
    case .trade(let instrument, let side, let quantity, let price, let note):
      try trade(instrument, side, quantity: quantity, price: price, note: note, at: now, into: &outputs)
    case .adjustPosition(let instrument, let quantity, let price, let note):
      _ = nextSequence()
      var position = positions[Int(instrument.index)]
      let average = price ?? position.averagePrice ?? .zero
      do { try position.adopt(quantity: quantity, averagePrice: average) } catch { throw .overflow }
      adjust(position, of: instrument)
      var event = Event(.brokerAdjusted)
      event.instrument = instrument.index
      event.quantity = quantity
      event.price = average
      event.note = note
      outputs.append(.event(event))
    case .adjustCash(let currency, let amount, let note):
      _ = nextSequence()
      guard let balance = try? cash[Int(currency.index)] + amount else { throw .overflow }
      setCash(balance, in: currency)
      var event = Event(.brokerAdjusted)
      event.currency = currency.index
      event.quantity = amount
      event.note = note
      outputs.append(.event(event))
    }
    remember(at: now)
  }

  private func working(_ order: ClientOrderID) throws(Impossibility) -> Int {
    guard let slot = slot(of: order) else { throw .noSuchOrder }
    guard orders[slot].status.isWorking else { throw .notWorking(orders[slot].status) }
    return slot
  }

  private mutating func fill(
    _ order: ClientOrderID, quantity: Decimal?, isOverfill: Bool, price: Decimal, as id: ExecutionID, at now: Instant,
    into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    guard let slot = slot(of: order) else { throw .noSuchOrder }
    let report = orders[slot]
    // A fill may race with a cancel and come second, so a cancelled order can still be filled; others cannot.
    guard report.status.isWorking || report.status == .cancelled || isOverfill else { throw .notWorking(report.status) }
    guard let left = try? report.terms.quantity - report.filled else { throw .overflow }
    let executed = quantity ?? left
    guard executed.isPositive, executed <= left || isOverfill else { throw .moreThanLeft(left) }
    let next = nextSequence()
    let execution = Execution(
      id: id, order: order, brokerOrder: report.brokerOrder, instrument: report.instrument, side: report.side,
      quantity: executed, price: price, executedAt: now, sequence: next)
    do { try book(execution, slot: slot) } catch { throw .overflow }
    noteExecution(slot, sequence: next)
    var event = Event(.brokerFilled)
    event.order = order.index
    event.execution = id.index
    event.quantity = executed
    event.price = price
    event.filled = orders[slot].filled
    event.leaves = (try? max(.zero, orders[slot].terms.quantity - orders[slot].filled)) ?? .zero
    outputs.append(.event(event))
    outputs.append(.stream(.execution(execution, orders[slot])))
  }

  private mutating func trade(
    _ instrument: InstrumentID, _ side: Side, quantity: Decimal, price: Decimal, note: UInt32, at now: Instant,
    into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    let execution = Execution(
      id: ExecutionID(index: Event.none), order: ClientOrderID(index: Event.none),
      brokerOrder: BrokerOrderID(index: Event.none), instrument: instrument, side: side, quantity: quantity,
      price: price, executedAt: now, sequence: nextSequence())
    do { try book(execution, slot: nil) } catch { throw .overflow }
    var event = Event(.brokerTraded)
    event.instrument = instrument.index
    event.reason = Word(side)
    event.quantity = quantity
    event.price = price
    event.note = note
    outputs.append(.event(event))
  }
}
