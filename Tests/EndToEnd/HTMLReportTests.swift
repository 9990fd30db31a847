import Foundation
import Testing

/// The page that `trueup run --html` and `trueup trace --html` write: whole in itself, readable as it is, harmless.
@Suite struct HTMLReportTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("fine.scenario", Samples.fill())
    try workspace.write("wrong.scenario", Samples.fill(position: 101))
    try workspace.write("two.scenario", Samples.twoCases)
  }

  /// The page without style and scripts: what is read where no script runs.
  private func body(_ page: String) throws -> String {
    let start = try #require(page.range(of: "<body"))
    let end = try #require(page.range(of: "<script type=\"application/json\""))
    return String(page[start.lowerBound..<end.lowerBound])
  }

  @Test func onlyWhereItIsAskedFor() throws {
    #expect(try Trueup.run("run", "fine.scenario", in: workspace).status == 0)
    #expect(try !workspace.names(in: "Reports").contains("report.html"))
    let asked = try Trueup.run("run", "fine.scenario", "--html", in: workspace)
    #expect(asked.status == 0)
    #expect(
      asked.lines.contains(
        " reports: Reports/results.jsonl, Reports/summary.txt, Reports/report.html, Reports/junit.xml"))
  }

  @Test func readableWithoutScript() throws {
    #expect(try Trueup.run("run", "--html", ".", in: workspace).status == 1)
    let body = try body(try workspace.read("Reports/report.html"))
    #expect(body.contains("<b>4</b> cases") && body.contains("<b>1</b> failed"))
    for id in ["fine", "wrong", "two_5bcase_3dall_20of_20it_5d", "two_5bcase_3dsome_5d"] {
      #expect(body.contains("<section class=case id=\"case=\(id)\""), "\(id)")
      #expect(body.contains("<a href=\"#case=\(id)\""), "\(id)")
    }
    #expect(body.contains("FAIL wrong: state check"))
    #expect(body.contains("<b>broker.filled</b> <span>order=A exec=E1 qty=100 price=150.01 filled=100 leaves=0</span>"))
    #expect(body.contains("<span class=\"pill failed\">failed</span> <code>wrong</code> <span class=tag>smoke</span>"))
    #expect(body.contains("<code>trueup run wrong.scenario</code>"))
    // The state at the end, both sides.
    #expect(body.contains("<th scope=row>position AAPL</th><td>100</td><td>100</td>"))
    #expect(body.contains("<th scope=row>cash USD</th><td>84999</td><td>84999</td>"))
    // The line that failed, and how often a fault did something.
    #expect(body.contains("<i> 14 ✕</i>   expect position AAPL = 101<em>"))
    #expect(body.contains("<em>fired once</em>"))
  }

  @Test func nothingComesFromElsewhere() throws {
    _ = try Trueup.run("run", "--html", ".", in: workspace)
    let page = try workspace.read("Reports/report.html")
    #expect(page.contains("default-src 'none'"))
    #expect(
      !page.contains("http://") && !page.contains("https://") && !page.contains("url(") && !page.contains("@import"))
    #expect(page.matches(of: #/ src=/#).isEmpty)
    #expect(page.matches(of: #/<link [^>]*>/#).map { String($0.0) } == ["<link rel=\"icon\" href=\"data:,\">"])
    for word in ["fetch(", "XMLHttpRequest", "WebSocket", "innerHTML", "eval(", "localStorage"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func everyLinkLeadsSomewhere() throws {
    _ = try Trueup.run("run", "--html", ".", in: workspace)
    let body = try body(try workspace.read("Reports/report.html"))
    let ids = body.matches(of: #/ id="?([^" >]+)"?/#).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let targets = body.matches(of: #/ href="#([^"]+)"/#).map { String($0.1) }
    #expect(targets.count > 50)
    for target in Set(targets) { #expect(ids.contains(target), "\(target)") }
  }

  @Test func tagsAreBalanced() throws {
    _ = try Trueup.run("run", "--html", ".", in: workspace)
    let page = try body(try workspace.read("Reports/report.html"))
    var open: [Substring] = []
    let alone: Set<Substring> = ["meta", "link", "input", "br"]
    for tag in page.matches(of: #/<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>/#) {
      if tag.1 == "/" {
        #expect(open.last == tag.2)
        _ = open.popLast()
      } else if !alone.contains(tag.2), !tag.3.hasSuffix("/") {
        open.append(tag.2)
      }
    }
    #expect(open == ["body"])
  }

  @Test func ofManyOnlyWhatFailsIsWhole() throws {
    for number in 1...13 { try workspace.write("more/fine-\(number).scenario", Samples.fill()) }
    try workspace.write("more/wrong.scenario", Samples.fill(position: 101))
    #expect(try Trueup.run("run", "more", "--html", in: workspace).status == 1)
    let body = try body(try workspace.read("Reports/report.html"))
    #expect(body.matches(of: #/<ol class=rows>/#).count == 1)
    #expect(body.contains("<code>trueup trace more/fine-1.scenario --html</code>"))
    #expect(body.contains("<h2>Faults and the state") == false)
  }

  @Test("Cases of one file that look the same share its source, which keeps the page of a suite small")
  func oneSourceAFile() throws {
    for number in 1...13 { try workspace.write("more/fine-\(number).scenario", Samples.fill()) }
    try workspace.write("more/two.scenario", Samples.twoCases)
    #expect(try Trueup.run("run", "more", "--html", in: workspace).status == 0)
    let body = try body(try workspace.read("Reports/report.html"))
    #expect(body.matches(of: #/<summary>Source <small>more/two.scenario<\/small>/#).count == 1)
    let links = body.matches(of: #/Source: as in <a href="#(case=[^"]+)">two\[case=all of it\]<\/a>/#)
    #expect(links.count == 1)
    #expect(links.allSatisfy { body.contains("<section class=case id=\"\($0.1)\"") })
  }

  @Test func matrixOfFaultsAndStates() throws {
    _ = try Trueup.run("run", "two.scenario", "--html", in: workspace)
    let body = try body(try workspace.read("Reports/report.html"))
    // Both cases lose a fill of an order that is open.
    #expect(
      body.contains(
        "<th scope=row>message.lost</th><td class=\"h0\">&middot;</td><td class=\"h0\">&middot;</td><td class=\"h0\">&middot;</td><td class=\"h4\">2</td>"
      ))
  }

  @Test func powerOfTheHarness() throws {
    try workspace.write(
      "Reports/power.txt",
      """
      Power of the harness: 2 planted bugs, 10 base seeds, at most 1000 cases each

      id  bug                          rule  area    needs          reached  found by    scenarios
       1  duplicate-execution-counted     3  ledger                       1  exec-once          56
      12  resubmit-on-<b>                 6  orders  restart,order       30  nothing             3

      found within      10 cases: 1 of 2 (50 %)

      """)
    _ = try Trueup.run("run", "fine.scenario", "--html", in: workspace)
    let body = try body(try workspace.read("Reports/report.html"))
    #expect(
      body.contains(
        "<tr><th scope=row>duplicate-execution-counted</th><td>exec-once</td><td class=num>56</td><td class=num>1</td><td class=num>3</td><td>ledger</td><td></td><td class=num>1</td></tr>"
      ), "what is asked first stands first, and figures end at one line")
    #expect(
      body.contains(
        "<tr class=missed><th scope=row>resubmit-on-&lt;b&gt;</th><td>nothing</td><td class=num>3</td><td class=num>12</td>"
      ))
    #expect(body.contains("found within      10 cases: 1 of 2 (50 %)"))
  }

  @Test func pageOfOneCase() throws {
    let result = try Trueup.run("trace", "two.scenario", "--case", "some", "--html", in: workspace)
    #expect(result.status == 0)
    #expect(result.output == " two[case=some]: Reports/two_5bcase_3dsome_5d.html\n")
    let page = try workspace.read("Reports/two_5bcase_3dsome_5d.html")
    #expect(page.contains("<ol class=rows>") && !page.contains("<nav"))
    #expect(
      try Trueup.run("trace", "fine.scenario", "--html", "--reports", "fine.scenario/x", in: workspace).status == 3)
  }

  @Test("Tickets stand with their names in the life of what they are about")
  func livesOfTickets() throws {
    #expect(try Trueup.run("new", "drift", in: workspace).status == 0)
    _ = try Trueup.run("run", "Scenarios", "--html", in: workspace)
    let body = try body(try workspace.read("Reports/report.html"))
    #expect(body.contains("<h3>Discrepancies and tickets</h3>"))
    #expect(body.contains(/<tr><th scope=row>D1<\/th>.*T1 opened <a href=/))
  }

  @Test func marginOfChecks() throws {
    try workspace.write(
      "margin.scenario",
      Samples.fill().replacing(
        "exec E1\n", with: "exec E1 as @f\n  @f  expect position AAPL = 100 within 1s\n"))
    _ = try Trueup.run("run", "margin.scenario", "--html", in: workspace)
    let page = try workspace.read("Reports/report.html")
    #expect(page.contains("<em>took 25ms of 1s <meter min=0 max=100 low=50 high=80 optimum=0 value=2></meter></em>"))
  }

  @Test func hostileTextIsHarmless() throws {
    let evil = HostileTextTests.evil
    let bait = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" ' & ]]> --> \\u{202e}"
    let quoted = bait.replacing("\"", with: "\\\"") + String(repeating: "long ", count: 2000)
    try workspace.write(
      "evil/<b onload=x>\(evil).scenario",
      Samples.fill(["tags   smoke", "about \"\(quoted)\""], position: 3).replacing("A fill arrives", with: quoted))
    _ = try Trueup.run("run", "evil", "--html", in: workspace)
    let page = try workspace.read("Reports/report.html")
    #expect(page.matches(of: #/<script/#).count == 3)
    #expect(page.matches(of: #/<\/script/#).count == 3)
    #expect(!page.contains("<img") && !page.contains("<b onload"))
    #expect(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)"))
    let harmful = page.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
      default: false
      }
    }
    #expect(harmful.isEmpty)
  }
}
