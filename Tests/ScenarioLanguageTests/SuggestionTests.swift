import Testing

@testable import ScenarioLanguage

@Suite("Did you mean")
struct SuggestionTests {
  @Test(
    "The nearest word within a third of the length, and at least one letter",
    arguments: [
      ("fil", ["fill", "cancel"], "fill"),
      ("flil", ["fill", "cancel"], "fill"),
      ("expcet", ["expect"], "expect"),
      ("reconcilation.discrepncy", ["reconciliation.discrepancy"], "reconciliation.discrepancy"),
      ("heel", ["heal", "help"], "heal"),
      ("hxxl", ["heal"], nil),
      ("fl", ["fill"], nil),
      ("B", ["A"], nil),
      ("cut", ["cat"], "cat"),
      ("place", ["place"], nil),
      ("", ["fill"], nil),
    ] as [(String, [String], String?)])
  func nearest(_ word: String, _ candidates: [String], _ expected: String?) {
    #expect(Suggestion.nearest(to: word, in: candidates) == expected)
  }

  @Test("A synonym counts only where it is legal")
  func synonyms() {
    #expect(Suggestion.nearest(to: "px", in: ["qty", "price"]) == "price")
    #expect(Suggestion.nearest(to: "type", in: ["kind", "typo"]) == "kind")
    #expect(Suggestion.nearest(to: "type", in: ["typo"]) == "typo")
    #expect(Suggestion.nearest(to: "px", in: ["qty"]) == nil)
    #expect(Suggestion.nearest(to: "429", in: ["fail", "drop"]) == "fail")
    #expect(Suggestion.nearest(to: "phone", in: ["fill", "trade"]) == "trade")
    #expect(Suggestion.nearest(to: "commission", in: ["adjust", "fill"]) == "adjust")
    #expect(Suggestion.nearest(to: "commission", in: ["exec", "fee"]) == "fee")
  }

  @Test("A swap of neighbours is one step")
  func distances() {
    func distance(_ left: String, _ right: String) -> Int {
      Suggestion.distance(from: Array(left.unicodeScalars), to: Array(right.unicodeScalars), limit: 9)
    }
    #expect(distance("ab", "ba") == 1)
    #expect(distance("", "abc") == 3)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("same", "same") == 0)
  }

  @Test("A very long word is not compared")
  func long() {
    let word = String(repeating: "a", count: 100_000)
    #expect(Suggestion.nearest(to: word, in: [word + "b"]) == nil)
  }

  @Test(
    "Patterns of events",
    arguments: [
      ("order.filled", "order.*", true), ("order.filled", "*", true), ("order.filled", "*.filled", true),
      ("order.filled", "o*r.f*d", true), ("order.filled", "order", false), ("order.filled", "*x*", false),
      ("order.filled", "", false), ("order.filled", "order.filled*", true), ("order.filled", "order.fill", false),
    ])
  func globs(_ name: String, _ pattern: String, _ expected: Bool) {
    #expect(Glob.matches(name, pattern) == expected)
  }
}
