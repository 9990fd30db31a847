import Testing

@testable import planted

@Suite("Tokens of a Swift source")
struct SwiftScannerTests {
  private func words(_ text: String) -> [String] { SwiftSource(text).tokens.map(\.text) }

  @Test(
    "Comments are left out; strings are one token with all that is in them",
    arguments: [
      ("a // b < c\nd", ["a", "d"]), ("a /* < /* x */ */ b", ["a", "b"]), ("\"a // b\" c", ["\"a // b\"", "c"]),
      (#""\(f("x < y")) \"" z"#, [#""\(f("x < y")) \"""#, "z"]),
      (###"##"a"# \(b)"## c"###, [###"##"a"# \(b)"##"###, "c"]),
      ("\"\"\"\n a \"b\" \\(c)\n \"\"\" d", ["\"\"\"\n a \"b\" \\(c)\n \"\"\"", "d"]),
    ])
  func strings(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test(
    "Operators are taken whole; `?` and `!` behind an operand stand alone",
    arguments: [
      ("a <= b", ["a", "<=", "b"]), ("a ?? b", ["a", "??", "b"]), ("a?.b ?? c!", ["a", "?", ".", "b", "??", "c", "!"]),
      ("a != !b", ["a", "!=", "!", "b"]), ("0..<count", ["0", "..<", "count"]), ("x.0.1", ["x", ".", "0", ".", "1"]),
      ("1.5e3 0xFF_0A", ["1.5e3", "0xFF_0A"]), ("try? f()", ["try", "?", "f", "(", ")"]),
      ("a &+ -b", ["a", "&+", "-", "b"]), ("@escaping $0 #if", ["@escaping", "$0", "#if"]),
    ])
  func operators(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test(
    "An operator joins two operands if it has blanks on both sides, or none and is no bracket of a type",
    arguments: [
      ("a < b", ["<"]), ("Array<Int>()", []), ("a..<b", ["..<"]), ("f(-a)", []), ("a - b", ["-"]), ("f(&a)", []),
      ("() -> Int", ["->"]), ("a\n  && b", ["&&"]),
    ])
  func infix(text: String, expected: [String]) {
    #expect(SwiftSource(text).tokens.filter(\.isInfix).map(\.text) == expected)
  }

  @Test("Lines and brackets are known")
  func places() {
    let source = SwiftSource("f(\n  [a],\n  b)\nc")
    #expect(source.tokens.filter(\.startsLine).map(\.text) == ["f", "[", "b", "c"])
    #expect(source.tokens.map(\.line) == [1, 1, 2, 2, 2, 2, 3, 3, 4])
    #expect(source.after(1) == 8)
    #expect(source.parts(of: 2..<7).map { source.text(source.span($0)) } == ["[a]", "b"])
    #expect(source.line(2) == "[a],")
  }
}
