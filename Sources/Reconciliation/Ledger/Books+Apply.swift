import Trading

extension Books {
  /// Changes the books by one record.
  ///
  /// - Throws: ``DecimalError/overflow`` if a figure leaves the range of a decimal; the books are then unchanged.
  mutating func apply(_ record: JournalRecord) throws(DecimalError) {
    switch record {
    case .accepted(let order, let terms, _):
      add(ManagedOrder(id: order, terms: terms))
    case .attempt(let order, let number):
      withOrder(order) { order in
        order.status = .submitted
        order.attempts = number
      }
    case .status(let change):
      withOrder(change.order) { order in
        order.status = change.to
        order.brokerOrder = change.brokerOrder ?? order.brokerOrder
        order.sequence = max(order.sequence, change.sequence)
        if change.to.isTerminal {
          order.hasCancelIntent = false
          order.replaceIntent = nil
        }
      }
    case .execution(let execution, _, let isAbsorbed):
      try book(execution, isAbsorbed: isAbsorbed)
    case .cancelIntent(let order):
      withOrder(order) { $0.hasCancelIntent = true }
    case .replaceIntent(let order, let amendment):
      withOrder(order) { $0.replaceIntent = amendment }
    case .intentEnd(let order, let intent, _):
      withOrder(order) { order in
        if intent == .cancel { order.hasCancelIntent = false } else { order.replaceIntent = nil }
      }
    case .terms(let order, let amendment, _, let sequence):
      withOrder(order) { order in
        order.terms.quantity = amendment.quantity
        order.terms.pricing = amendment.pricing
        order.sequence = max(order.sequence, sequence)
        if order.replaceIntent == amendment { order.replaceIntent = nil }
      }
    case .position(let adoption):
      let instrument = Int(adoption.instrument.index)
      try positions[instrument].adopt(quantity: adoption.to, averagePrice: adoption.averagePrice)
      adoptedAsOf[instrument] = adoption.asOf
    case .cash(let currency, _, let amount, _):
      cash[Int(currency.index)] = amount
    case .discrepancy(let discrepancy):
      discrepancies.append(discrepancy)
      discrepancyCount = max(discrepancyCount, discrepancy.id)
    case .resolution(let id, _, _):
      discrepancies.removeAll { $0.id == id }
    case .halt(let isOn):
      isHalted = isOn
    }
  }

  /// Adds an order and its slot.
  mutating func add(_ order: ManagedOrder) {
    let index = Int(order.id.index)
    if orderSlots.count <= index {
      orderSlots.append(contentsOf: repeatElement(-1, count: index + 1 - orderSlots.count))
    }
    orderSlots[index] = Int32(orders.count)
    orders.append(order)
  }

  /// Counts an execution: order, position and cash change together or not at all.
  private mutating func book(_ execution: Execution, isAbsorbed: Bool) throws(DecimalError) {
    let instrumentIndex = Int(execution.instrument.index)
    let instrument = instruments[instrumentIndex]
    let notional = try instrument.notional(quantity: execution.quantity, price: execution.price)
    var position = positions[instrumentIndex]
    var balance = cash[Int(instrument.currency.index)]
    if !isAbsorbed {
      try position.apply(
        execution.side, quantity: execution.quantity, price: execution.price, multiplier: instrument.multiplier)
      balance = execution.side == .buy ? try balance - notional : try balance + notional
    }
    if let slot = slot(of: execution.order) {
      let filled = try orders[slot].filled + execution.quantity
      let value = try orders[slot].value + execution.quantity * execution.price
      orders[slot].filled = filled
      orders[slot].value = value
      orders[slot].noteExecution(of: execution)
    }
    positions[instrumentIndex] = position
    cash[Int(instrument.currency.index)] = balance
    insert(BookedExecution(execution: execution, isAbsorbed: isAbsorbed))
  }

  /// Adds an execution and its slot.
  mutating func insert(_ booked: BookedExecution) {
    let key = ExecutionKey(instrument: booked.execution.instrument, id: booked.execution.id)
    executionSlots[key] = executions.count
    newestExecution = max(newestExecution, booked.execution.sequence)
    executions.append(booked)
  }

  private mutating func withOrder(_ order: ClientOrderID, _ change: (inout ManagedOrder) -> Void) {
    guard let slot = slot(of: order) else { return }
    change(&orders[slot])
  }
}

extension ManagedOrder {
  /// Moves the status by an execution that was just counted.
  ///
  /// An order that had ended stays ended unless the execution completes it: a late execution changes what was
  /// traded, not whether the rest still works (reference, edge case 43). One that was given up by policy is
  /// evidently alive.
  fileprivate mutating func noteExecution(of execution: Execution) {
    brokerOrder = execution.brokerOrder
    sequence = max(sequence, execution.sequence)
    if filled >= terms.quantity {
      status = .filled
      hasCancelIntent = false
      replaceIntent = nil
    } else if status != .cancelled, status != .expired {
      status = .partial
    }
  }
}
