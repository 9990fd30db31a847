/// All checks of the state.
package enum CheckCatalogue {
  /// The forms, in the order of the lists.
  package static let forms: [any CheckForm.Type] = [
    Converged.self,
    Diverged.self,
    OrderCheck.self,
    OrderCount.self,
    PositionCheck.self,
    PositionProfit.self,
    BalanceCheck.self,
    EngineCheck.self,
    DiscrepancyCount.self,
    TicketCount.self,
    TicketCheck.self,
    PassCheck.self,
    HealthCheck.self,
    FeatureCheck.self,
    AlertCount.self,
    CheckpointCheck.self,
  ]

  /// The forms that certain keywords can mean.
  struct Entry: Sendable {
    /// The keywords, the side first if it is said.
    let words: [String]
    /// Whose state is meant.
    let party: Party
    /// The forms that have these keywords.
    let forms: [any CheckForm.Type]
  }

  /// How messages speak about a word of a check.
  private static let groups: [KeywordGroup] =
    [
      KeywordGroup(
        path: [], complaint: "`%` is not something that can be checked", listName: "checks", missing: "what to check")
    ]
    + [Party.local, .broker].map { party in
      KeywordGroup(
        path: [party.spelling], complaint: "`%` is not something that can be checked on one side",
        listName: "checks of one side", missing: "what to check")
    }

  /// The forms by their keywords.
  static let catalogue = FormCatalogue<Entry>(entries, words: { $0.words }, groups: groups)

  /// The sides stand where the first form that has them does.
  private static var entries: [Entry] {
    let first = forms.firstIndex { $0.hasSides } ?? forms.endIndex
    let sided = [Party.local, .broker].flatMap { entries(of: forms.filter { $0.hasSides }, $0) }
    return entries(of: Array(forms[..<first]), .both) + sided + entries(of: Array(forms[first...]), .both)
  }

  private static func entries(of forms: [any CheckForm.Type], _ party: Party) -> [Entry] {
    var words: [[String]] = []
    for form in forms where !words.contains(form.words) { words.append(form.words) }
    return words.map { words in
      Entry(
        words: party == .both ? words : [party.spelling] + words, party: party,
        forms: forms.filter { $0.words == words })
    }
  }
}

extension CaseParser {
  /// A statement about the state of the world.
  mutating func check() throws(LineGivenUp) -> Check {
    let start = current?.span ?? endSpan
    let entry = try choose(from: CheckCatalogue.catalogue)
    // Of forms with the same keywords the first takes what no later one claims.
    let type = entry.forms.last { $0.fits(self) } ?? entry.forms[0]
    var form: any CheckForm = try type.read(&self)
    form.party = entry.party
    return Check(form, at: span(from: start))
  }
}
