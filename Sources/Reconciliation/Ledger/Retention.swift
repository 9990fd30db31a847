import Trading

/// Which orders may leave the books.
///
/// Books that only grow make every checkpoint, start and late execution dearer than the one before. What has ended, was
/// left alone for `keep-ended` and is part of no question that is open can be told from a few keys.
enum Retention {
  /// About how many orders leave at once, since one record holds all of them; the others leave with the next pass.
  static let limit = 1000

  /// The orders that leave, in the order in which they were accepted.
  ///
  /// - Parameters:
  ///   - instant: they ended before it, or at it, and nothing was recorded of them since.
  ///   - known: all executions up to this change at the broker were told: none behind it leaves, since one that is
  ///     told late would belong before it.
  ///   - isBusy: whether something about the order of a slot is on its way.
  ///   - limit: no more are looked for when so many leave.
  static func leaving(
    _ books: Books, endedBy instant: Instant, knownUpTo known: BrokerSequence, limit: Int = limit,
    isBusy: (Int) -> Bool
  ) -> [ArchivedOrder] {
    let mayLeave = ended(books, by: instant, isBusy: isBusy)
    guard !mayLeave.isEmpty else { return [] }
    var (staying, byOrder) = (Set<ClientOrderID>(), [ClientOrderID: [BookedExecution]]())
    for booked in books.executions where mayLeave.contains(booked.execution.order) {
      let execution = booked.execution
      byOrder[execution.order, default: []].append(booked)
      if execution.sequence > known || execution.sequence == .zero { staying.insert(execution.order) }
    }
    var ended: [InstrumentID: [ClientOrderID]] = [:]
    for order in books.orders where mayLeave.contains(order.id) && !staying.contains(order.id) {
      ended[order.terms.instrument, default: []].append(order.id)
    }
    var leaving: Set<ClientOrderID> = []
    for (instrument, orders) in ended.sorted(by: { $0.key.index < $1.key.index })
    where leaving.count < limit && !books.lacksExecutions(of: instrument) {
      leaving.formUnion(first(limit - leaving.count, of: orders, in: instrument, books))
    }
    return books.orders.filter { leaving.contains($0.id) }
      .map { ArchivedOrder(order: $0, executions: byOrder[$0.id] ?? []) }
  }

  /// The orders that have ended and were left alone since.
  private static func ended(_ books: Books, by instant: Instant, isBusy: (Int) -> Bool) -> Set<ClientOrderID> {
    let doubted = Set(books.discrepancies.map(\.order))
    var ended: Set<ClientOrderID> = []
    for (slot, order) in books.orders.enumerated() {
      guard order.status.isTerminal, order.changedAt <= instant, !order.hasCancelIntent,
        !doubted.contains(order.id.index), !isBusy(slot), books.log.inferred(of: order.id).standing.isEmpty
      else { continue }
      ended.insert(order.id)
    }
    return ended
  }

  /// The first so many orders of an instrument that may leave, or a few more.
  ///
  /// Average and profit depend on the order of executions: an order stays as long as one of its executions counts behind
  /// one of an order that stays. So those leave first whose executions count first, and together those that lie between
  /// each other's.
  private static func first(
    _ limit: Int, of ended: [ClientOrderID], in instrument: InstrumentID, _ books: Books
  ) -> [ClientOrderID] {
    let index = Int(instrument.index)
    let orders = books.positions[index].placed(books.stepsSinceBaseline(index)).map(\.step.execution.order)
    var last: [ClientOrderID: Int] = [:]
    for (place, order) in orders.enumerated() { last[order] = place }
    var leaving = Array(ended.lazy.filter { last[$0] == nil }.prefix(limit))
    let ended = Set(ended)
    var (between, furthest) = (Set<ClientOrderID>(), -1)
    for (place, order) in orders.enumerated() {
      guard leaving.count < limit, ended.contains(order) else { break }
      between.insert(order)
      furthest = max(furthest, last[order] ?? place)
      if furthest == place {
        leaving += between
        between = []
      }
    }
    return leaving
  }
}
