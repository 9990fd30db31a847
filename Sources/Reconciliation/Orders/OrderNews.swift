import Trading

/// When something was recorded last about each order, as `stale-after` counts it; a restart forgets it and counts from
/// itself on.
struct OrderNews: Sendable {
  private var began = Instant.origin
  /// By index of a client order id.
  private var latest: [UInt32: Instant] = [:]

  /// The engine starts.
  mutating func start(at now: Instant) {
    began = now
    latest = [:]
  }

  /// A record was made.
  mutating func note(_ record: JournalRecord, at now: Instant) {
    switch record {
    case .order(let record): latest[record.order.index] = now
    case .execution(.counted(let execution, _, _)): latest[execution.order.index] = now
    case .position, .cash, .discrepancy, .ticket, .control: break
    }
  }

  /// Whether nothing was recorded about an order for so long.
  func isStale(_ order: ClientOrderID, after span: TimeSpan, at now: Instant) -> Bool {
    now - (latest[order.index] ?? began) >= span
  }
}
