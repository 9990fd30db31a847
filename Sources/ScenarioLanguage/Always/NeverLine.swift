/// A line such as `never local position AAPL > 100`.
package struct NeverLine: AlwaysForm {
  /// What must not hold.
  package var check = Check(Diverged())

  package init() {}

  package static let words = ["never"]
  package static let syntax: [Slot<Self>] = [.check(\.check)]
  package static let summary = "the check does not hold after any step"
  package static let example = "never local position AAPL > 100"

  package var isCheck: Bool { true }

  package func compile(in scope: inout some AlwaysScope) throws(PlanError) {
    scope.watch(for: try check.form.compile(in: scope), at: check.span)
  }
}

extension Slot {
  /// A statement about the state of the world.
  fileprivate static func check(_ path: any WritableKeyPath<Owner, Check> & Sendable) -> Slot {
    Slot(
      read: { owner, parser throws(LineGivenUp) in owner[keyPath: path] = try parser.check() },
      write: { owner, text in text += " \(owner[keyPath: path].form.text)" },
      simpler: { _ in [] }, visit: { owner, body in owner[keyPath: path].form.visit(body) },
      grammar: "CHECK", isOptional: false, words: [],
      fields: [FieldDescription(placeholder: "CHECK", meaning: "a check of the state", words: [])])
  }
}
