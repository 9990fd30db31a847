/// A line such as `alerts = 2`.
package struct AlertCount: CheckForm {
  /// How their number is compared.
  package var comparison = Comparison.equal
  /// With what.
  package var count = Count<Int>()

  package init() {}

  package static let words = ["alerts"]
  package static let syntax: [Slot<Self>] = [.value(\.comparison, as: .numeric), .value(\.count)]
  package static let summary = "how many alerts were raised for a person"
  package static let example = "alerts = 2"

  package func compile(in scope: some PlanScope) -> any StateCheck {
    Compiled(comparison: comparison, count: count.value)
  }

  private struct Compiled: StateCheck {
    let comparison: Comparison
    let count: Int

    func holds(in state: some StateView) -> Bool { comparison.holds(state.alerts, count) }
    func actual(in state: some StateView) -> String { "there were \(state.alerts)" }
  }
}
