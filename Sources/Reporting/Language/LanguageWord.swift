import ScenarioLanguage

/// One word of the language as lists, pages and the reference show it: all of it comes from the catalogues.
public struct LanguageWord: Sendable {
  /// The sorts of line.
  public enum Sort: String, CaseIterable, Sendable {
    case header, setup, verbs, faults, checks
    case logChecks = "log-checks"
    case always

    /// Where such a line stands.
    fileprivate var place: String {
      switch self {
      case .header: "the header"
      case .setup: "the section `setup`"
      case .verbs, .faults: "the section `timeline`"
      case .checks: "the sections `timeline` and `finally`, and after `never`"
      case .logChecks: "the section `finally`"
      case .always: "the section `always`"
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
  /// The last line of the page.
  private let note: String

  /// All words of a sort, in the order of the catalogue.
  public static func words(_ sort: Sort) -> [LanguageWord] {
    switch sort {
    case .header: HeaderCatalogue.lines.map { LanguageWord($0) }
    case .setup: SetupCatalogue.forms.map { LanguageWord(.setup, $0) }
    case .verbs: LineCatalogue.forms.map { LanguageWord(.verbs, $0, note: note(of: $0)) }
    case .faults:
      LineCatalogue.forms.filter { $0.traits.contains(.fault) }.map { LanguageWord(.faults, $0, note: note(of: $0)) }
    case .checks: CheckCatalogue.forms.map { LanguageWord(.checks, $0, after: "expect") }
    case .logChecks: LogCatalogue.forms.map { LanguageWord(.logChecks, $0, after: "log") }
    case .always: AlwaysCatalogue.forms.map { LanguageWord(.always, $0) }
    }
  }

  /// Whether the fuzzer draws a line.
  private static func note(of form: any LineForm.Type) -> String {
    "fuzzed   \(form.undrawn.map { "no: \($0)" } ?? "yes")"
  }

  /// All words; faults are verbs.
  public static var all: [LanguageWord] { Sort.allCases.filter { $0 != .faults }.flatMap(words) }

  /// Under which topics `trueup explain` finds pages.
  public static var topics: [String] {
    var topics: [String] = []
    for word in all {
      for topic in [word.name, word.keywords.last ?? ""] where !topics.contains(topic) { topics.append(topic) }
    }
    return topics
  }

  /// The words of that name; if there are none, those that have it as one of their keywords.
  static func named(_ topic: String) -> [LanguageWord] {
    let exact = all.filter { $0.name == topic }
    return exact.isEmpty ? all.filter { $0.keywords.contains(topic) } : exact
  }

  /// Whether these are the keywords of a word, such as `net drop`.
  public static func isName(_ keywords: [String]) -> Bool { all.contains { $0.keywords == keywords } }

  private var keywords: [String] { name.split(separator: " ").map { String($0) } }

  /// The page.
  var page: String {
    let isLine = sort == .verbs || sort == .faults
    var lines = ["\(name): \(summary)", "", "line     \(isLine ? "TIME " : "")\(pattern)"]
    for (index, line) in example.split(separator: "\n").enumerated() {
      lines.append((index > 0 ? "           " : isLine ? "example  1s " : "example  ") + line)
    }
    if !fields.isEmpty { lines.append("") }
    for field in fields {
      lines += [field.placeholder, "         \(field.meaning)"]
      if !field.words.isEmpty { lines.append("         \(field.words.joined(separator: ", "))") }
    }
    if !remarks.isEmpty { lines += [""] + remarks }
    return (lines + ["", note]).joined(separator: "\n") + "\n"
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
    note = "stands   in \(Sort.header.place)"
  }

  private init(_ sort: Sort, _ form: any Form.Type, after word: String? = nil, note: String? = nil) {
    let prefix = word.map { "\($0) " } ?? ""
    self.sort = sort
    name = (sort == .logChecks ? prefix : "") + form.words.joined(separator: " ")
    summary = form.summary
    pattern = prefix + form.grammar
    example = prefix + form.example
    fields = form.fields
    remarks = form.remarks
    self.note = note ?? "stands   in \(sort.place)"
  }
}
