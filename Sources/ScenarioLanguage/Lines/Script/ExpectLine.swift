package import Trading

/// A line such as `expect converged within 10s for rest`.
package struct ExpectLine: LineForm {
  /// What is stated.
  package var check = Check(Converged())
  /// By when it must be true; nil for at once.
  package var within: TimeSpan?
  /// How long it must hold.
  package var holding: Holding?

  package init() {}

  package static let words = ["expect"]
  package static let syntax: [Slot<Self>] = [
    .value(\.check), .optional("within", \.within), .optional("for", \.holding),
  ]
  package static let summary = "something is checked at an instant"
  package static let example = "expect converged within 10s for rest"
  package static var traits: LineTraits { [.alwaysReached, .check] }
  package static var undrawn: String? { "the oracles judge generated cases" }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .expect(check, within: within, holding: holding)
  }
}
