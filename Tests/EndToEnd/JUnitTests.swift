import Foundation
import Testing

/// The report for GitLab, Jenkins and GitHub: `Reports/junit.xml`, and `run --format junit`.
@Suite struct JUnitTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> JUnitDocument.Element {
    _ = try Trueup.run(["run"] + arguments, in: workspace, environment: environment)
    return try #require(JUnitDocument.parse(try workspace.read("Reports/junit.xml")))
  }

  /// The cases by their names, and a check that the sums are theirs.
  private func cases(_ root: JUnitDocument.Element, namesFiles: Bool = false) throws -> [String: JUnitDocument.Element]
  {
    #expect(root.name == "testsuites" && root["name"] == "trueup")
    let suites = root.all("testsuite")
    let cases = suites.flatMap { $0.all("testcase") }
    #expect(JUnitDocument.breaches(of: root) == (namesFiles ? cases.map { _ in "testcase has file" } : []))
    for (element, cases) in [(root, cases)] + suites.map({ ($0, $0.all("testcase")) }) {
      #expect(element["tests"] == "\(cases.count)")
      #expect(element["failures"] == "\(cases.count { $0.first("failure") != nil })")
      #expect(element["errors"] == "\(cases.count { $0.first("error") != nil })")
      #expect(element["time"].contains(/^[0-9]+\.[0-9]{3,6}$/))
    }
    for suite in suites {
      #expect(suite["skipped"] == "\(suite.all("testcase").count { $0.first("skipped") != nil })")
      #expect(suite["name"] == (suite["file"].isEmpty ? "trueup" : suite["file"]))
    }
    #expect(Set(suites.map { $0["name"] }).count == suites.count)
    #expect(Set(cases.map { "\($0["classname"]) \($0["name"])" }).count == cases.count)
    return Dictionary(cases.map { ($0["name"], $0) }) { first, _ in first }
  }

  @Test func everyOutcomeIsAnElement() throws {
    try workspace.write("Scenarios/a/fine.scenario", Samples.fill(["tags   smoke, fast", "seed   7"]))
    try workspace.write("Scenarios/a/two.scenario", Samples.twoCases)
    try workspace.write("Scenarios/bad.v2.scenario", Samples.misspelt)
    let titled = { (title: String, text: String) in text.replacing("A fill arrives", with: title) }
    try workspace.write("Scenarios/known.scenario", titled("Known", Samples.fill(["xfail \"#12\""], position: 101)))
    try workspace.write("Scenarios/later.scenario", titled("Later", Samples.fill(["skip \"not yet\""])))
    try workspace.write("Scenarios/over.scenario", titled("Over", Samples.fill(["xfail \"#13\""])))
    try workspace.write("Scenarios/steps.scenario", titled("Steps", Samples.fill(["max-steps 3"])))
    try workspace.write("Scenarios/wrong.scenario", titled("Wrong", Samples.fill(position: 101)))
    let root = try run()
    let cases = try cases(root)
    #expect(cases.count == 9)

    let fine = try #require(cases["A fill arrives"])
    #expect(fine["classname"] == "Scenarios.a.fine")
    #expect(fine.attributes.keys.sorted() == ["classname", "name", "time"], "the schema of Jenkins has no others")
    #expect(fine.elements.map(\.name) == ["system-out"])
    let facts = try #require(fine.first("system-out")?.text)
    #expect(
      facts.wholeMatch(
        of: /id         fine\ntags       smoke,fast\nseed       7\ndigest     [0-9a-f]{16}\nsimulated  15s\n/) != nil)
    let suite = try #require(root.all("testsuite").first { $0["file"] == "Scenarios/a/fine.scenario" })
    #expect(suite.all("testcase").map { $0["name"] } == ["A fill arrives"])
    #expect(root.all("testsuite").first { $0["file"] == "Scenarios/a/two.scenario" }?.all("testcase").count == 2)
    #expect(cases["A fill arrives or is lost (case=some)"]?["classname"] == "Scenarios.a.two")

    let bad = try #require(cases["the file has no errors"])
    #expect(bad["classname"] == "Scenarios.bad_v2")
    let error = try #require(bad.first("error"))
    #expect(error["type"] == "E102")
    #expect(error["message"] == "line 11: `fil` is not something the broker can do")
    #expect(error.text.contains("11 |   2s     broker fil A 100 at 150.01 exec E1\n"))

    let known = try #require(cases["Known"])
    #expect(known.elements.map(\.name) == ["system-out"])
    #expect(known.first("system-out")?.text.hasPrefix("fails as expected: #12\n\nFAIL known: state check\n") == true)
    #expect(cases["Later"]?.first("skipped")?["message"] == "not yet")
    #expect(cases["Over"]?.first("failure")?["type"] == "unexpected-pass")
    #expect(cases["Over"]?.first("failure")?["message"] == "it passes, and is expected to fail: #13")
    #expect(cases["Steps"]?.first("error")?["type"] == "inconclusive")

    let wrong = try #require(cases["Wrong"])
    let failure = try #require(wrong.first("failure"))
    #expect(failure["type"] == "state")
    #expect(failure["message"] == "line 14: state check: local is 100, broker is 100")
    #expect(failure.text.hasPrefix("FAIL wrong: state check\n  --> Scenarios/wrong.scenario:14:10\n   |\n14 | "))
    let output = try #require(wrong.first("system-out")?.text)
    #expect(output.hasPrefix(failure.text))
    #expect(output.contains("\nreplay     trueup run Scenarios/wrong.scenario\n"))
    #expect(output.contains("\nid         wrong\ntags       smoke\nseed       0\ndigest     "))

    let properties = try #require(root.all("testsuite").last { $0["file"].isEmpty }).properties
    #expect(properties["tool"]?.hasPrefix("trueup ") == true)
    #expect(properties["exit"] == "2")
  }

  @Test func standardOutputIsTheFile() throws {
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
    let result = try Trueup.run("run", "--format", "junit", in: workspace)
    #expect(result.status == 1)
    #expect(result.output == (try workspace.read("Reports/junit.xml")))
    #expect(result.errors == (try workspace.read("Reports/summary.txt")))
  }

  @Test func whatIsNoCaseIsAnErrorToo() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    var cases = try cases(try run("Scenarios", "nowhere"))
    #expect(cases.count == 2)
    let missing = try #require(cases["nowhere: there is no such file or folder"])
    #expect(missing["classname"] == "trueup")
    #expect(missing.first("error")?["type"] == "problem")

    cases = try self.cases(try run("--verify", environment: ["TRUEUP_PLANTED": "run-order"]))
    #expect(cases.values.contains { $0["classname"] == "trueup.verify" && $0.first("error") != nil })
  }

  @Test func pathsCountFromTheRootOfTheRepository() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    for name in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE"] {
      let root = workspace.folder.deletingLastPathComponent().path
      let cases = try cases(try run(environment: [name: root]))
      #expect(cases["A fill arrives"]?["classname"] == "work.Scenarios.fine")
      #expect(cases["A fill arrives"]?["file"] == "")
      let text = try workspace.read("Reports/junit.xml")
      #expect(text.contains("<testsuite name=\"work/Scenarios/fine.scenario\" file=\"work/Scenarios/fine.scenario\" "))
    }
  }

  @Test("GitLab, which links to the file of a case, is told it by each")
  func filesForGitLab() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    let root = workspace.folder.deletingLastPathComponent().path
    let cases = try cases(try run(environment: ["GITLAB_CI": "true", "CI_PROJECT_DIR": root]), namesFiles: true)
    #expect(cases["A fill arrives"]?["file"] == "work/Scenarios/fine.scenario")
  }

  @Test func hostileTextStaysText() throws {
    let evil = #"]]> <script>&amp; \" ' \u{1} \u{1b}[2J \u{202e} \u{fffe} ärger 漢字 \n end"#
    let title = Samples.fill(position: 101).replacing("A fill arrives", with: evil)
    try workspace.write("Scenarios/]]>&<b>\"'.scenario", title)
    try workspace.write("Scenarios/skip.scenario", Samples.fill(["skip \"\(evil)\""]))
    let long = String(repeating: "x", count: 10_000)
    try workspace.write("Scenarios/long.scenario", Samples.fill(position: 101).replacing("A fill", with: long))
    let root = try run()
    let text = try workspace.read("Reports/junit.xml")
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar.value != 0x202E)
    }
    let suites = root.all("testsuite")
    let cases = suites.flatMap { $0.all("testcase") }
    #expect(cases.count == 3)
    #expect(suites[0]["file"] == "Scenarios/]]>&<b>\"'.scenario")
    #expect(
      cases[0]["name"].hasPrefix("]]> <script>&amp; \" ' \u{FFFD} \u{FFFD}[2J \u{FFFD} \u{FFFD} ärger 漢字 \u{FFFD} end"))
    #expect(cases[0].first("failure")?.text.contains("]]>&<b>") == true)
    #expect(cases[1]["name"].count < 3000)
    #expect(cases[2].first("skipped")?["message"].hasPrefix("]]> <script>&amp;") == true)
  }

  @Test func sameNamesInOneClassAreToldApart() throws {
    try workspace.write("Scenarios/a.b.scenario", Samples.fill())
    try workspace.write("Scenarios/a_b.scenario", Samples.fill())
    let cases = try cases(try run())
    #expect(cases.keys.sorted() == ["A fill arrives", "A fill arrives #2"])
  }
}
