/// A line such as `invariant exec-once off "reason"`.
package struct InvariantLine: AlwaysForm {
  /// The invariant.
  package var invariant = InvariantName()
  /// Whether it is a relation that is tried where the seed of the case says, not wherever it can be.
  package var isDrawn = false
  /// Why it is switched off; nil for a line that only names it.
  package var off: QuotedText?

  package init() {}

  package static let words = ["invariant"]
  package static let syntax: [Slot<Self>] = [
    .value(\.invariant), .flag("drawn", \.isDrawn), .optional("off", \.off, as: .reason),
  ]
  package static let summary =
    "what the scenario is about, or an invariant that it switches off for a reason; a relation that is named is tried "
    + "wherever it can be, or `drawn` at the moments that the seed picks"
  package static let remarks = [
    "A clause, or an invariant about the end, that is named and that nothing in the run puts to the test fails the case."
  ]
  package static let example = "invariant converges off \"a person has to decide\""

  package var isCheck: Bool { off == nil }

  package func compile(in scope: inout some AlwaysScope) {
    if off != nil {
      scope.switchOff(invariant.name)
    } else {
      scope.insist(on: invariant.name, whereDrawn: isDrawn)
    }
  }
}

/// The name of an invariant.
package struct InvariantName: SlotValue {
  /// The name.
  package var name = ""

  /// Makes a name.
  package init(_ name: String = "") { self.name = name }

  package static var reading: Reading<InvariantName> {
    Reading("INVARIANT", "the name of an invariant; see `trueup list invariants`") { parser throws(LineGivenUp) in
      guard let legal = parser.invariants else {
        return InvariantName(try parser.freeWord("the name of an invariant").value)
      }
      return InvariantName(try parser.word(.invariant, of: legal).value)
    }
  }
  package var text: String { name }
}
