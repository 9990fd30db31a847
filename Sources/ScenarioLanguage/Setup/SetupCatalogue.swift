/// All lines of the section `setup`.
package enum SetupCatalogue {
  /// The forms, in the order of the lists.
  package static let forms: [any SetupForm.Type] = [
    SetupCash.self, SetupPosition.self, SetupOrder.self, SetupCheckpoint.self, SetupMarket.self, SetupInstrument.self,
    SetupOperator.self,
  ]

  /// A form and whose state it gives.
  struct Entry: Sendable {
    /// The keywords, the side first if there is one.
    let words: [String]
    /// Whose state is given.
    let party: Party
    /// The form.
    let form: any SetupForm.Type
  }

  /// How messages speak about a word of the setup.
  private static let groups: [KeywordGroup] =
    [
      KeywordGroup(
        path: [], complaint: "`%` is not something the setup can say", listName: "setup lines start with")
    ]
    + parties.map { party in
      KeywordGroup(
        path: [party.spelling], complaint: "`%` is not something that the setup can give", listName: "setup can give")
    }

  private static let parties = [Party.both, .local, .broker]

  /// The forms by their keywords, the sides first.
  static let catalogue = FormCatalogue<Entry>(
    parties.flatMap { party in
      forms.filter { $0.parties.contains(party) }.map { form in
        Entry(words: [party.spelling] + form.words, party: party, form: form)
      }
    } + forms.filter { $0.parties.isEmpty }.map { Entry(words: $0.words, party: .both, form: $0) },
    words: { $0.words }, groups: groups)
}

extension CaseParser {
  /// One line of the section `setup`.
  mutating func setupLine() throws(LineGivenUp) {
    let entry = try choose(from: SetupCatalogue.catalogue)
    var form: any SetupForm = try entry.form.read(&self)
    form.party = entry.party
    try finish()
    scenario.setup.append(Located(SetupItem(form), at: lineSpan))
  }
}
