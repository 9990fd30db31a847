/// A line of the section `always`: what must hold throughout.
package protocol AlwaysForm: Form {
  /// Whether the line checks something of its own.
  var isCheck: Bool { get }
  /// What the line does to a plan.
  func compile(in scope: inout some AlwaysScope) throws(PlanError)
}

/// What a line of the section `always` asks of the compiler of plans.
package protocol AlwaysScope: PlanScope {
  /// Watches for what must never hold.
  mutating func watch(for check: any StateCheck, at span: SourceSpan)
  /// Switches an invariant off.
  mutating func switchOff(_ invariant: String)
  /// Asks for an invariant to be looked at wherever it can be.
  mutating func insist(on invariant: String, whereDrawn isDrawn: Bool)
}

/// All lines of the section `always`.
package enum AlwaysCatalogue {
  /// The forms, in the order of the lists.
  package static let forms: [any AlwaysForm.Type] = [NeverLine.self, InvariantLine.self]

  private static let groups = [
    KeywordGroup(
      path: [], complaint: "`%` is not something the section `always` can say", listName: "always can say")
  ]

  /// The forms by their keywords.
  static let catalogue = FormCatalogue<any AlwaysForm.Type>(forms, words: { $0.words }, groups: groups)
}

extension CaseParser {
  /// One line of the section `always`.
  mutating func alwaysLine() throws(LineGivenUp) {
    let form: any AlwaysForm = try choose(from: AlwaysCatalogue.catalogue).read(&self)
    try finish()
    scenario.always.append(Located(AlwaysItem(form), at: lineSpan))
  }
}
