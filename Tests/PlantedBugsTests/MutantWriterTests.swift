import Testing

@testable import planted

@Suite("All mutants in one text")
struct MutantWriterTests {
  private func text(_ source: String, _ operations: Set<MutationOperator>) -> MutantWriter.Text {
    let parsed = SwiftSource(source)
    var mutants = MutantFinder.mutants(of: parsed, file: "a.swift", vocabulary: Vocabulary([parsed]))
      .filter { operations.contains($0.operation) }
    for index in mutants.indices { mutants[index].id = index + 1 }
    return MutantWriter.write(mutants, into: parsed.bytes)
  }

  @Test("Mutants of one place form a chain, those inside it stand in the original alone")
  func nested() {
    let written = text("let x = a + b * c\n", [.arithmetic]).string
    #expect(
      written == "public import MutantChoice\n"
        + "let x = (mutant(1) ? (a - b * c) : (a + (mutant(2) ? (b + c) : (b * c))))\n")
    let two = text("let x = a < b\n", [.boundary, .comparison]).string
    #expect(two.contains("let x = (mutant(1) ? (a <= b) : ((mutant(2) ? (a >= b) : (a < b))))\n"))
  }

  @Test("A statement is left out by an `if`, a guard fails by one more condition")
  func statements() {
    let written = text("func f() {\n  guard let a = b else { return }\n  g()\n}\n", [.statement, .guardFails]).string
    #expect(written.contains("guard let a = b, !mutant(1) else { return }"))
    #expect(written.contains("if mutant(2) {\n\n} else {\ng()\n}\n"))
  }

  @Test("What stands at one place in front of something stands in front of its choices")
  func insertion() {
    let written = text("func f() {\n  g()\n  h()\n}\n", [.earlyReturn, .statement]).string
    #expect(written.contains("{\n  if mutant(1) { return }\nif mutant(2) {\n\n} else {\ng()\n}"))
  }

  @Test("An exchange changes two places by one number")
  func exchange() {
    let written = text("func g(a: Int, b: Int) {}\nlet x = g(a: c, b: d)\n", [.arguments]).string
    #expect(written.contains("g(a: (mutant(1) ? (d) : (c)), b: (mutant(1) ? (c) : (d)))"))
  }

  @Test("Errors of the compiler are read, each once, and without notes")
  func errors() {
    let output = """
      /x/Sources/A/a.swift:3:9: error: no such thing
      3 |  code
      /x/Sources/A/a.swift:3:9: error: no such thing
      /x/Sources/A/a.swift:4:1: note: here
      error: emit-module command failed
      """
    #expect(
      CompilerError.errors(in: output)
        == [CompilerError(path: "/x/Sources/A/a.swift", line: 3, column: 9, message: "no such thing")])
  }

  @Test("An error is laid to the mutant that wrote its place, else to those around it, else to those before it")
  func suspects() {
    let written = text("let x = a + b * c\nlet y = 2\n", [.arithmetic])
    let suspects = Suspects(written, [:])
    func blamed(_ line: Int, _ part: String, _ message: String = "") -> [Int] {
      let lines = written.string.split(separator: "\n", omittingEmptySubsequences: false)
      guard let found = lines[line - 1].firstRange(of: part) else { return [] }
      let column = lines[line - 1][..<found.lowerBound].utf8.count + 1
      return suspects.mutants(for: CompilerError(path: "a", line: line, column: column, message: message))
    }
    #expect(blamed(2, "- b") == [1])
    #expect(blamed(2, "b + c") == [2])
    #expect(blamed(2, "b * c))))") == [2])
    #expect(blamed(2, "(a + ") == [1])
    #expect(blamed(2, "x =") == [2, 1])
    #expect(blamed(3, "y") == [1])
    #expect(blamed(2, "b * c))))", "unable to type-check this expression in reasonable time") == [1])
  }

  @Test("An error at the head of a closure is laid to what is in it, the likely ones first, else every second one")
  func closures() {
    let written = text("let x = a.map { b in\n  let c = d + e\n  return c + f + g\n}\nlet y = h + i\n", [.arithmetic])
    let error = CompilerError(path: "a", line: 2, column: 5, message: "cannot be resolved without a contextual type")
    #expect(Suspects(written, [2: .source]).mutants(for: error) == [2])
    #expect(Suspects(written, [:]).mutants(for: error) == [1, 3])
  }

  @Test("What is too much for the type checker is laid to the rest of a call that its first line leaves open")
  func calls() {
    let written = text("let x = f(\n  a,\n  b + c)\nlet y = h + i\n", [.arithmetic])
    let error = CompilerError(
      path: "a", line: 2, column: 9, message: "unable to type-check this expression in reasonable time")
    #expect(Suspects(written, [:]).mutants(for: error) == [1])
  }

  @Test("Only files of the copy are blamed")
  func guilty() {
    let texts = ["Sources/A/a.swift": text("let x = a + b\n", [.arithmetic])]
    let errors = [
      CompilerError(path: "/copy/Sources/A/a.swift", line: 2, column: 14, message: ""),
      CompilerError(path: "/copy/Sources/runner/main.swift", line: 2, column: 14, message: ""),
    ]
    #expect(MutantCopy.guilty(errors, texts, of: []) == [1])
    #expect(MutantCopy.guilty([errors[1]], texts, of: []).isEmpty)
  }
}
