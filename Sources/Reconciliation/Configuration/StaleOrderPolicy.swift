/// What becomes of an order that works and of which nothing new was heard for too long.
public enum StaleOrderPolicy: Hashable, Sendable {
  /// Nothing.
  case off
  /// A person is told.
  case report
  /// The broker is asked for it.
  case lookUp
  /// It is cancelled, and a person is told.
  case cancel

  /// The word under which records and events name it.
  var word: Word? {
    switch self {
    case .off: nil
    case .report: .report
    case .lookUp: .lookUp
    case .cancel: .cancel
    }
  }
}
