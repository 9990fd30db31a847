package import Reconciliation
package import Simulation
import Trading

/// What an engine can be asked while it lives.
package struct HealthView: Sendable {
  /// How well it sees its broker, and how much waits.
  package var health: Health
  /// What its passes came to.
  package var passes: PassHistory

  /// Makes the view of both.
  package init(_ health: Health, _ passes: PassHistory) {
    self.health = health
    self.passes = passes
  }
}

/// A field of how an engine does.
package enum HealthField: String, ReportField {
  case stream, books
  case passes, failed, accuracy
  case pending, unsynced, withheld, waiting
  case alerts, delay, convergence

  package static let owner = "the health of the engine"

  package var words: [String]? {
    switch self {
    case .stream: ["up", "down"]
    case .books: ["agreed", "diverged"]
    default: nil
    }
  }

  package var isDuration: Bool { self == .delay || self == .convergence }

  package func value(of view: HealthView) -> ReportValue? {
    let (health, passes) = (view.health, view.passes)
    return switch self {
    case .stream: .word(health.isStreamUp ? "up" : "down")
    case .books: .word(passes.divergedSince == nil ? "agreed" : "diverged")
    case .passes: .number(passes.ended)
    case .failed: .number(passes.failed)
    case .accuracy: health.accuracyPerMille.map { .number($0) }
    case .pending: .number(health.unanswered)
    case .unsynced: .number(health.unsynced)
    case .withheld: .number(health.withheld)
    case .waiting: .number(health.waitingPasses)
    case .alerts: .number(health.alerts.count)
    case .delay: .span(health.alerts.longest)
    case .convergence: passes.lastConvergence.map { .span($0) }
    }
  }
}

/// A line such as `health stream=up accuracy=1000 pending=0`.
package struct HealthCheck: CheckForm {
  /// What must hold.
  package var conditions: [ReportCondition<HealthField>] = []

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.passes]
  package static let words = ["health"]
  package static let syntax: [Slot<Self>] = [.conditions(\.conditions)]
  package static let summary = "how the engine does: what it sees, how right it is, and how much waits"
  package static let example = "health stream=up accuracy=1000 pending=0 delay<1s"
  package static let remarks = [
    "`passes` and `failed` count those that have ended since the start; `accuracy` is how many of a thousand orders, "
      + "positions and balances differ in nothing known, if the last pass did not fail.",
    "`pending` counts requests without an answer, `unsynced` records that are not durable, `withheld` what waits for those, "
      + "`waiting` passes that wait for the one that runs.",
    "`alerts` counts what went out since the start, and `delay` is the longest that one has waited; `books` are `diverged` "
      + "from a pass that left something open on, and `convergence` is how long that took to end last.",
    "False while no engine runs, and of a field that has no value so far.",
  ]

  package func compile(in scope: some PlanScope) -> any StateCheck { Compiled(conditions: conditions) }

  private struct Compiled: StateCheck {
    let conditions: [ReportCondition<HealthField>]

    func holds(in state: some StateView) -> Bool {
      guard let view = state.health else { return false }
      return conditions.allSatisfy { $0.holds(of: view) }
    }

    func actual(in state: some StateView) -> String {
      guard let view = state.health else { return "the engine is down" }
      return "it has " + conditions.map { $0.actual(in: view) }.joined(separator: " ")
    }
  }
}
