extension Specification {
  /// What goes out on the bus, and what the log says beside it.
  static let events: [any Clause.Type] = [EventOfRecord.self, EventOnce.self, EventOrder.self, BusFailure.self]
}
