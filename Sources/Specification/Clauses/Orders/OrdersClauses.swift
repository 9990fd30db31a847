extension Specification {
  /// What is done about an order, from the trader's command to its end.
  static let orders: [any Clause.Type] = []
}
