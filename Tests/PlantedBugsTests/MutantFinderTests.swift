import Testing

@testable import planted

@Suite("Mechanical changes of a source")
struct MutantFinderTests {
  /// The mutants of statements in a function.
  private func mutants(_ body: String, returning type: String = "", with declarations: String = "") -> [Mutant] {
    let text = "func f()\(type) {\n\(body)\n}\n"
    let source = SwiftSource(text)
    let vocabulary = Vocabulary([source, SwiftSource(declarations)])
    return MutantFinder.mutants(of: source, file: "Sources/A/a.swift", vocabulary: vocabulary)
  }

  /// Operator and, for each patch, what stands where and what takes its place.
  private func changes(
    _ body: String, returning type: String = "", with declarations: String = "", of operation: MutationOperator
  ) -> [String] {
    let bytes = Array("func f()\(type) {\n\(body)\n}\n".utf8)
    return mutants(body, returning: type, with: declarations).filter { $0.operation == operation }.map { mutant in
      mutant.patches.map { "\(String(decoding: bytes[$0.span], as: UTF8.self)) => \($0.text)" }.joined(separator: "; ")
    }
  }

  @Test(
    "One operator at a time",
    arguments: [
      (.boundary, "x = a < b", ["a < b => a <= b"]), (.comparison, "x = a < b", ["a < b => a >= b"]),
      (.equality, "x = a == b", ["a == b => a != b"]),
      (.logic, "x = a && b", ["a && b => a || b", "a => true", "b => true"]),
      (.logic, "x = a || b", ["a || b => a && b", "a => false", "b => false"]),
      (.negation, "x = !a", ["!a => a"]), (.arithmetic, "x = a + b * c", ["a + b * c => a - b * c", "b * c => b + c"]),
      (.arithmetic, "x += a", ["x += a => x -= a"]), (.extremum, "x = max(a, b) + c", ["max(a, b) => min(a, b)"]),
      (.offByOne, "g(0..<n)", ["n => (n) - 1"]),
      (.literal, "x = [0, 1, 7]", ["0 => 1", "1 => 0", "1 => 2", "7 => (7 + 1)"]),
      (.literal, "x = true", ["true => false"]), (.fallback, "x = a ?? b", ["a ?? b => b"]),
      (.guardFails, "guard let a = b else { return }", [" => , !#"]),
      (.conditionFixed, "if a { g() }", ["a => true", "a => false"]),
      (.conditionFixed, "while a { g() }", ["a => false"]),
      (.conditionFixed, "x = a ? b : c", ["a => true", "a => false"]),
      (.conditionFixed, "for a in b where c { g() }", ["c => true", "c => false"]),
      (.conditionNegated, "if a { g() }", ["a => !(a)"]), (.statement, "g()\nx = 1", ["g() => ", "x = 1 => "]),
      (.statement, "guard a else { return g() }", [" => if # { return }\n"]),
      (.field, "write(a)\nx = [a, b]", ["write(a) => ", "[a, b] => [a]"]),
      (.firstLast, "x = a.b.first(where: c)", ["a.b.first(where: c) => a.b.last(where: c)"]),
      (.sort, "x = a.sorted()", ["a.sorted() => a.sorted(by: >)"]),
      (.earlyReturn, "g()\nh()", [" => if # { return }\n"]),
    ] as [(MutationOperator, String, [String])])
  func each(operation: MutationOperator, body: String, expected: [String]) {
    #expect(changes(body, of: operation) == expected)
  }

  @Test("What a function returns is changed by its type")
  func returned() {
    #expect(changes("return a.b", returning: " -> Bool", of: .returned) == ["a.b => true", "a.b => false"])
    #expect(changes("a < b", returning: " -> Bool", of: .returned) == ["a < b => true", "a < b => false"])
    #expect(changes("return a", returning: " -> Int?", of: .returned) == ["a => nil"])
    #expect(changes("switch a {\ncase .b: c\ndefault: g(d)\n}", returning: " -> Bool", of: .returned).count == 4)
    #expect(changes("g(d)", returning: " -> Int", of: .statement).isEmpty)
  }

  @Test("Declarations tell of cases, properties and parameters")
  func declared() {
    let declarations = """
      enum Side { case buy, sell }
      enum Rounding { case up, down }
      struct Report { var local: Decimal; let id: Int
        var broker: Decimal }
      func g(_ a: Int, from: Int, to: Int) {}
      """
    #expect(changes("x = .buy", with: declarations, of: .enumCase) == [".buy => .sell"])
    #expect(changes("x = Side.buy", with: declarations, of: .enumCase) == ["Side.buy => Side.sell"])
    #expect(changes("x = .up", with: declarations, of: .rounding) == [".up => .down"])
    #expect(changes("x = a.local", with: declarations, of: .source) == ["a.local => a.broker"])
    #expect(
      changes("g(a, from: b, to: c)", with: declarations, of: .arguments) == ["a => b; b => a", "b => c; c => b"])
    #expect(changes("g(a, to: c)", with: declarations, of: .arguments) == ["a => c; c => a"])
    #expect(changes("h(a, to: c)", with: declarations, of: .arguments).isEmpty)
  }

  @Test("What could never compile or says nothing is left alone")
  func left() {
    #expect(changes("let a: Int\na = b", of: .statement).isEmpty)
    #expect(mutants("fatalError()").isEmpty)
    #expect(mutants("a.reserveCapacity(16)").isEmpty)
    #expect(changes("a.removeAll(keepingCapacity: true)", of: .literal).isEmpty)
    #expect(changes("case_(\"a < b\") // c < d", of: .boundary).isEmpty)
    #expect(changes("x = g(Array<Int>())", of: .boundary).isEmpty)
    #expect(changes("switch a { case 1: g() }", of: .literal).isEmpty)
    #expect(changes("g(&a.first)", of: .firstLast).isEmpty)
  }

  @Test("Lines of the same text are told apart by their number")
  func occurrences() {
    let found = mutants("x = a == b\nx = a == b").filter { $0.operation == .equality }
    #expect(found.map(\.occurrence) == [1, 2])
    #expect(found.map(\.line) == [2, 3])
    #expect(found.first?.lineText == "x = a == b")
  }

  @Test("A condition over several lines ends where its block begins")
  func severalLines() {
    let body = "if let a = b,\n  case .c = d,\n  e\n{\n  g()\n}\nh()"
    #expect(changes(body, of: .statement) == ["g() => ", "h() => "])
    #expect(changes(body, of: .conditionNegated) == ["e => !(e)"])
  }
}
