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
  /// The offset at which each line starts.
  private let lines: [Int]

  init(_ text: MutantWriter.Text) {
    self.text = text
    lines = [0] + text.bytes.indices.filter { text.bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The mutants to drop for an error: the one that wrote what the error is about, or else those of the innermost
  /// place around it, or else those of the nearest place before it.
  func mutants(for error: CompilerError) -> [Int] {
    guard lines.indices.contains(error.line - 1) else { return [] }
    let offset = lines[error.line - 1] + error.column - 1
    if error.message.contains("reasonable time") { return slow(at: offset, line: error.line) }
    if let replacement = text.replacements.first(where: { $0.span.contains(offset) }) { return [replacement.id] }
    // Inner places were written before outer ones.
    if let place = text.places.first(where: { $0.span.contains(offset) }) { return place.ids }
    let end = lines.indices.contains(error.line) ? lines[error.line] : text.bytes.count
    let sameLine = text.places.filter { $0.span.lowerBound < end && $0.span.upperBound > lines[error.line - 1] }
    if !sameLine.isEmpty { return sameLine.flatMap(\.ids) }
    return text.places.filter { $0.span.upperBound <= offset }.max { $0.span.upperBound < $1.span.upperBound }?.ids
      ?? []
  }

  /// What is too much for the type checker is thinned out as a whole.
  private func slow(at offset: Int, line: Int) -> [Int] {
    let end = lines.indices.contains(line) ? lines[line] : text.bytes.count
    let around = text.places.last { $0.span.contains(offset) }?.span ?? lines[line - 1]..<end
    return text.places.filter { $0.span.overlaps(around) && around.contains($0.span.lowerBound) }.flatMap(\.ids)
  }
}
