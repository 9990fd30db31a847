import ScenarioLanguage

/// One word of the language as lists, pages and the reference show it: all of it comes from the catalogues.
public struct LanguageWord: Sendable {
  /// The sorts of line.
  public enum Sort: String, CaseIterable, Sendable {
    case header, setup, verbs, faults, checks
    case logChecks = "log-checks"
    case always

    /// Where such a line stands.
    public var title: String {
      switch self {
      case .header: "line of the header"
      case .setup: "line of the section `setup`"
      case .verbs: "line of the timeline"
      case .faults: "line of the timeline: a fault"
      case .checks: "check of the state"
      case .logChecks: "check of the log, in `finally`"
      case .always: "line of the section `always`"
      }
    }
  }

  /// What sort of line it is.
  public let sort: Sort
  /// The keywords, such as `net drop` or `log has`.
  public let name: String
  /// What it does, in one clause.
  public let summary: String
  /// The line as a pattern.
  public let pattern: String
  /// The line as a file has it.
  public let example: String
  /// The values of the line with their meanings.
  let fields: [FieldDescription]
  /// What a reader has to know beside the summary.
  public let remarks: [String]
  /// What holds without the line.
  var usual: String?

  /// All words of a sort, in the order of the catalogue.
  public static func words(_ sort: Sort) -> [LanguageWord] {
    switch sort {
    case .header: HeaderCatalogue.lines.map { LanguageWord($0) }
    case .setup: SetupCatalogue.forms.map { LanguageWord(.setup, $0) }
    case .verbs: LineCatalogue.forms.filter { !$0.traits.contains(.fault) }.map { LanguageWord(.verbs, $0) }
    case .faults: LineCatalogue.forms.filter { $0.traits.contains(.fault) }.map { LanguageWord(.faults, $0) }
    case .checks: CheckCatalogue.forms.map { LanguageWord(.checks, $0, after: "expect") }
    case .logChecks: LogCatalogue.forms.map { LanguageWord(.logChecks, $0, after: "log") }
    case .always: AlwaysCatalogue.forms.map { LanguageWord(.always, $0) }
    }
  }

  /// All words.
  public static var all: [LanguageWord] { Sort.allCases.flatMap(words) }

  /// Under which topics `trueup explain` finds the page.
  public var topics: [String] {
    let last = name.split(separator: " ").last.map { String($0) } ?? name
    return last == name ? [name] : [name, last]
  }

  /// The page.
  public var page: String {
    var lines = ["\(name): \(summary)", "", "sort     \(sort.title)", "line     \(pattern)"]
    for (index, line) in example.split(separator: "\n").enumerated() {
      lines.append((index == 0 ? "example  " : "           ") + line)
    }
    if !fields.isEmpty {
      let width = fields.map(\.placeholder.count).max() ?? 0
      lines.append("")
      for field in fields {
        lines.append("  \(field.placeholder.padded(to: min(width, 20)))  \(field.meaning)\(field.list)")
      }
    }
    if !remarks.isEmpty { lines += [""] + remarks }
    return lines.joined(separator: "\n") + "\n"
  }

  private init(_ line: HeaderLine) {
    sort = .header
    name = line.word
    summary = line.summary
    pattern = "\(line.word) \(line.grammar)"
    example = line.example
    fields = []
    remarks = line.usual.map { ["Without the line: \($0)."] } ?? []
    usual = line.usual
  }

  private init(_ sort: Sort, _ form: any Form.Type, after word: String? = nil) {
    let prefix = word.map { "\($0) " } ?? ""
    self.sort = sort
    name = (sort == .logChecks ? prefix : "") + form.words.joined(separator: " ")
    summary = form.summary
    pattern = prefix + form.grammar
    example = prefix + form.example
    fields = form.fields
    remarks = form.remarks
  }
}

extension FieldDescription {
  /// The words that are legal, for the end of a line.
  fileprivate var list: String { words.isEmpty ? "" : ": \(words.joined(separator: ", "))" }
}

extension String {
  /// The text with blanks up to a width.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
