import Foundation
import ScenarioLanguage
import Testing

/// Every code is fired by at least one file, and every code explains itself.
@Suite("Diagnostic codes")
struct DiagnosticCodeTests {
  /// A small valid file; the samples differ from it by one piece of text.
  static let valid = """
    scenario "t"
      ends 60s
    setup
      both cash USD 1000.00
      market AAPL 149.99 150.01
    timeline
      0s trader place A buy 100 AAPL limit 150.00 key K1
      2s broker fill A 40 at 150.00 exec E1 as @filled
      5s broker reject A "no"
    finally
      expect converged
      log in-order
        | fill.applied exec=E1 order=$o
        | order.filled order=$o

    """

  /// Code, what to replace in the valid file, and by what; an empty original stands for the whole file.
  static let samples: [(code: DiagnosticCode, original: String, replacement: String)] = [
    (.unreadableCharacter, "2s broker", "2s; broker"),
    (.unreadableCharacter, "\"no\"", "“no”"),
    (.unreadableCharacter, "exec E1 as", "exec E1\u{A0}as"),
    (.unreadableCharacter, "40 at", "?? at"),
    (.hole, "40 at", "??? at"),
    (.unreadableCharacter, "40 at", "\u{7} at"),
    (.unknownWord, "trader place", "trader plcae"),
    (.unknownWord, "timeline", "timelines"),
    (.unknownWord, "exec E1", "exac E1"),
    (.tab, "  2s broker", "\t2s broker"),
    (.tab, "\"no\"", "\"n\to\""),
    (.malformedText, "\"no\"", "\"no"),
    (.malformedText, "\"no\"", "\"\\x\""),
    (.malformedText, "\"no\"", "\"\\u{110000}\""),
    (.malformedDuration, "2s broker", "2 broker"),
    (.malformedDuration, "2s broker", "-2s broker"),
    (.malformedDuration, "2s broker", "1m1h broker"),
    (.malformedDuration, "2s broker", "99999999999999999999d broker"),
    (.malformedDuration, "2s broker", "0.5ns broker"),
    (.malformedDuration, "ends 60s", "ends 0s"),
    (.malformedNumber, "fill A 40", "fill A 99999999999999999999999999999999999999999999"),
    (.malformedNumber, "fill A 40", "fill A 0.0000000000001"),
    (.malformedNumber, "fill A 40", "fill A 4.0.0"),
    (.malformedNumber, "ends 60s", "seed 18446744073709551616"),
    (.malformedNumber, "ends 60s", "seed 1.5"),
    (.malformedComparison, "exec=E1", "exec==E1"),
    (.malformedComparison, "exec=E1", "exec>E1"),
    (.malformedComparison, "exec=E1", "exec E1"),
    (.malformedComparison, "expect converged", "expect alerts 1"),
    (.somethingMissing, "fill A 40 at 150.00 exec E1 as @filled", "fill A 40"),
    (.somethingMissing, "buy 100 AAPL limit 150.00 key K1", "buy 100"),
    (.unknownField, "exec=E1", "execution=E1"),
    (.unknownField, "expect converged", "expect order A state=open"),
    (.wrongChannel, "5s broker reject A \"no\"", "5s net drop stream place"),
    (.tooMuch, "expect converged", "expect converged \"x\""),
    (.tooMuch, "reject A \"no\"", "reject A \"no\" 5"),
    (.sectionOrder, "finally", "setup"),
    (.sectionOrder, "finally", "engine"),
    (.sectionMissing, "scenario \"t\"\n", ""),
    (.sectionMissing, "", "scenario \"t\"\n"),
    (.sectionMissing, "", "scenario \"t\"\ntimeline\nfinally\n  expect converged\n"),
    (.emptyFile, "", "# nothing\n"),
    (.layout, "  2s broker", "2s broker"),
    (.layout, "\nsetup", "\n  setup"),
    (.layout, "  2s broker", "  | 2s broker"),
    (.saidTwice, "  ends 60s", "  ends 60s\n  ends 70s"),
    (.saidTwice, "  ends 60s", "  pin latency stream 1 1ms\n  pin latency stream 1 2ms"),
    (.saidTwice, "  market AAPL", "  market AAPL 1.00 2.00\n  market AAPL"),
    (.wrongValue, "place A", "place a1"),
    (.wrongValue, "fill A 40", "fill A Forty"),
    (.wrongValue, "as @filled", "as Filled"),
    (.wrongValue, "ends 60s", "format 2"),
    (.wrongValue, "  2s broker", "  broker"),
    (.unknownOrder, "fill A", "fill B"),
    (.unknownOrder, "  0s trader", "  0s trader cancel A\n  0s trader"),
    (.unknownOrder, "expect converged", "expect order B = open"),
    (.unknownMark, "5s broker", "@filed broker"),
    (.nameTaken, "5s broker", "4s trader place A buy 100 AAPL market\n  5s broker"),
    (.nameTaken, "5s broker", "4s broker fill A 1 at 150.00 exec E1\n  5s broker"),
    (.nameTaken, "5s broker", "4s mark @filled\n  5s broker"),
    (.unknownInstrument, "100 AAPL", "100 APPL"),
    (.overfill, "fill A 40", "fill A 140"),
    (.overfill, "5s broker", "4s broker fill A rest at 150.00\n  4s broker fill A rest at 150.00\n  5s broker"),
    (.overfill, "  market", "  both order B buy 1 AAPL market filled 2\n  market"),
    (.timeGoesBack, "5s broker", "1s broker"),
    (.timeGoesBack, "5s broker", "5s..4s broker"),
    (.illegalPrice, "40 at 150.00", "40 at 150.005"),
    (.illegalPrice, "40 at 150.00", "40 at -1"),
    (.orderEnded, "finally", "  6s broker fill A rest at 150.00\nfinally"),
    (.afterEnd, "5s broker", "61s broker"),
    (.afterEnd, "5s broker", "5s..61s broker"),
    (.illegalQuantity, "fill A 40", "fill A 0"),
    (.illegalQuantity, "fill A 40", "fill A 0.5"),
    (.crossedMarket, "149.99 150.01", "150.01 149.99"),
    (.unknownCurrency, "expect converged", "expect balance EUR = 1"),
    (.unknownExecution, "exec=E1", "exec=E2"),
    (.unknownExecution, "5s broker reject A \"no\"", "5s engine crash at send.after of E9"),
    (.globMatchesNothing, "expect converged", "log golden fil.*"),
    (.emptyBlock, "    | fill.applied exec=E1 order=$o\n    | order.filled order=$o\n", ""),
    (.openingPrice, "  market", "  instrument MSFT lot 1\n  both order M buy 5 MSFT market filled 5\n  market"),
    (
      .openingPrice, "  market",
      """
        local order M buy 5 AAPL market filled 4 at 150.00
        broker order M buy 5 AAPL market filled 5 at 151.00
        market
      """
    ),
    (.illegalPrice, "  market", "  both order M buy 5 AAPL market filled 5 at 150.005\n  market"),
    (.unknownKey, "expect converged", "expect broker orders key=K2 = 0"),
    (.rowCells, "    | order.filled order=$o\n", "    | order.filled order=$o\nexamples\n  | a | b |\n  | 1 |\n"),
    (.unknownColumn, "reject A", "reject <x>"),
    (.malformedCell, "    | order.filled order=$o\n", "    | order.filled order=$o\nexamples\n  | a |\n  ||\n"),
    (.malformedCell, "    | order.filled order=$o\n", "    | order.filled order=$o\nexamples\n  | a |\n  | 1\n"),
    (.malformedCell, "    | order.filled order=$o\n", "    | order.filled order=$o\nexamples\n  | A b |\n  | 1 |\n"),
    (.malformedCell, "    | order.filled order=$o\n", "    | order.filled order=$o\nexamples\n  a b\n"),
    (.caseTwice, "  ends 60s", "  each x in a, a"),
    (.caseTwice, "  ends 60s", "  each x in 100, 100.0"),
    (.caseTwice, "  ends 60s", "  each x in 1s, 1000ms"),
    (.caseTwice, "  ends 60s", "  each x in a\n  each x in b"),
    (
      .goldenParameter, "",
      """
      scenario "t"
        each x in 40, 41
      setup
        market AAPL 1.00 2.00
      timeline
        0s trader place A buy <x> AAPL market
      finally
        log golden *
          | <x>
      """
    ),
    (.noRows, "    | order.filled order=$o\n", "    | order.filled order=$o\nexamples\n  | a |\n"),
    (.noRows, "  ends 60s", "  each x in"),
    (.noCheck, "", "scenario \"t\"\nsetup\n  market A 1 2\ntimeline\n  0s trader place O buy 1 A market\n"),
    (.captureUsedOnce, "    | order.filled order=$o\n", ""),
    (.parameterUnused, "  ends 60s", "  each x in a, b"),
    (.tooManySteps, "ends 60s", "ends 9000h"),
    (.cutNeverHealed, "5s broker reject A \"no\"", "5s net cut"),
    (.nameStandsAlone, "  market", "  market MSFT 1.00 2.00\n  market"),
    (.nameStandsAlone, "  market", "  local cash EUR 1.00\n  market"),
  ]

  /// The sample with its piece of text replaced.
  private func text(_ sample: (code: DiagnosticCode, original: String, replacement: String)) -> String {
    guard !sample.original.isEmpty else { return sample.replacement }
    guard let range = DiagnosticCodeTests.valid.range(of: sample.original) else { return "not in the valid file" }
    return DiagnosticCodeTests.valid.replacingCharacters(in: range, with: sample.replacement)
  }

  @Test("The file that the samples start from is valid")
  func start() {
    #expect(Samples.messages(DiagnosticCodeTests.valid) == "")
  }

  @Test("A sample fires its code", arguments: samples.indices)
  func fires(_ index: Int) {
    let sample = DiagnosticCodeTests.samples[index]
    let text = text(sample)
    let parsed = Samples.parse(text)
    let codes = parsed.diagnostics.map(\.code)
    #expect(codes.contains(sample.code), "\(codes) for:\n\(text)\(Samples.messages(text))")
    #expect(parsed.cases.isEmpty == (sample.code.severity == .error))
  }

  @Test("Every code has a sample")
  func complete() {
    let fired = Set(DiagnosticCodeTests.samples.map(\.code))
    for code in DiagnosticCode.allCases {
      #expect(fired.contains(code), "no file fires \(code.rawValue) (\(code))")
    }
  }

  @Test("Every code has a title and two to four lines of explanation", arguments: DiagnosticCode.allCases)
  func explains(_ code: DiagnosticCode) {
    #expect(!code.title.isEmpty)
    let lines = code.explanation.split(separator: "\n")
    #expect((2...4).contains(lines.count), "\(code.rawValue) has \(lines.count) lines")
    #expect(lines.allSatisfy { $0.count <= 120 })
  }

  @Test("Codes are unique and only those of 4xx are warnings")
  func severities() {
    #expect(Set(DiagnosticCode.allCases.map(\.rawValue)).count == DiagnosticCode.allCases.count)
    for code in DiagnosticCode.allCases {
      #expect((code.severity == .warning) == code.rawValue.hasPrefix("E4"))
    }
  }
}
