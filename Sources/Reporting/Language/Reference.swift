/// The reference of the language, generated from the catalogues of the code that runs.
public enum Reference {
  /// The whole text, as `Scenarios/README.md` holds it.
  public static var text: String {
    let parts = [
      introduction, example, files, header, settings, setup, timeline, checks, logChecks, always, parameters, events,
      worlds, codes,
    ]
    return parts.flatMap { $0 }.joined(separator: "\n\n") + "\n"
  }

  /// A heading.
  static func heading(_ text: String) -> String { "## \(text)" }

  /// Lines of a sort as a table, and what there is to know beside it.
  static func table(_ words: [LanguageWord], _ columns: [String]) -> [String] {
    var table = MarkdownTable(columns: columns)
    for word in words {
      table.rows.append([MarkdownTable.code(word.pattern), word.summary, MarkdownTable.code(word.example)])
    }
    let remarks = words.filter { !$0.remarks.isEmpty }.map { "- `\($0.name)`: \($0.remarks.joined(separator: " "))" }
    return remarks.isEmpty ? [table.text] : [table.text, remarks.joined(separator: "\n")]
  }
}
