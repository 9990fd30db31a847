import Testing

@testable import planted

@Suite("Mutants that are set aside")
struct EquivalentMarksTests {
  private let list = """
    # a comment
    file:       Sources/A/a.swift
    operator:   boundary
    line:       x = a < b: c
    occurrence: 2
    reason:     They are never equal.

    file:     Sources/A/a.swift
    operator: equality
    line:     y
    reason:   Nobody asks.

    """

  private func mutant(_ operation: MutationOperator, _ line: String, _ occurrence: Int) -> Mutant {
    Mutant(
      file: "Sources/A/a.swift", line: 1, lineText: line, operation: operation, what: "", occurrence: occurrence,
      patches: [])
  }

  @Test("A mark names a mutant by file, operator, text of the line and number")
  func read() throws {
    let marks = try EquivalentMarks(list, name: "list")
    let mutants = [mutant(.boundary, "x = a < b: c", 2), mutant(.equality, "y", 1)]
    #expect(mutants.map { marks.reasons[$0.key] } == ["They are never equal.", "Nobody asks."])
    #expect(marks.stale(among: mutants).isEmpty)
  }

  @Test("A mark whose line has changed is refused")
  func stale() throws {
    let marks = try EquivalentMarks(list, name: "list")
    let errors = marks.stale(among: [mutant(.boundary, "x = a < b", 2), mutant(.equality, "y", 1)])
    #expect(
      errors.map(\.description) == [
        "list:2: Sources/A/a.swift has no mutant `boundary` number 2 on a line `x = a < b: c`; the line has changed, "
          + "so look again whether the change can be observed"
      ])
  }

  @Test(
    "What is wrong with the list is said with its line",
    arguments: [
      ("boundary", "border", "list:2: no operator is called `border`; the operators are condition-fixed"),
      ("occurrence: 2", "occurrence: no", "list:2: `occurrence` is a number from 1, not `no`"),
      ("reason:     They are never equal.\n", "", "list:2: the line `reason:` is missing or empty"),
      (
        "# a comment", "a comment",
        "list:1: not a line `word: text` with one of file, operator, line, occurrence, reason"
      ),
    ])
  func wrong(part: String, instead: String, message: String) {
    let text = list.replacing(part, with: instead, maxReplacements: 1)
    let error = #expect(throws: BugErrors.self) { try EquivalentMarks(text, name: "list") }
    #expect(error?.errors.first?.description.hasPrefix(message) == true, "\(error?.errors.first?.description ?? "")")
  }
}
