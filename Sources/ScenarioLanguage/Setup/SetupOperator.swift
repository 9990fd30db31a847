/// A line such as `operator ANNA is supervisor`.
package struct SetupOperator: SetupForm {
  /// The person.
  package var person = PersonName("")
  /// What the person may do.
  package var role = RoleName.operator

  package init() {}

  package static let words = ["operator"]
  package static let syntax: [Slot<Self>] = [.value(\.person, as: .declared), .value("is", \.role)]
  package static let summary = "a person who works with the engine, and what that person may do"
  package static let example = "operator ANNA is supervisor"
  package static let remarks = [
    "A `viewer` may have passes run that change nothing; an `operator` does the work of every day; only a `supervisor` "
      + "stops and releases the engine, gives figures and levels, and chooses kinds of pass.",
    "A command without a name may do all.",
  ]

  package func declare(in scope: inout some OpeningScope) { scope.declare(person: person.value, role.role) }

  package func open(in scope: inout some OpeningScope, at span: SourceSpan) {}
}
