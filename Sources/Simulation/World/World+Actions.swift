public import Reconciliation
public import Trading

/// What a scenario line does to a world, with all names as dense indices.
public enum WorldAction: Sendable {
  /// The trader wants something.
  case command(TraderCommand)
  /// An operator wants something.
  case operatorCommand(OperatorCommand)
  /// The broker does something.
  case broker(BrokerCommand)
  /// The broker's answers become wrong.
  case falsify(SnapshotFalsehood, FaultExtent)
  /// The prices of an instrument change.
  case market(InstrumentID, mark: Decimal)
  /// Nothing passes between engine and broker.
  case cut(FaultExtent)
  /// All network faults end.
  case heal
  /// Messages are hit by a rule.
  case network(MessageFilter, NetworkEffect, FaultExtent)
  /// The container is stopped in good order and started again.
  case restart(down: TimeSpan)
  /// The container is killed, at once or at an effect boundary (of an order, of an execution), and started again.
  case crash(point: Word?, order: UInt32?, execution: UInt32?, down: TimeSpan)
  /// The store is hit by a fault.
  case store(StoreEffect, FaultExtent)
  /// The newest checkpoint is damaged.
  case corruptCheckpoint
  /// The journal is damaged.
  case corruptJournal
}

extension World {
  /// Carries out a line of a scenario now.
  ///
  /// - Parameters:
  ///   - action: what the line does.
  ///   - line: its number in the file, for the trace.
  /// - Returns: The index of the fault that the line put into the world, if it is one.
  /// - Throws: ``Impossibility`` if the world is not in a state in which the line makes sense.
  @discardableResult
  public mutating func perform(_ action: WorldAction, line: UInt32) throws(Impossibility) -> Int? {
    switch action {
    case .command(let command):
      try perform(command, line: line)
    case .operatorCommand(let command):
      guard isRunning else { throw .containerDown }
      var event = Event(.operatorCommand)
      event.subject = command.word
      feed(.operatorCommand(command), cause: record(event, cause: TraceEntry.noCause, line: line))
    case .broker(let command):
      outputs.removeAll(keepingCapacity: true)
      try broker.carryOut(command, at: now, into: &outputs)
      cause = TraceEntry.noCause
      forwardScripted(outputs, line: line)
    case .market(let instrument, let mark): broker.setMark(mark, of: instrument)
    case .heal: heal(line: line)
    case .falsify(let falsehood, let extent):
      let fault = faults.add(line: line, extent: extent, now: now)
      broker.snapshotFaults.append(SnapshotRule(fault: fault, falsehood: falsehood))
      return fault
    case .cut(let extent):
      let fault = faults.add(line: line, extent: extent, now: now)
      cut(fault, line: line)
      return fault
    case .network(let filter, let effect, let extent):
      let fault = faults.add(line: line, extent: extent, now: now)
      network.rules.append(SimulatedNetwork.Rule(fault: fault, filter: filter, effect: effect))
      return fault
    case .store(let effect, let extent):
      let fault = faults.add(line: line, extent: extent, now: now)
      storeFaults.rules.append(StoreFaults.Rule(fault: fault, effect: effect))
      return fault
    case .restart(let down):
      guard isRunning else { throw .containerDown }
      stop(down: down, line: line)
    case .crash(let point, let order, let execution, let down):
      return try crash(at: point, order: order, execution: execution, down: down, line: line)
    case .corruptCheckpoint:
      guard disk.corruptCheckpoint() else { throw .nothingOnDisk }
      storeHasLied = true
    case .corruptJournal:
      guard disk.corruptJournal() else { throw .nothingOnDisk }
      storeHasLied = true
    }
    return nil
  }

  /// Ends the faults of a line, as when its `until` mark is set.
  public mutating func endFaults(ofLine line: UInt32) {
    let wasCut = network.isCut(faults, at: now)
    faults.end(line: line)
    guard wasCut, !network.isCut(faults, at: now) else { return }
    scheduleReconnect(cause: record(Event(.netHealed), cause: TraceEntry.noCause, line: line))
  }

  private mutating func perform(_ command: TraderCommand, line: UInt32) throws(Impossibility) {
    guard isRunning else { throw .containerDown }
    var event: Event
    switch command {
    case .place(let order, let terms):
      event = Event(.traderPlace)
      event.order = order.index
      event.reason = Word(terms.side)
      event.quantity = terms.quantity
      event.instrument = terms.instrument.index
      event.price = terms.pricing.limit ?? terms.pricing.stop ?? .zero
    case .replace(let order, let quantity, let limit, let stop):
      event = Event(.traderReplace)
      event.order = order.index
      event.quantity = quantity ?? .zero
      event.price = limit ?? stop ?? .zero
    case .cancel(let order):
      event = Event(.traderCancel)
      event.order = order.index
    }
    feed(.command(command), cause: record(event, cause: TraceEntry.noCause, line: line))
  }

  private mutating func forwardScripted(_ outputs: [BrokerOutput], line: UInt32) {
    var rest = outputs[...]
    if case .event(let event)? = rest.first {
      cause = record(event, cause: TraceEntry.noCause, line: line)
      rest = rest.dropFirst()
    }
    forward(Array(rest))
  }

  private mutating func crash(
    at point: Word?, order: UInt32?, execution: UInt32?, down: TimeSpan, line: UInt32
  ) throws(Impossibility) -> Int {
    if let point {
      let fault = faults.add(line: line, extent: .next(1), now: now)
      crashes.append(
        ArmedCrash(fault: fault, point: point, order: order, execution: execution, down: down))
      return fault
    }
    guard isRunning else { throw .containerDown }
    let fault = faults.add(line: line, extent: .next(1), now: now)
    faults.fire(fault, at: now)
    cause = TraceEntry.noCause
    kill(Event(.containerKilled), down: down, line: line)
    return fault
  }
}
