import Harness
import Reconciliation
public import ScenarioLanguage
import Specification

/// The pages of `trueup explain`.
public enum Explanation {
  /// Everything that has a page.
  public static var topics: [String] {
    DiagnosticCode.allCases.map(\.rawValue) + EventKind.allCases.map(\.name) + EngineSetting.allCases.map(\.rawValue)
      + Invariant.names + PassKind.allCases.map(\.word.text) + LanguageWord.topics + Template.all.map(\.name)
      + WordPage.topics
  }

  /// The pages of a topic, if there is one; codes are found in lower case as well.
  public static func text(of topic: String) -> StyledText? {
    let own = pages(of: topic)
    if !own.isEmpty {
      return (own + (WordPage.pricing(topic).map { [StyledText(lines: $0)] } ?? [])).joined(separator: "\n")
    }
    var pages = WordPage.text(of: topic).map { [StyledText(lines: $0)] } ?? []
    if let page = WordPage.placeholder(topic) { pages.append(StyledText(lines: page)) }
    if let template = Template.all.first(where: { $0.name == topic }) {
      pages.append("\(topic): a template: \(template.summary)\n\nwrite it  trueup new NAME --from \(topic)\n")
    }
    // What people call it who know another tool.
    for meant in Suggestion.meanings(of: topic) {
      var others = self.pages(of: meant)
      if others.isEmpty, let page = WordPage.text(of: meant) { others = [StyledText(lines: page)] }
      guard !others.isEmpty else { continue }
      pages.append("In a scenario `\(topic)` is called `\(meant)`.\n\n" + others.joined(separator: "\n"))
      break
    }
    return pages.isEmpty ? nil : pages.joined(separator: "\n")
  }

  /// The pages of what has a page of its own.
  private static func pages(of topic: String) -> [StyledText] {
    (page(of: topic).map { [$0] } ?? []) + (WordPage.actor(topic).map { [StyledText(lines: $0)] } ?? [])
      + LanguageWord.named(topic).map { StyledText(lines: $0.page) }
  }

  private static func page(of topic: String) -> StyledText? {
    if let code = DiagnosticCode(rawValue: topic.uppercased()) {
      return "\(code.severity.rawValue)[\(code.rawValue)]: \(code.title)\n\n\(lines: code.explanation)\n"
    }
    if let kind = EventKind(name: topic) {
      let fields = kind.fields.map(\.name).joined(separator: ", ")
      return """
        \(kind.name): \(kind.summary)

        lane    \(kind.lane)
        fields  \(fields.isEmpty ? "none" : fields)
        bus     \(kind.isPublished ? "\(kind.busName), once its record is durable" : "not published")

        """
    }
    if let setting = EngineSetting(rawValue: topic) {
      let names = setting.documentKeys.joined(separator: ", ")
      let keys: StyledText = names.isEmpty ? "" : "keys     \(names)\n"
      return """
        \(setting.rawValue): \(setting.summary)

        values   \(setting.type.text)
        default  \(setting.usual)
        example  \(setting.rawValue) \(setting.example)    (section `engine`)

        """ + keys
    }
    if let kind = PassKind.allCases.first(where: { $0.word.text == topic }) { return kind.page }
    if let relation = Relation.all.first(where: { $0.name == topic }) {
      return """
        \(relation.name): \(relation.summary)

        source      \(relation.source)
        not         \(lines: relation.exceptions.joined(separator: "\n            "))
        checked     on copies of a run: \(relation.frequency)
        everywhere  invariant \(relation.name)    (section `always`)
        switch off  invariant \(relation.name) off "the reason"    (section `always`)

        """
    }
    if let invariant = Invariant.named(topic) {
      var source = ""
      if let clause = invariant.clause {
        let settings = clause.settings.map(\.rawValue).joined(separator: ", ")
        source =
          "clause      \(clause.sort.rawValue), \(clause.subject.rawValue)\nsource      \(clause.source)\n"
          + (settings.isEmpty ? "" : "settings    \(settings)\n")
      }
      return """
        \(invariant.name): \(invariant.summary)

        checked     \(invariant.when)
        \(lines: source)switch off  invariant \(invariant.name) off "the reason"    (section `always`)

        """
    }
    return nil
  }
}
