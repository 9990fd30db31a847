import Reconciliation
public import Trading

/// The broker takes an execution back, or amends it.
private struct ReviseExecution: BrokerMove {
  let execution: ExecutionID
  /// What it is from now on; nil if it is no more.
  let amendment: (quantity: Decimal?, price: Decimal?, fee: Decimal?)?
  let report: ExecutionID

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    guard let former = broker.executions.last(where: { $0.id == execution }) else { throw .noSuchExecution }
    let isRevised = broker.executions.contains { $0.reference == execution && $0.order == former.order }
    guard !isRevised, !former.isBust else { throw .executionRevised }
    var revision = former
    revision.id = report
    revision.reference = execution
    revision.quantity = amendment.map { $0.quantity ?? former.quantity } ?? .zero
    revision.price = amendment?.price ?? former.price
    // For what was never so nothing is taken.
    revision.fee = amendment.map { $0.fee ?? former.fee } ?? .zero
    revision.executedAt = now
    revision.sequence = broker.nextSequence()
    let slot = Int(former.brokerOrder.index)
    let wasFilled = broker.orders[slot].status == .filled
    do { try broker.revise(former, by: revision, slot: slot) } catch { throw .overflow }
    let order = broker.orders[slot]
    var event = Event(amendment == nil ? .brokerBusted : .brokerCorrected)
    event.order = order.order.index
    event.execution = execution.index
    event.quantity = amendment == nil ? former.quantity : revision.quantity
    event.price = revision.price
    event.fee = amendment == nil ? former.fee : revision.fee
    event.filled = order.filled
    event.leaves = (try? max(.zero, order.terms.quantity - order.filled)) ?? .zero
    outputs.append(.event(event))
    outputs.append(.stream(.execution(revision, order)))
    // Of an order of an instant nothing works again.
    if wasFilled, order.status.isWorking, broker.areOfAnInstant[slot] {
      broker.end(slot, as: .cancelled, note: Event.none, into: &outputs)
    }
  }
}

extension BrokerCommand {
  /// Take an execution back; the report of that has a name of its own.
  public static func bust(_ execution: ExecutionID, report: ExecutionID) -> BrokerCommand {
    BrokerCommand(ReviseExecution(execution: execution, amendment: nil, report: report))
  }

  /// Amend the quantity, the price or the fee of an execution; what is nil stays.
  public static func correct(
    _ execution: ExecutionID, quantity: Decimal?, price: Decimal?, fee: Decimal? = nil, report: ExecutionID
  ) -> BrokerCommand {
    BrokerCommand(ReviseExecution(execution: execution, amendment: (quantity, price, fee), report: report))
  }
}

extension SimulatedBroker {
  /// Books what has become of an execution: position, cash and order are as if it had never been so.
  fileprivate mutating func revise(
    _ former: Execution, by revision: Execution, slot: Int
  ) throws(DecimalError) {
    let instrument = instruments[Int(former.instrument.index)]
    let position = try revisedPosition(former, by: revision, multiplier: instrument.multiplier)
    let before = try instrument.notional(quantity: former.quantity, price: former.price)
    let after = try instrument.notional(quantity: revision.quantity, price: revision.price)
    let paid = try after - before
    let balance = cash[Int(instrument.currency.index)]
    let charged = try revision.fee - former.fee
    let newBalance = try (former.side == .buy ? balance - paid : balance + paid) - charged
    let filled = try orders[slot].filled - former.quantity + revision.quantity
    let value =
      try values[slot] - .product(former.quantity, former.price) + .product(revision.quantity, revision.price)
    values[slot] = value
    executions.append(revision)
    keep(position, of: former.instrument)
    setCash(newBalance, in: instrument.currency)
    noteRevision(slot, filled: filled, sequence: revision.sequence)
  }

  /// The position of an instrument with an execution as it is now.
  private mutating func revisedPosition(
    _ former: Execution, by revision: Execution, multiplier: Decimal
  ) throws(DecimalError) -> Position {
    var postings = self.postings[Int(former.instrument.index)]
    if let place = postings.made.firstIndex(where: { $0.execution == former.id && $0.order == former.order }) {
      if revision.isBust {
        postings.made.remove(at: place)
      } else {
        postings.made[place].execution = revision.id
        postings.made[place].quantity = revision.quantity
        postings.made[place].price = revision.price
      }
    } else {
      // It is part of figures that were set since, and of the profit, and is taken out of both.
      postings.made.append(SimulatedBroker.Posting(former, side: former.side, isTakenBack: true))
      if !revision.isBust { postings.made.append(SimulatedBroker.Posting(revision, side: former.side)) }
    }
    var position = postings.base
    for posting in postings.made {
      if posting.isTakenBack {
        try position.takeBack(posting, multiplier: multiplier)
      } else {
        try position.apply(posting.side, quantity: posting.quantity, price: posting.price, multiplier: multiplier)
      }
    }
    self.postings[Int(former.instrument.index)] = postings
    return position
  }
}

extension Position {
  /// Takes out a trade that the position has in it.
  ///
  /// What it has opened goes with its money, unless that would leave no price; what it has closed is open at the average
  /// again, and its profit is none.
  fileprivate mutating func takeBack(
    _ posting: SimulatedBroker.Posting, multiplier: Decimal
  ) throws(DecimalError) {
    let change = posting.side.signed(posting.quantity)
    let rest = try quantity - change
    var profit = exactProfit
    var cost = try ExactAmount.product(rest, posting.price)
    if rest.isZero {
      cost = .zero
    } else if !isFlat, quantity.isNegative != change.isNegative {
      let back = try self.cost.scaled(by: change.magnitude, over: quantity.magnitude)
      let gain = try ExactAmount.product(-change, posting.price) - back
      profit = try profit - (multiplier == .one ? gain : gain.scaled(by: multiplier, over: .one))
      cost = try self.cost + back
    } else if !isFlat, rest.isNegative == quantity.isNegative {
      let left = try self.cost - .product(change, posting.price)
      let hasPrice = left.isNegative == rest.isNegative && !left.isZero
      cost = hasPrice ? left : try self.cost.scaled(by: rest.magnitude, over: quantity.magnitude)
    }
    self = try Position(quantity: rest, cost: cost, exactProfit: profit)
  }
}
