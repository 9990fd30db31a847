import Foundation
import Testing

/// Words that people guess lead to those of the language, and every word of the language has a page.
@Suite struct WordTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test(arguments: [
    ("container crash", "container", "engine"), ("disk fail eio", "disk", "store"), ("network cut", "network", "net"),
    ("machine restart", "machine", "engine"), ("connection heal", "connection", "net"),
    ("filesystem slow by 1s", "filesystem", "store"), ("person halt", "person", "operator"),
    ("exchange expire A", "exchange", "broker"), ("pod crash", "pod", "engine"),
  ]) func actors(_ line: String, _ word: String, _ meant: String) throws {
    try workspace.write("a.scenario", Samples.fill().replacing("\nfinally", with: "  3s     \(line)\n\nfinally"))
    let result = try Trueup.run("check", "a.scenario", in: workspace)
    #expect(result.status == 2)
    #expect(result.output.hasPrefix("error[E102]: there is no actor `\(word)`\n"))
    #expect(result.output.contains("^ did you mean `\(meant)`?\n"))
    let page = try Trueup.run("explain", word, in: workspace)
    #expect(page.status == 0)
    #expect(page.output.contains("In a scenario `\(word)` is called `\(meant)`.\n"))
  }

  @Test(
    "A line that begins with its verb is told who does that",
    arguments: [
      ("place B buy 1 AAPL limit 1.00", "place", "trader place` or `broker place"),
      ("buy 1 AAPL", "buy", "trader place` or `broker place"),
      ("fill A 40 at 150.00", "fill", "broker fill"), ("cancel A", "cancel", "trader cancel` or `broker cancel"),
      ("drop stream", "drop", "net drop"), ("crash", "crash", "engine crash"),
    ])
  func actorsOfVerbs(_ line: String, _ word: String, _ meant: String) throws {
    try workspace.write("a.scenario", Samples.fill().replacing("\nfinally", with: "  3s     \(line)\n\nfinally"))
    let result = try Trueup.run("check", "a.scenario", in: workspace)
    #expect(result.output.hasPrefix("error[E102]: there is no actor `\(word)`\n"))
    #expect(result.output.contains("^ did you mean `\(meant)`?\n"))
  }

  @Test(arguments: [
    ("given", "setup"), ("start", "setup"), ("steps", "timeline"), ("then", "finally"), ("config", "engine"),
  ])
  func sections(_ word: String, _ meant: String) throws {
    let text = Samples.fill().replacing("\n\(meant)\n", with: "\n\(word)\n")
    try workspace.write("a.scenario", meant == "engine" ? text.replacing("\nsetup", with: "\n\(word)\n\nsetup") : text)
    let result = try Trueup.run("check", "a.scenario", in: workspace)
    #expect(result.output.contains("error[E102]: there is no section `\(word)`\n"))
    #expect(result.output.contains("^ did you mean `\(meant)`?\n"), "\(result.output)")
  }

  @Test(arguments: [("store full", "fail"), ("engine kill", "crash"), ("net outage", "cut")])
  func verbs(_ line: String, _ meant: String) throws {
    try workspace.write("a.scenario", Samples.fill().replacing("\nfinally", with: "  3s     \(line)\n\nfinally"))
    #expect(try Trueup.run("check", "a.scenario", in: workspace).output.contains("^ did you mean `\(meant)`?\n"))
  }

  /// The words in lower case that scenario files use, without those that are their authors'.
  private func words() throws -> Set<String> {
    let root = Trueup.root.appending(path: "Scenarios")
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var words: Set<String> = []
    for case let url as URL in files where url.pathExtension == "scenario" {
      let text = try String(contentsOf: url, encoding: .utf8)
      var section = ""
      for line in text.split(separator: "\n") {
        if let first = line.first, first.isLetter { section = String(line.prefix { $0.isLetter }) }
        // Tags, the names of parameters and of cases are free.
        let bare = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "").split(
          separator: "#", omittingEmptySubsequences: false)[0]
        guard section != "examples", !bare.hasPrefix("  tags"), !bare.contains(" each ") else { continue }
        let tokens = bare.replacing(/<[a-z0-9-]+>/, with: "X").replacing(/[@$][A-Za-z0-9-]+/, with: "X")
          .split { !($0.isLetter || $0.isNumber || ".-_*/".contains($0)) }
        for token in tokens where token.first?.isLowercase == true && !token.contains("*") {
          words.insert(String(token))
        }
      }
    }
    return words
  }

  @Test("Every word that a scenario uses is explained")
  func pages() throws {
    let words = try words()
    #expect(words.count > 200)
    for word in words.sorted() {
      let page = try Trueup.run("explain", word, in: workspace)
      #expect(page.status == 0, "\(word)")
      #expect(
        page.output.hasPrefix(word) || page.output.contains("\(word):") || page.output.contains(" \(word)"), "\(word)")
    }
  }

  @Test("Placeholders of the patterns and templates are explained as they are listed")
  func pagesOfPlaceholders() throws {
    let pricing = try Trueup.run("explain", "PRICING", in: workspace).output
    #expect(pricing.hasPrefix("PRICING: "))
    #expect(pricing.contains("\n\nstands in\n") && pricing.contains("\n  trader place"))
    let verbs = try Trueup.run("list", "verbs", in: workspace).output
    for word in Set(verbs.matches(of: /[A-Z]{2,}/).map { String($0.output) }) where word != "TIME" {
      #expect(try Trueup.run("explain", word, in: workspace).status == 0, "\(word)")
    }
    let drift = try Trueup.run("explain", "full-disk", in: workspace).output
    #expect(
      drift.hasPrefix("full-disk: a template: ") && drift.contains("write it  trueup new NAME --from full-disk\n"))
    try workspace.write("drop", "")
    #expect(
      try Trueup.run("explain", "drop", in: workspace).output.hasSuffix(
        "\nThere is a file of that name as well: trueup explain ./drop\n"))
  }

  @Test func pagesOfSmallWords() throws {
    let then = try Trueup.run("explain", "then", in: workspace).output
    #expect(then == "then: ends the event that a line waits for: `on order.filled order=A then +1s trader cancel B`\n")
    let stream = try Trueup.run("explain", "stream", in: workspace).output
    #expect(stream.contains("\nstands in\n  net drop       messages never arrive\n"))
    let net = try Trueup.run("explain", "net", in: workspace).output
    #expect(net.hasPrefix("net: who acts, in a line of the timeline\n\n  net cut        nothing passes between "))
    let hole = try Trueup.run("explain", "???", in: workspace).output
    #expect(hole == "???: a value that a run is to fill in: trueup run --bless FILE\n")
  }

  @Test func scenariosAreListed() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/two.scenario", Samples.twoCases)
    let result = try Trueup.run("list", "scenarios", in: workspace)
    #expect(
      result.output == """
        fine  A fill arrives
        two[case=all of it]  A fill arrives or is lost
        two[case=some]  A fill arrives or is lost

        """)
  }

  @Test func scenariosAreListedByAFamilyOfTags() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill(["tags   case-7, smoke, case-12"]))
    try workspace.write("Scenarios/other.scenario", Samples.fill(["tags   cases, smoke"]))
    let family = try Trueup.run("list", "scenarios", "--tag", "case", in: workspace)
    #expect(family.output == "fine  case-7, case-12  A fill arrives\n")
    let exact = try Trueup.run("list", "scenarios", "-t", "smoke", in: workspace)
    #expect(exact.output == "fine  smoke  A fill arrives\nother  smoke  A fill arrives\n")
    let wrong = try Trueup.run("list", "verbs", "--tag", "case", in: workspace)
    #expect(wrong.status == 64)
    #expect(wrong.errors.hasPrefix("error: `--tag` is for the list of scenarios, and verbs is another\n"))
  }

  @Test func aFileWithErrorsIsNotLeftOutInSilence() throws {
    try workspace.write("Scenarios/bad.scenario", Samples.misspelt)
    let result = try Trueup.run("list", "scenarios", in: workspace)
    #expect(result.status == 2 && result.output == "")
    #expect(
      result.errors.hasPrefix(
        "error: Scenarios/bad.scenario: the file has errors, so its cases are not listed\n  = see them: trueup check "))
  }
}
