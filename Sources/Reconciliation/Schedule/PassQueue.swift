/// The passes that wait: they are merged into one that does all they would have done, so that none is lost and they
/// cannot pile up.
struct PassQueue: Sendable {
  private var waiting: PassPlan?

  /// Adds a pass.
  mutating func add(_ plan: PassPlan) {
    waiting = waiting?.merged(with: plan) ?? plan
  }

  /// Takes what waits.
  mutating func take() -> PassPlan? {
    defer { waiting = nil }
    return waiting
  }
}
