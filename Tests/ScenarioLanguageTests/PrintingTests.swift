import ScenarioLanguage
import Testing

@Suite("Printing")
struct PrintingTests {
  @Test("What is printed parses to a tree that prints the same")
  func roundTrip() throws {
    let scenario = try #require(Samples.parse(Samples.everything).cases.first)
    let printed = ScenarioPrinter.print(scenario)
    #expect(Samples.messages(printed) == "")
    let again = try #require(Samples.parse(printed).cases.first)
    #expect(ScenarioPrinter.print(again) == printed)
  }
}
