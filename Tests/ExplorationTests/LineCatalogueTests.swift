import Foundation
import Harness
import ScenarioLanguage
import Testing

@testable import Exploration

/// Every form of the timeline reads, prints, runs, stands in a scenario, and is drawn or says why not.
@Suite struct LineCatalogueTests {
  /// A file in which the example of any form makes sense at 2 s.
  private static func file(_ form: any LineForm.Type) -> String {
    let place = form.words == ["trader", "place"] ? "" : "\n  0s trader place A buy 100 AAPL limit 150.00"
    let fill =
      form.example.contains(" E1") && form.words != ["broker", "fill"]
      ? "\n  1s broker fill A 10 at 150.00 exec E1" : ""
    return """
      scenario "one line"
        mode   live
        seed   0
        broker scripted
        ends   60s

      setup
        both   cash USD 100000.00
        both   position AAPL 300 at 10.00
        operator ANNA is supervisor
        market AAPL 149.99 150.01

      timeline\(place)\(fill)
        2s \(form.example) may-miss
        3s mark @heal

      """
  }

  private static func parse(_ text: String) -> ParsedFile {
    ScenarioParser.parse(SourceFile(path: "one.scenario", text: text), invariants: Invariant.names)
  }

  private static var names: [String] { LineCatalogue.forms.map { $0.words.joined(separator: " ") } }

  private static func form(_ name: String) throws -> any LineForm.Type {
    try #require(LineCatalogue.forms.first { $0.words.joined(separator: " ") == name })
  }

  @Test("No two forms have the same keywords")
  func distinct() {
    #expect(Set(Self.names).count == LineCatalogue.forms.count)
  }

  @Test("The example reads and prints as it is, compiles and runs", arguments: names)
  func example(_ name: String) throws {
    let form = try Self.form(name)
    var text = Self.file(form)
    if form.traits.contains(.alwaysReached) { text = text.replacing(" may-miss", with: "") }
    let parsed = Self.parse(text)
    #expect(parsed.diagnostics.filter { $0.severity == .error } == [], "\(parsed.diagnostics)")
    let scenario = try #require(parsed.cases.first)
    let line = try #require(scenario.timeline.first { type(of: $0.form) == form })
    #expect(line.form.text == form.example)
    #expect(form.example.hasPrefix(name))
    _ = try PlanCompiler.compile(scenario)
    let result = EngineUnderTest.real.run(scenario)
    #expect(result.failures.filter { $0.kind == .invalid || $0.kind == .impossible }.isEmpty)
    let printed = ScenarioPrinter.print(scenario)
    #expect(Self.parse(printed).cases.map(ScenarioPrinter.print) == [printed])
  }

  @Test("Each has a summary and a pattern that starts with its keywords", arguments: names)
  func described(_ name: String) throws {
    let form = try Self.form(name)
    #expect(!form.summary.isEmpty && form.summary.first?.isLowercase == true && !form.summary.hasSuffix("."))
    #expect(form.grammar.hasPrefix(name))
    #expect(form.fields.allSatisfy { !$0.meaning.isEmpty && !$0.placeholder.isEmpty })
  }

  @Test("What is simpler than an example reads, prints and is another line", arguments: names)
  func simpler(_ name: String) throws {
    let form = try Self.form(name)
    guard let scenario = Self.parse(Self.file(form).replacing(" may-miss", with: "")).cases.first,
      let index = scenario.timeline.firstIndex(where: { type(of: $0.form) == form })
    else { return }
    for milder in scenario.timeline[index].form.milder {
      var other = scenario
      other.timeline[index].form = milder
      let printed = ScenarioPrinter.print(other)
      #expect(printed != ScenarioPrinter.print(scenario))
      #expect(Self.parse(printed).cases.map(ScenarioPrinter.print) == [printed], "\(milder.text)")
    }
  }

  @Test("Each stands in a scenario of the suite")
  func used() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scenarios")
    var used: Set<String> = []
    for case let path as String in FileManager.default.enumerator(atPath: root.path) ?? .init()
    where path.hasSuffix(".scenario") {
      let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      for line in Self.parse(text).cases.flatMap(\.timeline) {
        used.insert(type(of: line.form).words.joined(separator: " "))
      }
    }
    #expect(Set(Self.names).subtracting(used) == [])
  }

  @Test("Each is drawn by the generator, or says why not")
  func drawn() {
    var drawn: Set<String> = []
    for seed in UInt64(0)..<3000 {
      for line in CaseGenerator.scenario(seed: seed).timeline {
        drawn.insert(type(of: line.form).words.joined(separator: " "))
      }
    }
    for form in LineCatalogue.forms {
      let name = form.words.joined(separator: " ")
      #expect(drawn.contains(name) == (form.undrawn == nil), "\(name)")
      #expect(form.undrawn?.isEmpty != true)
    }
  }
}
