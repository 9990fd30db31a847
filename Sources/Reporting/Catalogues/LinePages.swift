import ScenarioLanguage

/// The pages of the lines that a timeline can have, from their descriptions.
public enum LinePages {
  /// The keywords of every line.
  static var topics: [String] {
    let words: [[String]] = LineCatalogue.forms.map { form in form.words }
    var topics: [String] = []
    for topic in words.map({ $0.joined(separator: " ") }) + words.compactMap(\.last) where !topics.contains(topic) {
      topics.append(topic)
    }
    return topics
  }

  /// Whether these are the keywords of a line.
  public static func isLine(_ words: [String]) -> Bool { LineCatalogue.forms.contains { $0.words == words } }

  /// The page of a line, or of all lines with that keyword.
  static func text(of topic: String) -> String? {
    let wanted = topic.split(separator: " ").map(String.init)
    let exact = LineCatalogue.forms.filter { $0.words == wanted }
    let found = exact.isEmpty ? LineCatalogue.forms.filter { $0.words.contains(wanted) } : exact
    return found.isEmpty ? nil : found.map { form in page(form) }.joined(separator: "\n")
  }

  private static func page(_ form: any LineForm.Type) -> String {
    var text = "\(form.words.joined(separator: " ")): \(form.summary)\n\n"
    text += "line     TIME \(form.grammar)\nexample  1s \(form.example)\n"
    let fields = form.fields
    if !fields.isEmpty { text += "\n" }
    for field in fields {
      text += "\(field.placeholder)\n         \(field.meaning)\n"
      if !field.words.isEmpty { text += "         \(field.words.joined(separator: ", "))\n" }
    }
    if !form.remarks.isEmpty { text += "\n" }
    for remark in form.remarks { text += "\(remark)\n" }
    let drawn = form.undrawn.map { "no: \($0)" } ?? "yes"
    return text + "\nfuzzed   \(drawn)\n"
  }
}
