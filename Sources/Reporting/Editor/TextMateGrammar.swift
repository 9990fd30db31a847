import Harness
import Reconciliation
import ScenarioLanguage
import Simulation

/// The colours of a scenario file, as a TextMate grammar made from the catalogues: what is not in them is not coloured.
enum TextMateGrammar {
  /// The grammar as JSON.
  static var text: String {
    var json = JSONWriter()
    json.beginObject()
    json.field("name", "TrueUp scenario")
    json.field("scopeName", "source.trueup")
    json.field("fileTypes", ["scenario"])
    json.key("patterns")
    json.beginArray()
    for rule in rules {
      json.beginObject()
      json.field("name", "\(rule.scope).trueup")
      json.field("match", rule.match)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The rules, the first that matches wins.
  private static var rules: [(scope: String, match: String)] {
    let names = LanguageWord.all.map(\.name)
    let actors = Set(LanguageWord.words(.verbs).compactMap { $0.name.split(separator: " ").first.map(String.init) })
    let keywords = Set(names.flatMap { $0.split(separator: " ").map(String.init) }).subtracting(actors)
    let settings = EngineSetting.allCases.map(\.rawValue)
    let words = Word.allCases.map(\.text)
    // Of the times of lines and their ends, which belong to no word.
    let ofTimes = ["start", "on", "nth", "then", "every", "for", "as", "may-miss"]
    let small = Set(LanguageWord.all.flatMap { smallWords(of: $0.pattern) } + ofTimes)
      .subtracting(actors).subtracting(keywords)
    return [
      ("comment.line.number-sign", "#.*$"),
      ("string.quoted.double", #""(?:\\.|[^"\\])*""#),
      ("keyword.control.section", "^(?:\(WordPage.sections.joined(separator: "|")))\\b"),
      ("entity.name.label", #"@[a-z][a-z0-9-]*"#),
      ("variable.parameter", #"<[a-z][a-z0-9-]*>|\$[a-z][a-z0-9-]*"#),
      ("support.function.event", choice(EventKind.allCases.map(\.name))),
      ("support.type.setting", choice(settings)),
      (
        "constant.numeric",
        #"(?<![\w.])-?[0-9][0-9_]*(?:\.[0-9]+)?(?:(?:ms|us|ns|d|h|m|s|%)(?:[0-9]+(?:ms|us|ns|d|h|m|s))*)?(?![\w])"#
      ),
      ("variable.parameter.field", #"(?<![\w.-])[a-z][a-z-]*(?=(?:[=<>]|!=)[^\s=])"#),
      ("entity.name.type.actor", choice(actors)),
      ("keyword.other", choice(keywords)),
      ("keyword.operator.word", choice(small)),
      ("constant.language", choice(words + Invariant.names + BrokerProfile.allCases.map(\.rawValue))),
      ("variable.other.name", #"\b[A-Z][A-Za-z0-9_/-]*"#),
      ("keyword.operator.comparison", "[=<>!~]+"),
    ]
  }

  private static func smallWords(of pattern: String) -> [String] {
    pattern.split { !($0.isLowercase || $0 == "-") }.map(String.init).filter { $0.count > 1 }
  }

  /// Any of these words, the longest first, so that none hides another.
  private static func choice(_ words: some Sequence<String>) -> String {
    let sorted = Set(words).sorted { ($1.count, $0) < ($0.count, $1) }
    let escaped = sorted.map { word in
      word.map { ".?+*()[]|\\^$".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
    return "(?<![\\w.-])(?:\(escaped.joined(separator: "|")))(?![\\w-])(?!\\.\\w)"
  }
}
