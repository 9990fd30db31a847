import Reconciliation
import ScenarioLanguage
import Testing
import Trading

/// Characters, line ends, names and numbers.
@Suite("Text")
struct TextTests {
  private static let body = """
    scenario "t"
    setup
      market AAPL 149.99 150.01
    timeline
      0s trader place A buy 100 AAPL limit 150.00
    finally
      expect converged
    """

  @Test("CRLF, a byte order mark and a missing line end change nothing")
  func lineEnds() throws {
    let plain = try #require(Samples.parse(TextTests.body + "\n").cases.first)
    for text in [
      TextTests.body, TextTests.body.replacing("\n", with: "\r\n"),
      TextTests.body.replacing("\n", with: "\r\n") + "\r\n",
      "\u{FEFF}" + TextTests.body, TextTests.body + "\n\n\n", "\n\n" + TextTests.body,
    ] {
      let parsed = Samples.parse(text)
      #expect(parsed.diagnostics == [])
      #expect(parsed.cases.map(ScenarioPrinter.print) == [ScenarioPrinter.print(plain)])
    }
  }

  @Test("Columns count characters", arguments: ["\n", "\r\n"])
  func columns(_ lineEnd: String) {
    let text = TextTests.body.replacing("0s trader place A", with: "0s trader place Ä🙂e\u{301}")
      .replacing("\n", with: lineEnd)
    #expect(
      Samples.messages(text) == """
        error[E101]: `🙂` means nothing here
         --> Scenarios/x.scenario:5:20
          |
        5 |   0s trader place Ä🙂e\u{301} buy 100 AAPL limit 150.00
          |                    ^^ no word, name or number starts like this

        """)
  }

  @Test(
    "A character that means nothing is named, with what to write instead",
    arguments: [
      ("“", "`“`", #"texts stand in plain quotes: "...""#), ("'", "`'`", #"texts stand in plain quotes: "...""#),
      ("\u{A0}", "`\u{A0}`", "this is a non-breaking space; write a plain one"),
      ("—", "`—`", "write a plain `-`"), ("?", "`?`", "a hole has three of them: `???`"),
      ("@", "`@`", "a mark has a name: `@heal`"), ("$", "`$`", "a capture has a name: `$d`"),
      ("(", "`(`", "lines need no brackets and no semicolons"),
      ("\u{7}", "a control character", "no word, name or number starts like this"),
    ])
  func strangers(_ character: String, _ name: String, _ label: String) throws {
    let text = TextTests.body.replacing("buy 100", with: "buy \(character) 100")
    let diagnostic = try #require(Samples.parse(text).diagnostics.first)
    #expect(diagnostic.message == "\(name) means nothing here")
    #expect(diagnostic.label == label)
    #expect(diagnostic.span == SourceSpan(line: 5, column: 25, length: 1))
  }

  @Test("Names may have letters of any script", arguments: ["Ä", "Ωmega", "AÉ1", "买入", "BRK-B", "BTC/USD", "A_b.c"])
  func names(_ name: String) throws {
    let text = TextTests.body.replacing("place A buy", with: "place \(name) buy")
    let scenario = try #require(Samples.parse(text).cases.first, "\(Samples.messages(text))")
    let order = try #require(scenario.timeline.first?.form as? TraderPlace).order
    #expect(order.name.value == name)
    #expect(order.name.span == SourceSpan(line: 5, column: 19, length: name.count))
  }

  @Test("Marks and captures may have letters of any script, but not nothing")
  func marks() {
    let text = TextTests.body.replacing("limit 150.00", with: "limit 150.00 as @öffnung")
      .replacing("expect converged", with: "log has order.sent seq=1 after @öffnung")
    #expect(Samples.messages(text) == "")
    for bad in ["@", "@ ", "@🙂", "$", "$🙂", "@-"] {
      #expect(Samples.parse(TextTests.body.replacing("limit 150.00", with: "limit 150.00 as \(bad)")).hasErrors)
    }
  }

  @Test(
    "Texts keep quotes, backslashes and other characters",
    arguments: [
      "", "a \"b\" c", "back\\slash", "umlaut Ä, emoji 🙂", "# no comment", "tab\tand line\nend", "\u{0}\u{7F}",
    ])
  func texts(_ text: String) throws {
    var scenario = try #require(Samples.parse(TextTests.body).cases.first)
    scenario.title.value = text
    scenario.header.about = text
    let again = try #require(Samples.parse(ScenarioPrinter.print(scenario)).cases.first)
    #expect(again.title.value == text)
    #expect(again.header.about == text)
  }

  @Test(
    "Times read exactly",
    arguments: [
      ("250ms", 250_000_000), ("1.5s", 1_500_000_000), ("1h30m", 5_400_000_000_000), ("1d", 86_400_000_000_000),
      ("1_000us", 1_000_000), ("0.000000001s", 1), ("0s", 0), ("3h59m59s", 14_399_000_000_000),
    ] as [(String, Int64)])
  func durations(_ text: String, _ nanoseconds: Int64) {
    let file = TextTests.body.replacing("  0s trader", with: "  \(text) trader")
    guard case .at(let span)? = Samples.parse(file).cases.first?.timeline.first?.time.value else {
      Issue.record("not read: \(text)")
      return
    }
    #expect(span.nanoseconds == nanoseconds)
  }

  @Test(
    "Times that cannot be read",
    arguments: ["1s1s", "s", "1S", "1.s", "1.5.5s", "1m2h", "1", "300y", "1e9s", "107000d", "1_s"])
  func badDurations(_ text: String) {
    let parsed = Samples.parse(TextTests.body.replacing("  0s trader", with: "  \(text) trader"))
    #expect(parsed.hasErrors)
  }

  @Test("Numbers that cannot be read", arguments: ["1e9", "1.", ".5", "1__0", "0x10", "1,5", "--1", "100%", "1_"])
  func badNumbers(_ text: String) {
    #expect(Samples.parse(TextTests.body.replacing("buy 100", with: "buy \(text)")).hasErrors)
  }

  @Test("Fills without a name get the next free one, in the order of lines")
  func executionNames() throws {
    let lines = ["1 at 150.00", "1 at 150.00 exec E2", "1 at 150.00", "1 at 150.00 exec X", "rest at 150.00"]
    let text = TextTests.body.replacing(
      "\nfinally",
      with: "\n" + lines.map { "  1s broker fill A \($0)" }.joined(separator: "\n")
        + "\nfinally\n  log has fill.applied exec=E4")
    let scenario = try #require(Samples.parse(text).cases.first, "\(Samples.messages(text))")
    let names = scenario.timeline.compactMap { line -> String? in
      (line.form as? BrokerFill)?.execution?.value
    }
    #expect(names == ["E1", "E2", "E3", "X", "E4"])
  }

  @Test("The short form and the colours of a message")
  func forms() throws {
    let source = SourceFile(path: "a/b.scenario", text: TextTests.body.replacing("trader place", with: "trader plce"))
    let diagnostic = try #require(ScenarioParser.parse(source).diagnostics.first)
    #expect(
      DiagnosticRenderer.short(diagnostic).description
        == "a/b.scenario:5:13: error[E102]: `plce` is not something the trader can do")
    let colored = DiagnosticRenderer(source).render(diagnostic).rendered(isColored: true)
    #expect(colored.hasPrefix("\u{1B}[31merror[E102]\u{1B}[0m: \u{1B}[1m`plce` is not"))
    #expect(colored.contains("| \u{20}           \u{1B}[31m^^^^\u{1B}[0m did you mean `place`?"))
    #expect(source.stem == "b")
  }
}
