import Reconciliation
package import Simulation

/// A line such as `pass last kind=full status=completed found=0`.
package struct PassCheck: CheckForm {
  /// Which pass.
  package var pass = PassChoice()
  /// What must hold of it.
  package var conditions: [ReportCondition<PassField>] = []

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.passes]
  package static let words = ["pass"]
  package static let syntax: [Slot<Self>] = [.value(\.pass), .conditions(\.conditions)]
  package static let summary = "what a pass came to"
  package static let example = "pass last kind=full status=completed found=0 duration<1s"
  package static let remarks = [
    "Passes are numbered from 1 on by each start of the engine; `last` is the one that ended last, of all or of a kind; after a "
      + "start it is one of before, where `keep-reports` has written it down.",
    "Statuses: `pending` waits for the pass that runs, `running` waits for answers, `completed` compared all of them, "
      + "`partial` could not compare one in whole, `failed` lacks one, `intervention` compared all, and a ticket is open.",
    "`found` and `resolved` count discrepancies while it ran, `corrections` figures that were taken over; `orders`, "
      + "`executions` and `positions` what was told and compared; `warnings` and `errors` answers.",
    "False while no engine runs, and of a pass that is not known: the last \(PassHistory.capacity) are kept.",
  ]

  package func compile(in scope: some PlanScope) -> any StateCheck {
    Compiled(pass: pass, conditions: conditions)
  }

  private struct Compiled: StateCheck {
    let pass: PassChoice
    let conditions: [ReportCondition<PassField>]

    func holds(in state: some StateView) -> Bool {
      guard let report = state.pass(pass) else { return false }
      return conditions.allSatisfy { $0.holds(of: report) }
    }

    func actual(in state: some StateView) -> String {
      guard let report = state.pass(pass) else {
        return state.engineState == .down ? "the engine is down" : "no such pass is known"
      }
      return "pass \(report.number) has " + conditions.map { $0.actual(in: report) }.joined(separator: " ")
    }
  }
}
