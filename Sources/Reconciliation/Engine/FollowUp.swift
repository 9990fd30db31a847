/// What one desk found and another has to do afterwards; the engine drains them in order.
enum FollowUp: Hashable, Sendable {
  /// A pass is wanted, for this reason.
  case startPass(Trigger)
  /// A cause of the engine's condition changed.
  case reviewCondition(reason: Word?)
  /// The broker can be reached again: what waits for that need not wait out its backoff.
  case endWaits
}
