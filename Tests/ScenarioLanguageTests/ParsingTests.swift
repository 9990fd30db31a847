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

  @Test("Parts that can stand in any order are printed in one")
  func anyOrder() throws {
    func printed(_ line: String) throws -> String {
      let text = "scenario \"r\"\ntimeline\n  5s \(line)\nfinally\n  expect alerts = 0\n"
      #expect(Samples.messages(text) == "")
      return ScenarioPrinter.print(try #require(Samples.parse(text).cases.first))
    }
    let restart = try printed("engine restart with order-interval 9s and tolerance 1 down 2s")
    #expect(restart.contains("5s  engine restart down 2s with order-interval 9s and tolerance 1\n"), "\(restart)")
    #expect(restart == (try printed("engine restart down 2s with order-interval 9s and tolerance 1")))
  }
}
