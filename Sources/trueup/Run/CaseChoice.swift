import Reporting
import ScenarioLanguage

/// Which cases are to be run.
struct CaseChoice: Sendable {
  /// Tags that a case must have.
  private(set) var wanted: [String] = []
  /// Tags that a case must not have.
  private(set) var unwanted: [String] = []
  /// What the id or the path must contain.
  var match: String?
  /// The name of the case.
  var caseName: String?
  /// Which part of the cases, out of how many.
  private(set) var part: (index: Int, count: Int)?
  /// The run whose failures are meant.
  var last: LastRun?

  init(_ arguments: Arguments) throws(UsageError) {
    match = arguments.value(.match)
    caseName = arguments.value(.caseName)
    part = try arguments.part(.shard)
    for expression in arguments.all(.tag) {
      for part in expression.split(separator: ",", omittingEmptySubsequences: false) {
        let word = part.filter { $0 != " " }
        let tag = word.hasPrefix("!") ? String(word.dropFirst()) : word
        guard !tag.isEmpty, !tag.contains("!") else {
          throw .malformedValue(
            expression, of: .tag, "tags separated by commas, with `!` before those that a case must not have",
            arguments.command)
        }
        if word.hasPrefix("!") { unwanted.append(tag) } else { wanted.append(tag) }
      }
    }
  }

  /// Whether a case is chosen.
  func includes(_ suiteCase: SuiteCase) -> Bool {
    if let match, !suiteCase.identifier.contains(match), !suiteCase.source.path.contains(match) { return false }
    if let caseName, !suiteCase.isCalled(caseName) { return false }
    if let last, !last.includes(suiteCase) { return false }
    guard !wanted.isEmpty || !unwanted.isEmpty else { return true }
    let tags = suiteCase.scenario.header.tags.map(\.value)
    func isTagged(_ word: String) -> Bool { tags.contains { CaseChoice.isTag($0, of: word) } }
    return wanted.allSatisfy(isTagged) && !unwanted.contains(where: isTagged)
  }

  /// Whether a tag is the one that is meant, or of its family: `case` means `case-7` as well.
  static func isTag(_ tag: String, of word: String) -> Bool { tag == word || tag.hasPrefix("\(word)-") }

  /// What to choose instead, when no case is left.
  func advice(for cases: [SuiteCase]) -> [String] {
    let tags = Set(cases.flatMap { $0.scenario.header.tags.map(\.value) }).sorted()
    if let unknown = wanted.first(where: { word in !tags.contains { CaseChoice.isTag($0, of: word) } }) {
      let guess = Suggestion.nearest(to: unknown, in: tags).map { ["did you mean the tag `\($0)`?"] } ?? []
      return guess + ["tags in use: \(tags.prefix(20).joined(separator: ", "))\(tags.count > 20 ? ", ..." : "")"]
    }
    let examples = cases.prefix(3).map(\.identifier).joined(separator: ", ")
    return ["there \(cases.count == 1 ? "is" : "are") \(Quantities.count(cases.count, "case")), such as \(examples)"]
  }

  /// The choice as it was written, for messages.
  var text: String {
    var parts: [String] = []
    let tags = wanted + unwanted.map { "!\($0)" }
    if !tags.isEmpty { parts.append("--tag \(tags.joined(separator: ","))") }
    if let match { parts.append("--match \(match.shellQuoted)") }
    if let caseName { parts.append("--case \(caseName.shellQuoted)") }
    if last != nil { parts.append(Flag.failed.name) }
    return parts.joined(separator: " ")
  }

  /// The arguments that make the same choice in another process.
  var words: [String] {
    var words: [String] = []
    let tags = wanted + unwanted.map { "!\($0)" }
    if !tags.isEmpty { words.append("--tag=\(tags.joined(separator: ","))") }
    if let match { words.append("--match=\(match)") }
    if let caseName { words.append("--case=\(caseName)") }
    if let part { words.append("\(Flag.shard.name)=\(part.index + 1)/\(part.count)") }
    return words
  }
}

extension SuiteCase {
  /// Whether `--case` means this case: by its whole name, its first cell, or its id.
  func isCalled(_ name: String) -> Bool {
    identifier == name || scenario.caseName == name || scenario.parameters.first?.value == name
  }
}
