/// What a pass is about.
enum PassKind: Sendable {
  /// Orders and executions.
  case orders
  /// Orders, executions, positions and cash.
  case account

  /// The kind that fits a mode: in paper mode nobody owns what the positions say.
  init(_ mode: TradingMode) {
    self = mode == .live ? .account : .orders
  }
}
