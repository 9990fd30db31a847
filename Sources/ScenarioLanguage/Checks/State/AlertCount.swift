package import Simulation

/// A line such as `alerts = 2`.
package struct AlertCount: NumberCheck {
  package var comparison = Comparison.equal
  package var number = 0

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.alerts]
  package static let words = ["alerts"]
  package static let syntax: [Slot<Self>] = [
    .value(\.comparison, as: .numeric), .value(\.number, as: .count("a number")),
  ]
  package static let summary = "how many alerts were raised for a person"
  package static let example = "alerts = 2"

  package static func number(in state: some StateView) -> Int { state.alerts }
  package static func sentence(_ number: Int) -> String { "there were \(number)" }
}
