import Reconciliation
import Simulation
import Trading

/// `bounded-work`: no instant goes on for ever, and no queue grows without end (design, section 3, rule 10).
struct BoundedWorkOracle: Sendable {
  /// Far above what any honest instant needs, far below what a person would wait for.
  private let stepsPerInstant = 10_000
  private let pendingLimit: Int
  private var instant = Instant.origin
  private var stepsAtInstant = 0

  init(orderCount: Int) {
    pendingLimit = 1000 + 100 * orderCount
  }

  mutating func observe<Engine: SimulatedEngine>(_ world: borrowing World<Engine>) -> Violation? {
    if world.now != instant {
      instant = world.now
      stepsAtInstant = world.stepCount
    }
    if world.stepCount - stepsAtInstant > stepsPerInstant {
      return Violation(
        oracle: .boundedWork, message: "more than \(stepsPerInstant) events happened at one instant", instant: instant)
    }
    guard world.pendingCount > pendingLimit else { return nil }
    return Violation(
      oracle: .boundedWork, message: "\(world.pendingCount) messages and timers are pending, more than \(pendingLimit)",
      instant: instant)
  }
}
