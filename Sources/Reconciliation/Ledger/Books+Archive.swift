public import Trading

extension Books {
  /// Whether an order was in the books and has left them.
  public func isArchived(_ order: ClientOrderID) -> Bool { !archived.isEmpty && archived.order(order) != nil }

  /// Whether a report says nothing new of an order that has left the books: it is older than what was known, or says that
  /// the order has ended, with no more executed than was counted.
  func isOver(_ report: OrderReport) -> Bool {
    guard !archived.isEmpty, let order = archived.order(report.order) else { return false }
    return report.sequence < order.sequence || (report.status.isTerminal && report.filled <= order.filled)
  }

  /// Whether an execution was counted and has left the books with its order.
  public func isArchived(_ execution: Execution) -> Bool {
    archived.executionCount > 0 && archived.contains(ExecutionIndex.Key(execution))
  }

  /// Whether an execution was counted, be it in the books still or not.
  public func hasCounted(_ execution: Execution) -> Bool { booked(execution) != nil || isArchived(execution) }

  /// How many executions were ever counted.
  public var executionTotal: Int { archived.executionCount + executions.count }

  /// The executions behind the first so many that were ever counted, as far as they are in the books still.
  public func executions(behind count: Int) -> ChunkedArray<BookedExecution>.SubSequence {
    executions.suffix(max(0, executionTotal - count))
  }

  /// Takes the orders out that were named last, with their executions; the keys of both stay.
  ///
  /// What the executions have made of a position becomes its baseline.
  mutating func archive() throws(DecimalError) {
    let ids = Set(archived.leaving.map(\.id))
    var positions = positions
    for index in positions.indices {
      var first = positions[index].firstExecution
      let steps = stepsSinceBaseline(index)
      if steps.contains(where: { ids.contains($0.execution.order) }) {
        try positions[index].advance(over: steps) { ids.contains($0) }
      }
      first -= executions.prefix(first).count { ids.contains($0.execution.order) }
      positions[index].move(to: first)
    }
    self.positions = positions
    archived.end(with: executions.lazy.map(\.execution).filter { ids.contains($0.order) })
    log = log.without(ids)
    let staying = orders.filter { !ids.contains($0.id) }
    orderSlots = []
    orders = ChunkedArray()
    working = WorkingSet()
    for order in staying { add(order) }
  }
}

extension Books {
  /// Whether all figures stay within the range of a decimal when these leave.
  func canArchive(_ leaving: [ArchivedOrder]) -> Bool {
    var books = self
    for archived in leaving { books.archived.announce(archived.order) }
    do { try books.archive() } catch { return false }
    return true
  }
}

extension ExecutionLog {
  /// The log without the executions of orders that leave.
  fileprivate func without(_ leaving: Set<ClientOrderID>) -> ExecutionLog {
    var log = ExecutionLog()
    for booked in entries where !leaving.contains(booked.execution.order) {
      log.append(booked.execution, booked.origin)
    }
    log.noteKnown(upTo: newest)
    return log
  }
}

extension PositionReplay {
  /// Makes the position up to the last step of an order that leaves the baseline.
  ///
  /// - Parameter leaves: whether an order leaves; all steps before the last of such orders are of such orders.
  fileprivate mutating func advance(
    over steps: [PositionStep], _ leaves: (ClientOrderID) -> Bool
  ) throws(DecimalError) {
    let placed = placed(steps)
    guard let last = placed.lastIndex(where: { leaves($0.step.execution.order) }) else { return }
    var (basis, past) = (baseline, past)
    for one in placed[...last] {
      let before = basis.quantity
      try basis.take(one.step)
      try past.add(one.step, from: before, to: basis.quantity)
    }
    let rest = placed[(last + 1)...].sorted { $0.arrival < $1.arrival }.map(\.step)
    begin(at: basis, past, asOf: max(baselineAsOf, placed[last].place))
    self = try replaying(rest)
  }
}
