/// The passes that wait: they are merged into one that does all they would have done, so that none is lost and they
/// cannot pile up; those that change nothing wait by themselves, or they would change something.
struct PassQueue: Sendable {
  private var waiting: PassPlan?
  private var look: PassPlan?

  /// Adds a pass.
  mutating func add(_ plan: PassPlan) {
    if plan.isLook {
      look = look?.merged(with: plan) ?? plan
    } else {
      waiting = waiting?.merged(with: plan) ?? plan
    }
  }

  /// What waits, in the order in which it runs.
  var plans: [PassPlan] {
    var rest = self
    var plans: [PassPlan] = []
    while let plan = rest.take() { plans.append(plan) }
    return plans
  }

  /// Takes what runs next: an emergency first, then what corrects, then what looks.
  mutating func take() -> PassPlan? {
    if look?.kind != .emergency, let plan = waiting {
      waiting = nil
      return plan
    }
    defer { look = nil }
    return look
  }
}
