import ScenarioLanguage
import Testing

/// The short message and the remedy of single mistakes, one a line.
@Suite("Titles and labels")
struct LabelTests {
  @Test(
    "In the timeline",
    arguments: [
      ("trader place A buy 1 AAPL market", "the line has no time", "write a time before this"),
      ("0s trader buy 1 AAPL", "`buy` is not something the trader can do", "did you mean `place`?"),
      ("0s broker fill Z all at 1.00", "`all` stands where `rest` is needed", "did you mean `rest`?"),
      ("0s broker fill Z at 1.00", "`at` stands where a quantity or `rest` is needed", "write a quantity or `rest`"),
      ("0s net drop fill next 1", "there is no channel `fill`", "write the channel first: `drop stream fill`"),
      ("0s net drop stream fil next 1", "there is no message `fil`", "did you mean `fill`?"),
      ("0s net fail place 503", "`503` stands where `with` is needed", "write `with`"),
      ("0s store fail disk-full", "`disk-full` is not an error of the disk", "did you mean `enospc`?"),
      ("0s engine crash down5s", "`down5s` does not belong here", "did you mean `down`?"),
      (
        "0s trader place B buy 1 AAPL stop 95.00 limit 94.00", "`limit` does not belong here",
        "this order has its price"
      ),
      ("0s expect converged for resst", "`resst` stands where `rest` is needed", "did you mean `rest`?"),
      ("0s expect order Z filled", "the field `filled` is not compared with anything", "write `filled=` and the value"),
      ("0s expect order Z expired", "an order has no field `expired`", "write `status=expired`"),
      ("0s trader place A buy 1 AAPL market day", "`day` does not belong here", "write `tif day`"),
      ("0s broker split AAPL 2", "`split` is not something the broker can do", "did you mean `adjust`?"),
      ("0s broker hides Z", "`hides` is not something the broker can do", "did you mean `snapshot`?"),
      ("0s net hang stream", "`hang` is not something that happens to the network", "did you mean `drop`?"),
      ("0s bus delay 5s", "`delay` is not something that happens to the bus", "did you mean `stall`?"),
      ("0s engine restart with", "the line ends too early", "write a setting and its value here"),
      ("0s engine restart with order-interval 5s, full-interval 9s", "`,` does not belong here", "write `and`"),
      ("start engine restart", "before the start there is no engine", "`engine` needs one: write a time"),
      ("start 2s net cut", "there is no actor `2s`", "the line has its time already"),
      ("startup net cut", "`startup` is not a time", "did you mean `start`?"),
      ("sometimes net cut", "`sometimes` is not a time", "the first column says when"),
      ("0s expect position AAPL 1", "`1` stands where a comparison is needed", "write `=` and the value"),
      ("0s expect position AAPL above 1", "`above` stands where a comparison is needed", "write `>` and the value"),
      ("0s expect position AAPL realised=1", "a position has no field `realised`", "the name here is `realized`"),
      ("0s expect pass last of ful found=1", "there is no kind of pass `ful`", "did you mean `full`?"),
      ("0s expect alerts =! 1", "`=!` is not a comparison", "write `!=`"),
      ("0s expect engine > ready", "`>` cannot compare this", "write `=` or `!=`"),
      ("0s", "the line ends too early", "write who acts here"),
      ("on order.timeout nht 2 then net cut", "`nht` stands where `then` is needed", "did you mean `nth`?"),
    ])
  func timeline(_ line: String, _ message: String, _ label: String) {
    let text = """
      scenario "l"
      setup
        market AAPL 1.00 2.00
        both order Z buy 10 AAPL limit 1.00
      timeline
        \(line)
      finally
        expect converged
      """
    let diagnostics = Samples.parse(text).diagnostics
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.map(\.label) == [label])
  }

  @Test(
    "Elsewhere",
    arguments: [
      ("ends 60s", "tags a b", "there is no comma before `b`", "write `, b`"),
      ("ends 60s", "ends 60", "the time `60` has no unit", "did you mean `60s`?"),
      ("ends 60s", "broker alpaca", "there is no broker profile `alpaca`", "did you mean `scripted-unique`?"),
      ("engine", "engine\n  enabled yes", "`yes` is not a value of `enabled`", "did you mean `on`?"),
      (
        "engine", "engine\n  reconcile-on startup reconnect", "there is no comma before `reconnect`",
        "write `, reconnect`"
      ),
      (
        "expect converged", "expect converged within 5s", "a check at the end of the run has no `within`",
        "remove this, or move the check to the timeline"
      ),
      (
        "expect converged", "log has order.sent oder A", "`oder` does not belong here", "did you mean `order`?"
      ),
      ("\"l\"", "l", "`l` stands where the title in quotes is needed", "write the title in quotes"),
    ])
  func elsewhere(_ original: String, _ replacement: String, _ message: String, _ label: String) {
    let text = "scenario \"l\"\n  ends 60s\nengine\ntimeline\n  0s net cut for 1s\nfinally\n  expect converged\n"
    let diagnostics = Samples.parse(text.replacing(original, with: replacement)).diagnostics
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.map(\.label) == [label])
  }

  @Test(
    "Symbols of a setting",
    arguments: [
      ("all", nil, nil), ("AAPL, MSFT", nil, nil),
      ("AAPL MSFT", "there is no comma before `MSFT`", "write `, MSFT`"),
      ("AAPL, AAPL", "`AAPL` is given twice", "remove one of the two"),
      ("AAPL, MSTF", "there is no instrument `MSTF`", "did you mean `MSFT`?"),
    ] as [(String, String?, String?)])
  func symbols(_ value: String, _ message: String?, _ label: String?) {
    let text = """
      scenario "l"
        ends 60s
      engine
        reconcile-symbols \(value)
      setup
        market AAPL 1.00 2.00
        market MSFT 1.00 2.00
        both position AAPL 1 at 1.00
        both position MSFT 1 at 1.00
      timeline
        0s net cut for 1s
      finally
        expect converged
      """
    let diagnostics = Samples.parse(text).diagnostics
    #expect(diagnostics.map(\.message) == [message].compactMap { $0 })
    #expect(diagnostics.map(\.label) == [label].compactMap { $0 })
  }

  @Test("All settings are shown where none is guessed")
  func settings() {
    func notes(_ word: String) -> [String] {
      let text = "scenario \"s\"\nengine\n  \(word) 5s\ntimeline\n  0s expect converged\n"
      return Samples.parse(text).diagnostics.flatMap(\.notes)
    }
    #expect(notes("orderinterval") == ["all settings: trueup list settings"])
    #expect(notes("zzzzzz").first?.hasPrefix("settings: enabled, order-interval, full-interval, ") == true)
  }

  @Test(
    "Amounts of a setting in money",
    arguments: [
      ("100, EUR 5", nil, nil), ("EUR 5", nil, nil), ("USD 5, EUR 5", nil, nil),
      ("100 EUR 5", "there is no comma before `EUR`", "write `, EUR`"),
      ("100, 5", "there is no currency before `5`", "write `BTC 5`"),
      ("EUR 5, EUR 6", "`EUR` is given twice", "remove one of the two"),
      ("100, USD 5", "`USD` is given twice", "remove one of the two"),
      ("100, ERU 5", "there is no currency `ERU`", "did you mean `EUR`?"),
      ("100, EUR -5", "`-5` is not a number that can be used here", "write 0 or more"),
    ] as [(String, String?, String?)])
  func amounts(_ value: String, _ message: String?, _ label: String?) {
    let text = """
      scenario "l"
        mode live
        ends 60s
      engine
        max-auto-correction \(value)
      setup
        both cash USD 10.00
        both cash EUR 10.00
      timeline
        0s net cut for 1s
      finally
        expect converged
      """
    let diagnostics = Samples.parse(text).diagnostics
    #expect(diagnostics.map(\.message) == [message].compactMap { $0 })
    #expect(diagnostics.map(\.label) == [label].compactMap { $0 })
  }
}
