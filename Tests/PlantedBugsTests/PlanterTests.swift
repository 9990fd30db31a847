import Testing

@testable import planted

@Suite("Planting")
struct PlanterTests {
  private func bug(
    _ id: Int, _ form: BugDescription.Form, _ original: String, _ replacement: String,
    file: String = "Sources/A/a.swift"
  ) -> BugDescription {
    BugDescription(
      id: id, name: "bug\(id)", what: "", rule: 1, area: .ledger, needs: [], file: file, form: form,
      original: original, replacement: replacement)
  }

  @Test("An expression becomes a choice at run time")
  func expression() throws {
    let text = try Planter.plant([bug(3, .expression, "a > b", "true")], in: "guard a > b else { return }\n")
    #expect(text == "guard (PlantedBug.isActive(3) ? (true) : (a > b)) else { return }\n")
  }

  @Test("Statements of several lines are found whatever their indentation is")
  func statement() throws {
    let source = "func f() {\n    if a {\n      b()\n    }\n}\n"
    let text = try Planter.plant([bug(3, .statement, "if a {\n  b()\n}", "c()")], in: source)
    #expect(
      text == "func f() {\n    if PlantedBug.isActive(3) {\nc()\n} else {\nif a {\n      b()\n    }\n}\n}\n")
  }

  @Test("Bugs may share a place, and one may stand inside another")
  func shared() throws {
    let bugs = [
      bug(1, .expression, "a + b", "0"), bug(2, .expression, "a + b", "1"), bug(3, .expression, "b", "2"),
    ]
    let text = try Planter.plant(bugs, in: "x = a + b\n")
    let inner = "a + (PlantedBug.isActive(3) ? (2) : (b))"
    #expect(text == "x = (PlantedBug.isActive(1) ? (0) : ((PlantedBug.isActive(2) ? (1) : (\(inner)))))\n")
  }

  @Test(
    "A text that does not occur just once is an error that names the description",
    arguments: [("a", "occurs 2 times"), ("c", "does not occur")])
  func mismatch(original: String, message: String) {
    let error = #expect(throws: BugError.self) {
      try Planter.plant([bug(3, .expression, original, "b")], in: "a = a\n")
    }
    #expect(error?.place == "bug3.bug")
    #expect(error?.message.contains("the original text \(message) in Sources/A/a.swift") == true)
  }

  @Test("Texts that overlap in part are an error")
  func overlap() {
    let bugs = [bug(1, .expression, "a + b", "0"), bug(2, .expression, "b + c", "1")]
    let error = #expect(throws: BugError.self) { try Planter.plant(bugs, in: "a + b + c\n") }
    #expect(error?.description.contains("overlaps that of bug1.bug") == true)
  }

  @Test("The choice is imported where it is not declared")
  func imports() {
    #expect(Planter.importing("let a = 1\n", file: "Sources/A/a.swift") == "import Trading\nlet a = 1\n")
    #expect(Planter.importing("public import Trading\n", file: "Sources/A/a.swift") == "public import Trading\n")
    #expect(Planter.importing("let a = 1\n", file: "Sources/Trading/a.swift") == "let a = 1\n")
  }

  @Test("Every description that does not match is named, not only the first")
  func allErrors() {
    let bugs = [bug(1, .expression, "x", "0"), bug(2, .expression, "y", "0"), bug(3, .expression, "a", "0", file: "B")]
    do {
      _ = try BugFolder.plant(bugs) { $0 == "B" ? nil : "a\n" }
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.errors.map(\.place) == ["bug3.bug", "bug1.bug", "bug2.bug"])
    }
  }
}
