/// A line such as `checkpoint seq > 41`.
package struct CheckpointCheck: CheckForm {
  /// How the number is compared.
  package var comparison = Comparison.equal
  /// With what.
  package var sequence = Count<UInt64>()

  package init() {}

  package static let words = ["checkpoint"]
  package static let syntax: [Slot<Self>] = [
    .word("seq"), .value(\.comparison, as: .numeric), .value(\.sequence, as: .count("the number of a record")),
  ]
  package static let summary = "the number of the last record that the newest checkpoint holds"
  package static let example = "checkpoint seq > 41"

  package func compile(in scope: some PlanScope) -> any StateCheck {
    Compiled(comparison: comparison, sequence: sequence.value)
  }

  private struct Compiled: StateCheck {
    let comparison: Comparison
    let sequence: UInt64

    func holds(in state: some StateView) -> Bool { comparison.holds(state.checkpoint, sequence) }
    func actual(in state: some StateView) -> String { "it stands at \(state.checkpoint)" }
  }
}
