/// A line such as `local checkpoint seq 41`.
package struct SetupCheckpoint: SetupForm {
  /// The number of the last record that it holds.
  package var sequence = UInt64(0)

  package init() {}

  package static let words = ["checkpoint"]
  package static let parties = [Party.local]
  package static let syntax: [Slot<Self>] = [
    .word("seq"), .value(\.sequence, as: .count("the number of a record")),
  ]
  package static let summary = "the number of the last record of the checkpoint from which the engine starts"
  package static let example = "local checkpoint seq 41"

  package var party: Party {
    get { .local }
    set {}
  }

  package func open(in scope: inout some OpeningScope, at span: SourceSpan) { scope.open(sequence: sequence) }
}
