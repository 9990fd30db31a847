/// What the engine does with an account while its store holds nothing: it may be the very first start, or all that was
/// known may be lost.
public enum EmptyStorePolicy: Hashable, Sendable {
  /// The drift policies decide, as ever.
  case takeOver
  /// A person decides about each figure until the first whole pass that leaves nothing to decide.
  case review
  /// So too, and nothing is sent until then, or until an operator releases the store.
  case refuse

  /// The word for it in records and events; nil for the one that holds nothing back.
  public var word: Word? {
    switch self {
    case .takeOver: nil
    case .review: .review
    case .refuse: .refuse
    }
  }
}
