import Harness
import Reporting
import ScenarioLanguage
import TestSupport
import Testing

@testable import Exploration

/// What programs and GitHub are told of a find.
@Suite struct FuzzReportTests {
  /// A search that finds a known bug, as its events.
  private func events() throws -> [FuzzEvent] {
    let engine = EngineUnderTest(Tampered<CountsTwice>.self, judgesByClauses: false)
    let campaign = FuzzCampaign(seed: 5)
    var tally = FuzzTally()
    for ordinal in 0..<200 {
      let fuzzCase = campaign.run(ordinal, on: engine)
      guard tally.add(fuzzCase), let fingerprint = fuzzCase.fingerprint else { continue }
      let scenario = campaign.scenario(ofCase: fuzzCase.index)
      let shrunk = try #require(Shrinker.shrink(scenario, keeping: fingerprint, on: engine))
      let counterexample = Counterexample(
        shrunk, origin: campaign.origin(ofCase: fuzzCase.index), folder: "found", on: engine)
      let find = FuzzFind(
        campaign: campaign, first: fuzzCase, counterexample: counterexample, path: "found/\(counterexample.fileName)",
        shrinkRuns: shrunk.runs, shrinkTime: .zero)
      let summary = FuzzSummary(tally: tally, elapsed: .seconds(1), isPartial: false, exitCode: .failed)
      return [.started(campaign), .replayed(ReplayTally()), .found(find), .finished(summary)]
    }
    Issue.record("nothing found")
    return []
  }

  @Test("Every line and every field is in the schema, and the schema has no other")
  func schema() throws {
    let schema = try JSONSchema(Catalogue.fuzzSchema.text.description)
    var text = ""
    for event in try events() { FuzzJSON { text += String(decoding: $0, as: UTF8.self) }.receive(event) }
    let (seen, problems) = try schema.check(text)
    #expect(problems == [])
    #expect(Set(seen.keys) == Set(schema.definitions.keys))
    for (type, definition) in schema.definitions {
      #expect(Set((definition["properties"] as? [String: Any] ?? [:]).keys) == seen[type], "\(type)")
    }
  }

  @Test("The page shows a find whole: what fails, its file, its log, and how to run it again")
  func page() throws {
    var text = ""
    var page = FuzzHTML {
      RecordedCase($0)
    } write: {
      text += String(decoding: $0, as: UTF8.self)
    }
    let events = try events()
    for event in events { page.receive(event) }
    guard case .found(let find) = events[2] else { return }
    let name = find.counterexample.fileName.replacing(".scenario", with: "")
    #expect(text.contains("<pre class=failure>FIND exec-once: "))
    #expect(text.contains("<a href=\"#case=\(name)\">\(name)</a>"))
    #expect(text.contains("<code>\(find.campaign.replayCommand(ofCase: find.first.index))</code>"))
    #expect(text.contains("<ol class=rows>") && text.contains("# Found by fuzzing."))
    #expect(text.contains("<h2>Finds</h2>"))
  }

  @Test("The summary of a step has figures, a row for each find, and its file")
  func summary() throws {
    var text = ""
    var reporter = GitHubFuzzSummary(paths: SourcePaths()) { text += String(decoding: $0, as: UTF8.self) }
    let events = try events()
    for event in events { reporter.receive(event) }
    guard case .found(let find) = events[2], case .finished(let summary) = events[3] else { return }
    let cases = Quantities.count(summary.tally.cases, "case")
    #expect(text.hasPrefix("## TrueUp fuzz: 1 find\n\n0 cases found before, 0 failing; \(cases), 1 failing, "))
    #expect(text.contains("\n| oracle | find | what | replay |\n|---|---|---|---|\n| exec-once | found/exec-once-"))
    #expect(text.contains("<details><summary>\(find.counterexample.fileName)</summary>\n\n```text\n# Found by fuzzing"))
    #expect(text.hasSuffix("```\n\n</details>\n\n"))

    var short = ""
    var narrow = GitHubFuzzSummary(paths: SourcePaths(), room: 700) { short += String(decoding: $0, as: UTF8.self) }
    for event in events { narrow.receive(event) }
    #expect(short.utf8.count < 700)
    #expect(short.hasSuffix("more parts are in the log of the step.\n"))
  }
}
