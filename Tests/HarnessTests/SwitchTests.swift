import ScenarioLanguage
import Testing

/// A word of the language, and a command, is told from all others in its own file and in a catalogue: whoever else had a
/// list of them would pass over a new one in silence.
@Suite("Switches over words")
struct SwitchTests {
  private static let forms: [String] =
    LineCatalogue.forms.map { "\($0)" } + SetupCatalogue.forms.map { "\($0)" } + CheckCatalogue.forms.map { "\($0)" }
    + LogCatalogue.forms.map { "\($0)" } + AlwaysCatalogue.forms.map { "\($0)" }
  private static let commands: Set = [
    "pass", "choose", "halt", "resume", "query", "acknowledge", "assign", "resolve", "prioritize", "stop", "release",
  ]

  /// What a text tells apart: forms by type patterns of a switch or by one `is` after the other, and commands by the
  /// patterns of a switch.
  private static func told(in text: String) -> [String] {
    var told: [String] = []
    let patterns = text.matches(of: #/case (?:(?:var|let) [a-zA-Z]+ as|is) ([A-Z][A-Za-z]+)/#).map { String($0.1) }
    if Set(patterns).intersection(forms).count > 1 { told += patterns }
    for chain in text.matches(of: #/ is [A-Z][A-Za-z]+\s*(?:\|\||&&)[^{};]*? is ([A-Z][A-Za-z]+)/#)
    where forms.contains(String(chain.1)) {
      told.append(String(chain.1))
    }
    let cases = text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("case .") }
    let named = Set(cases.flatMap { $0.matches(of: #/\.([a-z]+)[:(,]/#).map { String($0.1) } }).intersection(commands)
    // Fewer are words that other things have too.
    if named.count > 4 { told += named.sorted() }
    return told
  }

  @Test("No file tells lines, checks or commands apart but where they are declared, drawn or judged")
  func sources() {
    for source in HouseTests.sources {
      // The forms themselves, and what draws them, are the rooms of the words; a judge has a list of his own.
      let isRoom = ["ScenarioLanguage/", "Exploration/Generation/", "Specification/"].contains(
        where: source.path.hasPrefix)
      let isCatalogue = source.path.hasSuffix("OperatorCommand+Catalogue.swift")
      guard !isRoom, !isCatalogue else { continue }
      let text = source.lines.filter { !$0.contains("///") }.joined(separator: "\n")
      #expect(Self.told(in: text) == [], "\(source.path)")
    }
  }

  @Test(
    "A switch over forms or commands is seen",
    arguments: [
      "switch form {\ncase var line as BrokerTrade: a\ncase let line as NetFalsify: b\n}",
      "switch form {\ncase is SetupCash: a\ncase is SetupPosition: b\n}",
      "return line.form is StoreSlow\n  || line.form is StoreFail",
      "switch command {\ncase .halt, .resume: 1\ncase .acknowledge(let id), .assign(let id, _), .resolve(let id, _, _): 2\n}",
    ])
  func seen(text: String) { #expect(Self.told(in: text) != []) }

  @Test(
    "A cast to one form is none",
    arguments: [
      "if let fill = line.form as? BrokerFill { return fill }", "line.form is MarketLine",
      "switch step {\ncase .acknowledged, .assigned: 1\ncase .decided: 2\n}",
    ])
  func unseen(text: String) { #expect(Self.told(in: text) == []) }
}
