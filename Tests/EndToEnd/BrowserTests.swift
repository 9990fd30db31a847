import Foundation
import Testing

/// The page as somebody uses it: in a browser, with keys.
///
/// Skipped, and said so, where there is no browser.
@Suite(.serialized, .enabled(if: Browser.path != nil, "there is no Chromium on this machine")) struct BrowserTests {
  let workspace: Workspace
  let url: String

  init() throws {
    workspace = try Workspace()
    for name in ["a", "b", "c"] { try workspace.write("\(name).scenario", Samples.fill(["tags   \(name)-tag"])) }
    try workspace.write("d-wrong.scenario", Samples.fill(position: 101))
    _ = try Trueup.run("run", ".", "--html", in: workspace)
    url = workspace.folder.appendingPathComponent("Reports/report.html").absoluteString
  }

  private func open(_ fragment: String = "", width: Int = 1400, isScripted: Bool = true) throws -> Browser {
    try Browser(try #require(Browser.path), url: url + fragment, width: width, isScripted: isScripted)
  }

  private let section = "document.querySelector('main>section.on').id"

  @Test func filterKeysAndState() throws {
    let browser = try open()
    #expect(try browser.evaluate(section) as? String == "overview")
    // To the failure, into its log, and on to where money moves.
    try browser.press("f")
    #expect(try browser.evaluate(section) as? String == "case=d-wrong")
    try browser.press("Enter", "j")
    #expect(try browser.evaluate("location.hash") as? String == "#case=d-wrong&e=1")
    // The sides come to differ where the trader places an order that the broker does not have yet.
    try browser.press("n")
    let what = "document.querySelector('section.on .what').textContent"
    #expect((try browser.evaluate(what) as? String)?.hasPrefix("trader.place order=A") == true)
    _ = try browser.evaluate(
      "[...document.querySelectorAll('section.on .rows li')].find(r=>r.textContent.includes('broker.filled')).click()")
    #expect((try browser.evaluate(what) as? String)?.hasPrefix("broker.filled order=A exec=E1") == true)
    #expect(
      try browser.evaluate(
        "[...document.querySelectorAll('section.on .state tr.apart th')].map(x=>x.textContent).join()")
        as? String == "position AAPL,cash USD,order A,average AAPL")
    let changed =
      "[...document.querySelectorAll('section.on .state tr')].find(r=>r.textContent.startsWith('position AAPL')).lastChild.innerText.split('\\n').join()"
    #expect(try browser.evaluate(changed) as? String == "0,100")
    try browser.press("c")
    #expect(try browser.evaluate("document.querySelectorAll('section.on .rows li.on').length") as? Int == 1)
    // Back to the list, and the filter.
    try browser.press("Escape", "/")
    #expect(try browser.evaluate("document.activeElement.id") as? String == "filter")
    try browser.press("t", "a", "g", ":", "b")
    try browser.press("-", "t", "a", "g")
    let shown = "[...document.querySelectorAll('nav li[data-v]')].filter(i=>!i.hidden).map(i=>i.dataset.id).join()"
    #expect(try browser.evaluate(shown) as? String == "b")
    try browser.press("Enter")
    #expect(try browser.evaluate("document.querySelectorAll('dialog[open]').length") as? Int == 0)
    try browser.press("?")
    #expect(try browser.evaluate("document.querySelectorAll('dialog[open]').length") as? Int == 1)
    #expect(browser.console.isEmpty, "\(browser.console)")
  }

  @Test("A section is text until it is opened, and then what it is where no script runs")
  func foldedSections() throws {
    let browser = try open()
    let folded =
      "[...document.querySelectorAll('main>.case')].filter(s=>s.firstElementChild.tagName==='NOSCRIPT').length"
    #expect(try browser.evaluate(folded) as? Int == 4)
    try browser.press("f")
    #expect(try browser.evaluate(folded) as? Int == 3)
    #expect(try browser.evaluate("document.querySelectorAll('section.on .rows li[data-e]').length>10") as? Bool == true)
    let marks =
      "new Set([...document.querySelectorAll('section.on .rows b')].map(b=>getComputedStyle(b,'::before').content)).size"
    #expect(try browser.evaluate(marks) as? Int == 1, "no row of a log has a mark of a check")
    #expect(
      try browser.evaluate("getComputedStyle(document.querySelector('section.on .rows b'),'::before').content")
        as? String == "none")
    #expect(try browser.evaluate("!!document.querySelector('section.on noscript')") as? Bool == false)
    _ = try browser.evaluate("dispatchEvent(new Event('beforeprint'))")
    #expect(try browser.evaluate(folded) as? Int == 0, "what is printed is whole")
    #expect(browser.console.isEmpty, "\(browser.console)")
  }

  @Test func deepLinkOnANarrowScreen() throws {
    let browser = try open("#case=d-wrong&e=3", width: 420)
    #expect(try browser.evaluate(section) as? String == "case=d-wrong")
    #expect(try browser.evaluate("document.querySelector('.rows li.on').dataset.e") as? String == "3")
    #expect(try browser.evaluate("document.documentElement.scrollWidth<=innerWidth") as? Bool == true)
    let bar = "(b=>Math.abs(b('.bar').bottom-b('.top').bottom)<4)(s=>document.querySelector(s).getBoundingClientRect())"
    #expect(try browser.evaluate(bar) as? Bool == true, "the bar of what passed ends the head")
    #expect(browser.console.isEmpty, "\(browser.console)")
  }

  @Test func withoutScript() throws {
    let browser = try open(isScripted: false)
    // The protocol looks into the page without running its scripts.
    let root = try browser.call("DOM.getDocument", ["depth": -1])["root"] as? [String: Any] ?? [:]
    let html = try browser.call("DOM.getOuterHTML", ["nodeId": root["nodeId"] ?? 0])["outerHTML"] as? String ?? ""
    #expect(html.contains("<html lang=\"en\">"))
    #expect(html.contains("FAIL d-wrong: state check"))
    let layout = try browser.call("Page.getLayoutMetrics")["cssContentSize"] as? [String: Any]
    // All cases stand below each other.
    #expect(layout?["height"] as? Double ?? 0 > 3000)
  }
}
