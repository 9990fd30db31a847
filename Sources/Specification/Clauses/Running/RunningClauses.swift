extension Specification {
  /// Passes, stream, store, start and stop, and when a person is told.
  static let running: [any Clause.Type] = []
}
