/// A line such as `never local position AAPL > 100`.
package struct NeverLine: AlwaysForm {
  /// What must not hold.
  package var check = Check(Diverged())

  package init() {}

  package static let words = ["never"]
  package static let syntax: [Slot<Self>] = [.value(\.check)]
  package static let summary = "the check does not hold after any step"
  package static let example = "never local position AAPL > 100"

  package var isCheck: Bool { true }

  package func compile(in scope: inout some AlwaysScope) throws(PlanError) {
    scope.watch(for: try check.form.compile(in: scope), at: check.span)
  }
}
