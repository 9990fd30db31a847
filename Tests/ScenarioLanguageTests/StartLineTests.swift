import ScenarioLanguage
import Testing

/// Times before the start, and lines about brokers and starts that cannot be meant.
@Suite("Before the start, and other lines that cannot be meant")
struct StartLineTests {
  private func messages(_ timeline: String) -> [String] {
    let lines = timeline.split(separator: "\n").map { "  \($0)\n" }.joined()
    let text =
      "scenario \"c\"\n  ends 60s\nsetup\n  market AAPL 149.99 150.01\ntimeline\n\(lines)finally\n  expect alerts = 0\n"
    return Samples.parse(text).diagnostics.map { "\($0.code.rawValue) \($0.message): \($0.label)" }
  }

  private let order = "1s trader place A buy 100 AAPL limit 150.00\n"

  @Test("What is so before the start comes first, and is printed back")
  func start() throws {
    let text = "start net drop responses account next 1\n+1s net heal\n" + order
    #expect(messages(text) == [])
    #expect(
      messages(order + "start net cut for 1s") == [
        "E206 the engine has started already: lines with `start` come first"
      ])
    let parsed = Samples.parse(
      "scenario \"c\"\n  ends 60s\ntimeline\n  start  net cut for 1s\n  0s     net heal\n\nfinally\n  expect alerts = 0\n"
    )
    let scenario = try #require(parsed.cases.first)
    #expect(ScenarioPrinter.print(scenario).contains("  start  net cut for 1s\n  0s     net heal\n"))
  }

  @Test(
    "Before the start there is nobody to ask", arguments: ["trader cancel A", "operator halt", "expect alerts = 0"])
  func nobody(line: String) {
    let actor = line.split(separator: " ")[0]
    #expect(
      messages("start \(line)\n" + order) == [
        "E115 before the start there is no engine: `\(actor)` needs one: write a time"
      ])
  }

  @Test("A time that is drawn is since the start")
  func drawn() {
    #expect(
      messages(order + "+0s..100ms net heal") == [
        "E117 a time that is drawn is no time after the line above: write both ends since the start, such as `5s..9s`"
      ])
  }

  @Test("A list is not of one order")
  func lists() {
    #expect(
      messages(order + "2s net falsify responses orders of A as negative next 1") == [
        "E110 what answers `orders` is a list, and not of one order: `of A` would never match"
      ])
    #expect(messages(order + "2s net drop responses place of A next 1") == [])
  }

  @Test("What a broker refuses is said once, and what a restart changes as well")
  func repeated() {
    #expect(
      messages(order + "2s broker refuse place, place next 1") == ["E116 `place` is given twice: remove one of the two"]
    )
    #expect(
      messages(order + "2s engine restart with order-interval 1s and order-interval 2s") == [
        "E116 `order-interval` is given twice: remove one of the two"
      ])
    #expect(messages(order + "2s engine restart with reconcile-on startup, reconnect and order-interval 2s") == [])
  }

  @Test("A restart changes settings, but not whose positions are compared")
  func settings() {
    #expect(messages(order + "2s engine restart with reconcile-symbols AAPL").map { String($0.prefix(4)) } == ["E117"])
  }
}
