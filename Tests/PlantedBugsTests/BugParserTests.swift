import Testing

@testable import planted

@Suite("Descriptions of planted bugs")
struct BugParserTests {
  private let sample = """
    # a comment
    id:     7
    what:   An execution is counted twice: once by the stream, once by the poll.
    rule:   3
    area:   ledger
    needs:  restart, message-order
    file:   Sources/Reconciliation/Ledger/Books.swift
    form:   statement
    original:
      if a {
        b()
      }
    replacement:
      c()

    """

  @Test("Every part of a description is read")
  func whole() throws {
    let bug = try BugParser.parse(sample, fileName: "double-fill.bug")
    #expect(
      bug
        == BugDescription(
          id: 7, name: "double-fill", what: "An execution is counted twice: once by the stream, once by the poll.",
          rule: 3, area: .ledger, needs: [.restart, .messageOrder], file: "Sources/Reconciliation/Ledger/Books.swift",
          form: .statement, original: "if a {\n  b()\n}", replacement: "c()"))
  }

  @Test("The relation that alone finds a bug may be named")
  func only() throws {
    #expect(try BugParser.parse(sample, fileName: "x.bug").only == nil)
    let named = sample.replacing("area: ", with: "only:   split\narea: ")
    #expect(try BugParser.parse(named, fileName: "x.bug").only == "split")
  }

  @Test(
    "What is wrong is said with its line and with what would be right",
    arguments: [
      ("id:     7", "id:     seven", "x.bug:2: `id` is a number from 1, not `seven`"),
      ("rule:   3", "rule:   12", "x.bug:4: `rule` is a number 1 to 11, not `12`"),
      (
        "rule:   3", "rules:  3",
        "x.bug:4: no key is called `rules`; the keys are id, what, rule, area, needs, file, form, only"
      ),
      ("rule:   3", "rule", "x.bug:4: not a line of the form `key: value`"),
      ("rule:   3", "rule:", "x.bug:4: `rule` has no value"),
      ("rule:   3", "id:     8", "x.bug:4: `id` stands here a second time"),
      ("rule:   3\n", "", "x.bug: the line `rule:` is missing"),
      (
        "restart,", "reboot,", "x.bug:6: `needs` is one of restart, message-order, liveness, not `reboot`"
      ),
      ("statement", "block", "x.bug:8: `form` is one of expression, statement, not `block`"),
      ("  c()", "", "x.bug: the block `replacement:` is missing or empty"),
      ("  c()", "c()", "x.bug:14: the text of `replacement` has to be indented; nothing may follow the two blocks"),
      ("replacement:", "original:", "x.bug:13: the block `original` stands here a second time"),
    ])
  func wrong(part: String, instead: String, message: String) {
    let text = sample.replacing(part, with: instead, maxReplacements: 1)
    #expect(text != sample)
    let error = #expect(throws: BugError.self) { try BugParser.parse(text, fileName: "x.bug") }
    #expect(error?.description == message)
  }

  @Test("The name of a description ends with .bug")
  func name() {
    let error = #expect(throws: BugError.self) { try BugParser.parse(sample, fileName: "double-fill.txt") }
    #expect(error?.description == "double-fill.txt: the name of a description ends with `.bug`")
  }
}
