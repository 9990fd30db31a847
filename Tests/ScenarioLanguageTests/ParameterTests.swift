import Reconciliation
import ScenarioLanguage
import Testing
import Trading

@Suite("Examples and each")
struct ParameterTests {
  private func file(header: String = "", line: String, below: String = "") -> String {
    """
    scenario "p"
    \(header)
    setup
      market AAPL 149.99 150.01
    timeline
      0s trader place A buy 100 AAPL limit 150.00
      \(line)
    finally
      expect converged
    \(below)

    """
  }

  @Test("A column `case` names the cases")
  func namedCases() throws {
    let text = file(
      line: "1s net drop <lost> place next <n>",
      below: """
        examples
          | case          | lost      | n |   # a comment
          | response lost | responses | 1 |
          | request lost  | requests  | 2 |
        """)
    #expect(Samples.messages(text) == "")
    let parsed = Samples.parse(text)
    #expect(parsed.cases.map { parsed.identifier(of: $0) } == ["x[case=response lost]", "x[case=request lost]"])
    let channels = parsed.cases.compactMap { scenario -> Word? in
      guard let drop = scenario.timeline.last?.form as? NetDrop, case .next? = drop.extent else { return nil }
      return drop.match.channel
    }
    #expect(channels == [.responses, .requests])
    #expect(parsed.cases[1].parameters.map(\.name) == ["case", "lost", "n"])
    #expect(parsed.cases[1].parameters.map(\.value) == ["request lost", "requests", "2"])
  }

  @Test("Without it all values name the case")
  func unnamedCases() {
    let parsed = Samples.parse(
      file(
        line: "1s net drop <lost> place next <n>",
        below: "examples\n  | lost | n |\n  | stream | 1 |\n  | requests | 2 |"))
    #expect(parsed.diagnostics.map(\.code) == [.wrongChannel])
    #expect(parsed.diagnostics.first?.notes.last == "only in: lost=stream, n=1")
    #expect(parsed.diagnostics.first?.secondary == [])
  }

  @Test("Each value meets each row, in the order of the file")
  func product() {
    let text = file(
      header: "  each channel in requests, responses\n  each k in place, cancel",
      line: "<at> net drop <channel> <k> next 1", below: "examples\n  | at |\n  | 1s |\n  | 1s..2s |")
    #expect(Samples.messages(text) == "")
    #expect(
      Samples.parse(text).cases.map(\.caseName) == [
        "channel=requests, k=place, at=1s", "channel=requests, k=place, at=1s..2s",
        "channel=requests, k=cancel, at=1s", "channel=requests, k=cancel, at=1s..2s",
        "channel=responses, k=place, at=1s", "channel=responses, k=place, at=1s..2s",
        "channel=responses, k=cancel, at=1s", "channel=responses, k=cancel, at=1s..2s",
      ])
  }

  @Test("Presets come from the catalogue")
  func presets() {
    func cases(_ preset: String, _ line: String) -> [String?] {
      Samples.parse(file(header: "  each x in all \(preset)", line: line)).cases.map(\.caseName)
    }
    let crash = "1s engine crash at <x> of A"
    #expect(cases("crash-points", crash) == Word.crashPoints.map { "x=\($0.text)" })
    #expect(
      cases("fill-crash-points", crash) == [
        "x=persist.before", "x=persist.unsynced", "x=persist.after", "x=publish.before", "x=publish.after",
        "x=checkpoint.before", "x=checkpoint.after",
      ])
    #expect(cases("channels", "1s net drop <x>") == ["x=requests", "x=responses", "x=stream"])
    #expect(
      Samples.messages(file(header: "  each x in all chanels", line: "1s net drop <x>")) == """
        error[E102]: there is no preset `chanels`
         --> Scenarios/x.scenario:2:17
          |
        2 |   each x in all chanels
          |                 ^^^^^^^ did you mean `channels`?
          |
          = presets: fill-crash-points, crash-points, channels

        """)
  }

  @Test("A wrong value is shown where it is used and where it stands")
  func wrongValue() {
    let text = file(line: "1s net drop <lost>", below: "examples\n  | case | lost |\n  | a | stream |\n  | b | steam |")
    #expect(
      Samples.messages(text) == """
        error[E102]: there is no channel `steam`
          --> Scenarios/x.scenario:7:15
           |
         7 |   1s net drop <lost>
           |               ^^^^^^ did you mean `stream`?
        ...
        13 |   | b | steam |
           |         ----- `<lost>` is `steam` here
           |
           = channels: requests, responses, stream
           = only in: case=b

        """)
  }

  @Test("An error of all cases is reported once, without naming them")
  func once() {
    let text = file(header: "  each x in 1, 2, 3", line: "1s net drop steam next <x>")
    let diagnostics = Samples.parse(text).diagnostics
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.notes == ["channels: requests, responses, stream"])
  }

  @Test("Parameters stand in blocks and after comparisons")
  func places() {
    let text = file(
      line: "1s expect local order A filled=<n>",
      below:
        "  log count order.sent order=A >=<n>\n  log in-order\n    | <e> order=A\nexamples\n  | n | e |\n  | 1 | order.sent |"
    )
    #expect(Samples.messages(text) == "")
  }
}
