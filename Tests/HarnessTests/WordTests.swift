import Foundation
import Reconciliation
import ScenarioLanguage
import Simulation
import Testing

@testable import Harness

/// Every word that a catalogue holds: its example parses, prints back byte for byte, compiles and runs, it is described,
/// and a scenario of the suite uses it.
@Suite("Words of the language")
struct WordTests {
  /// Every scenario of the suite: path and text.
  private static let files: [(path: String, text: String)] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scenarios")
    let paths = (FileManager.default.enumerator(atPath: root.path)?.allObjects ?? []).compactMap { $0 as? String }
    return paths.filter { $0.hasSuffix(".scenario") }.sorted().map { path in
      (path, (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? "")
    }
  }()

  /// The types of all forms that the suite uses outside of timelines.
  private static let usedForms: Set<String> = {
    var used: Set<String> = []
    for file in files {
      for scenario in ScenarioParser.parse(SourceFile(path: file.path, text: file.text)).cases {
        for item in scenario.setup { used.insert("\(type(of: item.value.form))") }
        for item in scenario.always {
          used.insert("\(type(of: item.value.form))")
          if let never = item.value.form as? NeverLine { used.insert("\(type(of: never.check.form))") }
        }
        for item in scenario.finally {
          switch item.value {
          case .expect(let check): used.insert("\(type(of: check.form))")
          case .log(let check): used.insert("\(type(of: check.form))")
          }
        }
      }
    }
    return used
  }()

  private static let timeline = Cases.base + "\n3s  mark @filled"

  /// Runs a text and returns its tree as it prints.
  private func printed(_ text: String) throws -> String {
    let scenario = try Cases.scenario(text)
    let result = CaseRunner<ReconciliationEngine>.run(scenario)
    #expect(!result.failures.contains { $0.kind == .invalid })
    let printed = ScenarioPrinter.print(scenario)
    #expect(ScenarioPrinter.print(try Cases.scenario(printed)) == printed)
    return printed
  }

  private func expectDescription(of form: any Form.Type) {
    #expect(!form.summary.isEmpty && !form.summary.hasSuffix("."))
    #expect(form.grammar.contains(form.words.joined(separator: " ")))
    #expect(form.fields.allSatisfy { !$0.placeholder.isEmpty && !$0.meaning.isEmpty })
    #expect(Self.usedForms.contains("\(form)"), "no scenario uses it")
  }

  @Test("Checks of the state", arguments: CheckCatalogue.forms.indices)
  func check(_ index: Int) throws {
    let form = CheckCatalogue.forms[index]
    expectDescription(of: form)
    let text = try printed(Cases.text(timeline: Self.timeline, finally: "expect \(form.example)"))
    #expect(text.contains("\n  expect \(form.example)\n"))
    for side in ["local", "broker"] where form.hasSides {
      let example = form.example.replacing("local ", with: "").replacing("broker ", with: "")
      let text = try printed(Cases.text(timeline: Self.timeline, finally: "expect \(side) \(example)"))
      #expect(text.contains("\n  expect \(side) \(example)\n"))
    }
  }

  @Test("Checks of the log", arguments: LogCatalogue.forms.indices)
  func log(_ index: Int) throws {
    let form = LogCatalogue.forms[index]
    expectDescription(of: form)
    #expect(form.takesBlock == form.example.contains("\n"))
    let text = try printed(
      Cases.text(timeline: Self.timeline, finally: "log " + form.example.replacing("\n| ", with: "\n  | ")))
    #expect(text.contains("\n  log " + form.example.replacing("\n| ", with: "\n    | ") + "\n"))
  }

  @Test("Lines of the setup", arguments: SetupCatalogue.forms.indices)
  func setup(_ index: Int) throws {
    let form = SetupCatalogue.forms[index]
    expectDescription(of: form)
    let isBase = form.example == "market AAPL 149.99 150.01"
    let base = Cases.text(setup: isBase ? "" : form.example)
    // What the base says already cannot be said twice.
    let text =
      form.example == "both cash USD 100000.00"
      ? base.replacing("\(form.example)\n", with: "", maxReplacements: 1) : base
    let columns = try Cases.scenario(text).setup.map { $0.value.form.columns }
    #expect(columns.contains { "\($0.key) \($0.rest)" == form.example })
    _ = try printed(text)
  }

  @Test("Lines of `always`", arguments: AlwaysCatalogue.forms.indices)
  func always(_ index: Int) throws {
    let form = AlwaysCatalogue.forms[index]
    expectDescription(of: form)
    #expect(try printed(Cases.text(always: form.example)).contains("\n  \(form.example)\n"))
  }

  @Test("Lines of the header", arguments: HeaderCatalogue.lines.indices)
  func header(_ index: Int) throws {
    let line = HeaderCatalogue.lines[index]
    let text = "scenario \"header\"\n  \(line.example)\n\ntimeline\n  0s mark @start\n"
    let printed = try printed(text).split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    // The format is that of the printer, and `each` is filled in.
    if !["format", "each"].contains(line.word) { #expect(printed.contains(line.example)) }
    // A scenario that is skipped tests nothing, and one that is expected to fail is there only while a defect is known.
    if !["skip", "xfail"].contains(line.word) { #expect(Self.hasLine(line.word)) }
  }

  @Test("Settings", arguments: EngineSetting.allCases)
  func setting(_ setting: EngineSetting) throws {
    #expect(!setting.summary.isEmpty)
    let value = EngineConfiguration(mode: .paper).value(of: setting)
    #expect(EngineSetting.allCases.filter { $0.summary == setting.summary } == [setting])
    var configuration = EngineConfiguration(mode: .live)
    configuration.set(setting, to: value)
    #expect(configuration.value(of: setting) == value)
    #expect(Self.hasLine(setting.rawValue))
  }

  private static func hasLine(_ word: String) -> Bool {
    files.contains { file in
      file.text.split(separator: "\n").contains { $0.hasPrefix("  \(word) ") }
    }
  }
}
