extension Specification {
  /// Executions, positions, balances, and what is done where they differ.
  static let money: [any Clause.Type] = []
}
