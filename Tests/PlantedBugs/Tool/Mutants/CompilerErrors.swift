/// An error of the compiler with its place.
struct CompilerError: Hashable, Sendable {
  var path: String
  var line: Int
  var column: Int
  var message: String

  /// The errors in what the compiler said, each once.
  static func errors(in output: String) -> [CompilerError] {
    var found: [CompilerError] = []
    for line in output.split(separator: "\n") {
      guard let mark = line.firstRange(of: ": error: ") else { continue }
      let parts = line[..<mark.lowerBound].split(separator: ":")
      guard parts.count >= 3, let number = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]) else {
        continue
      }
      let error = CompilerError(
        path: parts.dropLast(2).joined(separator: ":"), line: number, column: column,
        message: String(line[mark.upperBound...]))
      if !found.contains(error) { found.append(error) }
    }
    return found
  }
}

/// Tells which mutants an error is to be laid to.
struct Suspects {
  private let text: MutantWriter.Text
  private let operations: [Int: MutationOperator]
  /// The offset at which each line starts.
  private let lines: [Int]

  /// Those that most often make another type of an expression.
  private static let likely: Set<MutationOperator> = [.source, .arguments, .enumCase, .fallback]

  init(_ text: MutantWriter.Text, _ operations: [Int: MutationOperator]) {
    self.text = text
    self.operations = operations
    lines = [0] + text.bytes.indices.filter { text.bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The mutants to drop for an error: the one that wrote what the error is about, or else those of the innermost
  /// place around it, or else those on its line, in the closure that opens there, or of the nearest place.
  ///
  /// A described bug is blamed last: somebody saw to it that it compiles.
  func mutants(for error: CompilerError) -> [Int] {
    let suspects = suspects(of: error)
    let mechanical = suspects.filter { operations[$0] != .planted }
    return mechanical.isEmpty ? suspects : mechanical
  }

  private func suspects(of error: CompilerError) -> [Int] {
    guard lines.indices.contains(error.line - 1) else { return [] }
    let offset = lines[error.line - 1] + error.column - 1
    let line = lines[error.line - 1]..<(lines.indices.contains(error.line) ? lines[error.line] : text.bytes.count)
    if error.message.contains("reasonable time") { return slow(at: offset, line) }
    if let replacement = text.replacements.first(where: { $0.span.contains(offset) }) { return [replacement.id] }
    // Inner places were written before outer ones.
    if let place = text.places.first(where: { $0.span.contains(offset) }) { return place.ids }
    let sameLine = text.places.filter { $0.span.overlaps(line) }
    if !sameLine.isEmpty { return sameLine.flatMap(\.ids) }
    if let block = block(openedOn: line) {
      let within = text.places.filter { block.contains($0.span.lowerBound) }
      if !within.isEmpty { return thinned(within.flatMap(\.ids)) }
    }
    func distance(_ span: Range<Int>) -> Int {
      span.upperBound <= offset ? offset - span.upperBound : span.lowerBound - offset
    }
    return text.places.min { distance($0.span) < distance($1.span) }?.ids ?? []
  }

  /// What is too much for the type checker is thinned out.
  private func slow(at offset: Int, _ line: Range<Int>) -> [Int] {
    let around = text.places.last { $0.span.contains(offset) }?.span ?? line
    var within = text.places.filter { $0.span.overlaps(around) && around.contains($0.span.lowerBound) }
    // An expression of many lines is blamed at its first.
    for brackets in ["{}", "()", "[]"] where within.isEmpty {
      guard let block = block(openedOn: line, brackets) else { continue }
      within = text.places.filter { block.contains($0.span.lowerBound) }
    }
    return thinned(within.flatMap(\.ids))
  }

  /// Where nothing says which of them it is: first those that are likely to be wrong, then every second one.
  private func thinned(_ ids: [Int]) -> [Int] {
    let likely = ids.filter { operations[$0].map(Suspects.likely.contains) ?? false }
    if !likely.isEmpty { return likely }
    return ids.sorted().enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
  }

  /// The inside of the brackets that a line leaves open.
  private func block(openedOn line: Range<Int>, _ brackets: String = "{}") -> Range<Int>? {
    let (opening, closing) = (brackets.utf8.first, brackets.utf8.last)
    var depth = 0
    var start: Int?
    for offset in line.lowerBound..<text.bytes.count {
      switch text.bytes[offset] {
      case opening:
        if depth == 0 { start = offset }
        depth += 1
      case closing:
        depth -= 1
        guard depth <= 0 else { continue }
        if let start, offset >= line.upperBound { return start..<offset }
        if offset >= line.upperBound { return nil }
        depth = 0
      default:
        if depth == 0, offset >= line.upperBound { return nil }
      }
    }
    return nil
  }
}
