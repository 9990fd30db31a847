import Trading

extension Books {
  /// Whether an execution is part of the position that was last taken over.
  ///
  /// One without a sequence of the broker cannot be told to be, and is counted.
  func absorbs(_ execution: Execution) -> Bool {
    execution.isHeld(by: adoptedAsOf[Int(execution.instrument.index)])
  }

  /// Whether an execution is paid for in the balance that was last taken over.
  private func hasPaid(for execution: Execution, in currency: CurrencyID) -> Bool {
    execution.isHeld(by: cashAsOf[Int(currency.index)])
  }

  /// Counts an execution: order, position and cash change together or not at all.
  ///
  /// A position and a balance are taken over each by itself: what one of them contains already is still new to the other.
  ///
  /// - Parameter isPaid: whether the opening balance includes it.
  mutating func book(
    _ execution: Execution, _ origin: ExecutionOrigin, at instant: Instant, isPaid: Bool = false
  ) throws(DecimalError) {
    let index = Int(execution.instrument.index)
    let instrument = instruments[index]
    let former = subject(of: execution)?.execution
    var payment = try instrument.payment(for: execution)
    // What was paid for it as it was comes back, the fee included.
    if let former { payment = try payment - instrument.payment(for: former) }
    var position = positions[index]
    var balance = cash[Int(instrument.currency.index)]
    if origin == .reported { position = try positionAfter(execution) }
    if !isPaid && !hasPaid(for: execution, in: instrument.currency) {
      balance = try balance - payment
    }
    if let slot = slot(of: execution.order) {
      var filled = try orders[slot].filled + execution.quantity
      var value = try orders[slot].value + .product(execution.quantity, execution.price)
      if let former {
        filled = try filled - former.quantity
        value = try value - .product(former.quantity, former.price)
      }
      let wasWorking = !orders[slot].status.isTerminal
      orders[slot].filled = filled
      orders[slot].value = value
      orders[slot].noteExecution(of: execution)
      orders[slot].changedAt = instant
      noteWork(slot, wasWorking: wasWorking)
    }
    positions[index] = position
    cash[Int(instrument.currency.index)] = balance
    log.append(execution, origin)
  }

  /// Whether all figures stay within the range of a decimal when these are counted.
  func fits(_ executions: [Execution]) -> Bool {
    var books = self
    for execution in executions {
      let origin: ExecutionOrigin = books.absorbs(execution) ? .absorbed : .reported
      do { try books.book(execution, origin, at: .origin) } catch { return false }
    }
    return true
  }

  /// Whether it is sure of what the broker has executed of an order between two changes whether the figures that were
  /// taken over have it in them.
  func isPlaced(after first: BrokerSequence, upTo last: BrokerSequence, in instrument: InstrumentID) -> Bool {
    let currency = instruments[Int(instrument.index)].currency
    return [adoptedAsOf[Int(instrument.index)], cashAsOf[Int(currency.index)]].allSatisfy { $0 <= first || $0 >= last }
  }

  /// The position with one more execution, which goes where it belongs in the broker's order.
  private func positionAfter(_ execution: Execution) throws(DecimalError) -> PositionReplay {
    let index = Int(execution.instrument.index)
    var position = positions[index]
    guard execution.reference != nil || position.place(of: execution) < position.newest else {
      try position.add(execution)
      return position
    }
    var steps = stepsSinceBaseline(index) + [PositionStep(execution)]
    if execution.reference != nil { log.revise(&steps) }
    return try position.replaying(steps)
  }

  /// Brings all positions from their baselines to where the log takes them.
  mutating func replayPositions() throws(DecimalError) {
    for index in positions.indices {
      positions[index] = try positions[index].replaying(stepsSinceBaseline(index))
    }
  }
}

extension Instrument {
  /// What an execution takes from the balance of the currency, below zero what it brings: its worth and the fee.
  func payment(for execution: Execution) throws(DecimalError) -> Decimal {
    let worth = try notional(quantity: execution.quantity, price: execution.price)
    return try execution.side.signed(worth) + execution.fee
  }
}

extension ManagedOrder {
  /// Moves the status by an execution that was just counted.
  ///
  /// An order that had ended stays ended unless the execution completes it: a late execution changes what was
  /// traded, not whether the rest still works (reference, edge case 43); that is what the broker's reports say. Which
  /// terms are in force the execution does not say: those that were asked for last may be.
  fileprivate mutating func noteExecution(of execution: Execution) {
    brokerOrder = execution.brokerOrder
    sequence = max(sequence, execution.sequence)
    if leaves.isZero {
      status = .filled
      hasCancelIntent = false
      replaceIntent = nil
    } else if !status.isTerminal || execution.reference != nil && status == .filled {
      // What was complete works again with what the broker has taken back of it (FIX, order state changes, G.1).
      status = filled.isPositive ? .partial : .open
    }
  }
}
