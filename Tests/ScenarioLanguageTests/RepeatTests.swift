import ScenarioLanguage
import Testing

/// What is said twice, and what checks nothing: each is a message before the run.
@Suite("Said twice, or said for nothing")
struct RepeatTests {
  private func messages(
    header: String = "", setup: String = "", timeline: String = "1s operator halt", always: String = "",
    finally: String = "expect alerts = 0"
  ) -> [String] {
    func section(_ name: String, _ line: String) -> String { line.isEmpty ? "" : "\(name)\n  \(line)\n" }
    let text =
      "scenario \"c\"\n  ends 60s\n\(header.isEmpty ? "" : "  \(header)\n")"
      + "setup\n  market AAPL 149.99 150.01\n\(setup)"
      + "timeline\n  0s trader place A buy 100 AAPL limit 150.00\n  \(timeline)\n"
      + section("always", always) + section("finally", finally)
    return Samples.parse(text).diagnostics.map { "\($0.code.rawValue) \($0.message): \($0.label)" }
  }

  @Test(
    "What a side holds is said once",
    arguments: [
      ("both cash USD 1", "both cash USD 2", "both cash USD"),
      ("local cash USD 1", "both cash USD 1", "both cash USD"),
      ("broker position AAPL 1 at 1", "both position AAPL 2 at 1", "both position AAPL"),
      ("local checkpoint seq 1", "local checkpoint seq 2", "local checkpoint"),
    ])
  func setup(first: String, second: String, name: String) {
    #expect(
      messages(setup: "  \(first)\n  \(second)\n") == ["E116 `\(name)` is given twice: remove one of the two"])
  }

  @Test("What a person may do is said once") func people() {
    #expect(
      messages(
        setup: "  operator ANNA is viewer\n  operator ANNA is supervisor\n", timeline: "1s operator halt by ANNA")
        == ["E116 `operator ANNA` is given twice: remove one of the two"])
    #expect(
      messages(
        setup: "  operator ANNA is supervisor\n  operator BEN is supervisor\n", timeline: "1s operator halt by BEN")
        == [])
  }

  @Test("Both sides may differ, and one may overrule what both have")
  func sides() {
    #expect(messages(setup: "  local cash USD 1\n  broker cash USD 2\n") == [])
    #expect(messages(setup: "  both cash USD 1\n  broker cash USD 2\n") == [])
  }

  @Test("An invariant is named once, and is drawn or off")
  func invariants() {
    #expect(
      messages(always: "invariant exec-once\n  invariant exec-once off \"x\"")
        == ["E116 `invariant exec-once` is given twice: remove one of the two"])
    #expect(
      messages(always: "invariant exec-once drawn off \"x\"")
        == ["E117 `exec-once` cannot be drawn and off: leave out `drawn` or `off`"])
  }

  @Test(
    "A reason says something",
    arguments: [
      ("xfail \"\"", "", "the open issue"), ("skip \"  \"", "", "the reason"),
      ("", "invariant exec-once off \"\"", "the reason"),
    ])
  func reasons(header: String, always: String, what: String) {
    #expect(
      messages(header: header, always: always)
        == ["E117 \(what) is empty: say it in a few words, for whoever reads the file next"])
  }

  @Test(
    "A field that equals one thing has no second condition",
    arguments: [
      ("log never fill.applied exec=E1 exec=E2", "exec"), ("expect order A filled=40 filled=100", "filled"),
      ("expect order A = open status=filled", "status"), ("expect orders status=filled status=open > 1", "status"),
      ("log has fill.applied qty=1 qty>=1", "qty"),
    ])
  func fields(check: String, field: String) {
    let fills = "1s broker fill A 1 at 150.00 exec E1\n  2s broker fill A 1 at 150.00 exec E2"
    #expect(
      messages(timeline: fills, finally: check) == ["E116 `\(field)` is given twice: remove one of the two"])
  }

  @Test("Bounds from both sides are no repetition")
  func bounds() {
    #expect(messages(finally: "log never fill.applied qty>1 qty<2") == [])
    #expect(messages(finally: "expect order A qty>=1 qty<=100") == [])
  }

  @Test(
    "A number is never below zero",
    arguments: [
      ("expect alerts >= 0", "is always `>= 0`"), ("log count fill.applied < 0", "is never `< 0`"),
      ("expect orders status=open >= 0", "is always `>= 0`"), ("expect discrepancies < 0", "is never `< 0`"),
    ])
  func tautologies(check: String, words: String) {
    #expect(
      messages(finally: check) == [
        "E117 a number \(words): so this checks nothing; compare with `= 0`, or with a number above zero"
      ])
  }

  @Test("One message alone has no order")
  func reordering() {
    #expect(
      messages(timeline: "0s net reorder stream fill of A next 1")
        == ["E117 one message alone has no order: write `next 2` or more, or `for` and a time"])
    #expect(messages(timeline: "0s net reorder stream fill of A next 2") == [])
  }

  @Test("A check must be able to hold as long as it says")
  func longerThanTheRun() {
    let label = "write `for rest`, or let the run end later"
    #expect(
      messages(timeline: "50s expect alerts = 0 for 11s")
        == ["E209 the check must hold until 1m1s, and the run ends at 1m: \(label)"])
    #expect(
      messages(timeline: "50s expect alerts = 0 within 6s for 5s")
        == ["E209 the check must hold until 1m1s, and the run ends at 1m: \(label)"])
    #expect(messages(timeline: "50s expect alerts = 0 within 5s for 5s") == [])
  }

  @Test("A parameter in a text is filled in, and counts as used")
  func parametersInTexts() throws {
    let parsed = Samples.parse(
      """
      scenario "lost <n>"
        ends 60s
        each n in 1, 2
      timeline
        1s operator halt
      finally
        log never broker.rejected note="<n> of <m>"
      """)
    #expect(parsed.diagnostics.map(\.code) == [])
    #expect(parsed.cases.map(\.title.value) == ["lost 1", "lost 2"])
    #expect(
      parsed.cases.map { ScenarioPrinter.print($0).contains("note=\"\($0.parameters[0].value) of <m>\"") }
        == [true, true])
  }
}
