package import Simulation

/// A line such as `checkpoint seq > 41`.
package struct CheckpointCheck: NumberCheck {
  package var comparison = Comparison.equal
  package var number = UInt64(0)

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = []
  package static let words = ["checkpoint"]
  package static let syntax: [Slot<Self>] = [
    .word("seq"), .value(\.comparison, as: .numeric), .value(\.number, as: .count("the number of a record")),
  ]
  package static let summary = "the number of the last record that the newest checkpoint holds"
  package static let example = "checkpoint seq > 41"

  package static func number(in state: some StateView) -> UInt64 { state.checkpoint }
  package static func sentence(_ number: UInt64) -> String { "it stands at \(number)" }
}
