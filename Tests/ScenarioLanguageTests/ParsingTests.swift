import Reconciliation
import ScenarioLanguage
import Testing
import Trading

@Suite("Parsing")
struct ParsingTests {
  @Test("A file with every form gives one case without messages")
  func everything() throws {
    #expect(Samples.messages(Samples.everything) == "")
    let parsed = Samples.parse(Samples.everything)
    let scenario = try #require(parsed.cases.first)
    #expect(parsed.cases.count == 1)
    #expect(scenario.caseName == nil)
    #expect(parsed.identifier(of: scenario) == "x")
    #expect(scenario.comments == ["First comment", "  indented comment"])
    #expect(scenario.title.value == "every form of the language")
    #expect(scenario.header.about == #"A "quoted" word, a backslash \ and an umlaut: Ä."#)
    #expect(scenario.settings.count == 8)
    #expect(scenario.setup.count == 11)
    #expect(scenario.timeline.count == 61)
    #expect(scenario.always.count == 3)
    #expect(scenario.finally.count == 10)
  }
}
