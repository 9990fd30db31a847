import Foundation
import Testing

@testable import planted

@Suite("Described bugs among the mutants")
struct PlantedMutantsTests {
  private let source = SwiftSource("let ä = a\nlet x = a + b * c\nlet y = a + b\n")
  private let file = "Sources/A/a.swift"

  private func bug(_ name: String, _ original: String, form: BugDescription.Form = .expression) -> BugDescription {
    BugDescription(
      id: 1, name: name, what: "It is wrong.", rule: 1, area: .ledger, needs: [], file: file, form: form,
      original: original, replacement: "0")
  }

  private func mutants() -> [Mutant] {
    MutantFinder.mutants(of: source, file: file, vocabulary: Vocabulary([source])).filter {
      $0.operation == .arithmetic
    }
  }

  @Test("A bug stands where its text is, with its name")
  func place() throws {
    let planted = try PlantedMutants(
      [bug("sum", "b * c"), bug("all", "let y = a + b", form: .statement)], in: [file: source])
    #expect(planted.bugs.map(\.place) == ["\(file):2", "\(file):3"])
    #expect(planted.bugs.map(\.lineText) == ["sum", "all"] && planted.bugs.map(\.operation) == [.planted, .planted])
    var all = mutants() + planted.bugs
    for index in all.indices { all[index].id = index + 1 }
    let text = MutantWriter.write(all, into: source.bytes).string
    #expect(
      text.contains("let x = (mutant(1) ? (a - b * c) : (a + (mutant(2) ? (b + c) : ((mutant(4) ? (0) : (b * c))))))\n")
    )
    #expect(text.contains("if mutant(5) {\n0\n} else {\nlet y = (mutant(3) ? (a - b) : (a + b))\n}\n"))
  }

  @Test("A mutant that shares a part of a bug's place with it, and not the whole, is left out")
  func compatible() throws {
    let planted = try PlantedMutants([bug("part", "a + b *")], in: [file: source])
    #expect(mutants().map(\.what) == ["`+` is `-`", "`*` is `+`", "`+` is `-`"])
    #expect(planted.compatible(mutants()).map(\.line) == [2, 3])
    #expect(try PlantedMutants([], in: [:]).compatible(mutants()).count == 3)
  }

  @Test("What does not match is named")
  func wrong() {
    var other = bug("far", "a")
    other.file = "Sources/B/b.swift"
    let error = #expect(throws: BugErrors.self) {
      try PlantedMutants([bug("two", "a + b"), other], in: [file: source])
    }
    #expect(
      error?.errors.map(\.description) == [
        "two.bug: the original text occurs 2 times in \(file); it has to occur just once, so write the description "
          + "anew to match the source",
        "far.bug: there is no file Sources/B/b.swift in Reconciliation and Trading",
      ])
  }

  @Test("An error that may be laid to a bug is laid to a mutant before")
  func blame() {
    let replaced = MutantWriter.write(
      mutants().prefix(1).map { mutant in
        var mutant = mutant
        mutant.id = 1
        return mutant
      }, into: source.bytes)
    let error = CompilerError(path: "a", line: 3, column: 1, message: "")
    #expect(Suspects(replaced, [1: .planted]).mutants(for: error) == [1])
    var two = mutants().prefix(2).map { $0 }
    for index in two.indices { two[index].id = index + 1 }
    let both = MutantWriter.write(two, into: source.bytes)
    #expect(Suspects(both, [1: .planted]).mutants(for: error) == [2])
  }

  @Test("Bugs have lines of their own in the report, and count for no score")
  func report() {
    func result(_ name: String, _ operation: MutationOperator = .planted, found: Bool) -> MutantResult {
      var result = MutantResult(
        mutant: Mutant(file: file, line: 1, lineText: name, operation: operation, what: "", patches: []))
      if found { result.fuzz.oracle = "converges" }
      return result
    }
    let canary = Session.canary.map { result($0, found: true) }
    let results = canary + [result("quiet", found: false), result("x = 1", .literal, found: true)]
    let broken = Mutant(file: file, line: 1, lineText: "broken", operation: .planted, what: "", patches: [])
    let report = MutantReport(results: results, equivalent: [:], dropped: [broken], conditions: "")
    #expect(MutationScore(report.counted).cells.first == "1")
    #expect(
      report.planted.lines == [
        "", "Planted bugs: 5 tried, found by fuzz 3, by the suite 0, by either 3; the canary: found",
        "  \(file):1: quiet (unreached)", "  broken does not compile",
      ])
    #expect(report.planted.silent.isEmpty && report.planted.broken == ["broken"])
    #expect(PlantedOutcome(Array(results.dropFirst()), dropped: []).silent == [Session.canary[0]])
    #expect(PlantedOutcome([], dropped: []).lines.isEmpty)
  }

  @Test("Of each file the first that fuzz finds is shrunk, up to so many")
  func shrunk() {
    func result(_ file: String, _ line: Int, _ oracle: String?) -> MutantResult {
      var result = MutantResult(
        mutant: Mutant(file: file, line: line, lineText: "", operation: .sort, what: "", patches: []))
      result.fuzz.oracle = oracle
      result.fuzz.failed = oracle == nil ? nil : 3
      return result
    }
    let results = [
      result("a", 1, nil), result("a", 2, "x"), result("a", 3, "x"), result("b", 4, "y"), result("c", 5, "z"),
    ]
    func lines(_ count: Int) -> [Int] {
      ShrunkMutants(executable: .init(filePath: "/"), count: count).chosen(from: results).map(\.mutant.line)
    }
    #expect(lines(2) == [2, 4] && lines(9) == [2, 4, 5] && lines(0) == [])
  }

  @Test("The suites of a test binary are read from its list")
  func suites() {
    let list = """
      EndToEnd.RunTests/a()
      TradingTests.TimeTests/spans()
      ReconciliationTests.BooksTests/apply(_:)
      TradingTests.TimeTests/units()
      """
    #expect(MutantTests.suites(in: list) == ["ReconciliationTests.BooksTests", "TradingTests.TimeTests"])
  }
}
