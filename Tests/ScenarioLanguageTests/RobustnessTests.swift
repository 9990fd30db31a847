import ScenarioLanguage
import Testing

/// Any input gives a result: the parser never traps and never takes more than linear time.
@Suite("Robustness")
struct RobustnessTests {
  /// A small generator with a seed, so that a failure can be repeated.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let fragments = [
    "\"", "\\", "@", "$", "<", ">", "<x>", "|", "#", "..", "+", "-", "=", "==", "~", ",", "\t", "\r", "\u{0}", "é",
    "e\u{301}", "🙂", "99999999999999999999999999999999999999999999", "-1", "0", "1e9", "0.0000000000001",
    "9223372036854775807d",
    "rest", "timeline", "examples", "each x in all crash-points", "each x in", "*", "A", "E1", "finally", "\n", " ",
  ]

  /// A valid file with lines left out, doubled or moved and with pieces put in, replaced or cut.
  private func mutant(_ generator: inout SplitMix) -> String {
    let base = Bool.random(using: &generator) ? Samples.everything : DiagnosticCodeTests.valid
    var lines = base.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.count > 25 { lines.remove(at: Int.random(in: 0..<lines.count, using: &generator)) }
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let row = Int.random(in: 0..<lines.count, using: &generator)
      var characters = Array(lines[row])
      let place = Int.random(in: 0...characters.count, using: &generator)
      let fragment = RobustnessTests.fragments.randomElement(using: &generator) ?? ""
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: lines.swapAt(row, Int.random(in: 0..<lines.count, using: &generator))
      case 1: lines.insert(lines[row], at: Int.random(in: 0...lines.count, using: &generator))
      case 2: characters.insert(contentsOf: fragment, at: place)
      case 3: characters.removeSubrange(place..<min(characters.count, place + 3))
      case 4: characters.replaceSubrange(place..<min(characters.count, place + 1), with: fragment)
      default: characters = Array(characters.prefix(place))
      }
      if lines.indices.contains(row), Array(lines[row]) != characters { lines[row] = String(characters) }
    }
    return lines.joined(separator: "\n")
  }

  @Test("Thousands of random mutations give a result, and what is valid prints and parses again", arguments: 0..<8)
  func mutations(_ seed: UInt64) {
    var generator = SplitMix(state: seed)
    var valid = 0
    for _ in 0..<250 {
      let source = SourceFile(path: "m.scenario", text: mutant(&generator))
      let parsed = ScenarioParser.parse(source)
      let renderer = DiagnosticRenderer(source)
      for diagnostic in parsed.diagnostics {
        #expect(!renderer.render(diagnostic).isEmpty)
        #expect(!DiagnosticRenderer.short(diagnostic).isEmpty)
      }
      for scenario in parsed.cases.prefix(3) {
        valid += 1
        let printed = ScenarioPrinter.print(scenario)
        let again = ScenarioParser.parse(SourceFile(path: "m.scenario", text: printed)).cases
        #expect(again.map(ScenarioPrinter.print) == [printed], "\(source.text)")
      }
    }
    #expect(valid > 0)
  }

  @Test("Random bytes give a result")
  func noise() {
    var generator = SplitMix(state: 7)
    for _ in 0..<300 {
      let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let source = SourceFile(path: "m", text: String(decoding: bytes, as: UTF8.self))
      let parsed = ScenarioParser.parse(source)
      #expect(parsed.hasErrors)
      let renderer = DiagnosticRenderer(source)
      for diagnostic in parsed.diagnostics { _ = renderer.render(diagnostic) }
    }
  }

  @Test("A file of 100,000 lines parses, good or bad", .timeLimit(.minutes(1)))
  func huge() {
    let head = "scenario \"huge\"\nsetup\n  market AAPL 1.00 2.00\ntimeline\n"
    var good = head
    var bad = head
    for line in 0..<50_000 {
      good += "  \(line)s trader place A\(line) buy 1 AAPL market\n  \(line)s broker fill A\(line) 1 at 1.00\n"
    }
    for line in 0..<10_000 { bad += "  \(line)s trader cancel B\(line)\n  1s broker fil A\(line) <x>\n" }
    #expect(Samples.parse(good).diagnostics.map(\.code) == [.noCheck])
    #expect(Samples.parse(bad).diagnostics.count > 19_000)
  }

  @Test("Long lines, long words and long blocks parse", .timeLimit(.minutes(1)))
  func long() {
    let word = String(repeating: "a", count: 200_000)
    let number = String(repeating: "9", count: 200_000)
    let head = "scenario \"long\"\ntimeline\n"
    for line in [
      word, number, "\"\(word)", "0s \(word)", "0s net drop \(word)", "\(number)s net cut", "\(number) net cut",
    ] {
      #expect(Samples.parse("\(head)  \(line)\n").hasErrors)
    }
    let tokens = Array(repeating: "a", count: 10_000).joined(separator: " ")
    #expect(Samples.parse("\(head)  0s net cut\nfinally\n  log golden \(tokens)\n").hasErrors)
    let bars = Array(repeating: "    | fill.applied", count: 50_000).joined(separator: "\n")
    #expect(!Samples.parse("\(head)  0s net cut\nfinally\n  log in-order\n\(bars)\n").hasErrors)
  }

  @Test("Too many parameters are an error, not a wait")
  func parameters() {
    let lines = (0..<20_000).map { "  each p\($0) in a" }.joined(separator: "\n")
    let parsed = Samples.parse("scenario \"s\"\n\(lines)\ntimeline\n  0s net cut\n")
    #expect(parsed.diagnostics.map(\.code) == [.noRows])
    #expect(parsed.cases.isEmpty)
  }

  @Test("Too many cases are an error, not a wait")
  func cases() {
    let lines = (0..<12).map { "  each p\($0) in all crash-points" }.joined(separator: "\n")
    let parsed = Samples.parse("scenario \"s\"\n\(lines)\ntimeline\n  0s net cut\n")
    #expect(parsed.diagnostics.contains { $0.code == .noRows })
    #expect(parsed.cases.isEmpty)
  }
}
