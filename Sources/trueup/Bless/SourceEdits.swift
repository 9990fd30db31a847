import ScenarioLanguage

/// Changes of a text, byte for byte the same elsewhere.
struct SourceEdits {
  private let bytes: [UInt8]
  private let lines: [Range<Int>]
  private var edits: [(range: Range<Int>, text: [UInt8])] = []

  /// Starts with a text.
  init(_ text: String) {
    bytes = Array(text.utf8)
    lines = SourceLines(bytes).ranges
  }

  /// A line as it is.
  func line(_ number: Int) -> String { String(decoding: bytes[lines[number - 1]], as: UTF8.self) }

  /// Puts a text in the place of another.
  mutating func replace(_ span: SourceSpan, with text: String) {
    let line = line(span.line)
    let start = lines[span.line - 1].lowerBound + line.prefix(span.column - 1).utf8.count
    let length = line.dropFirst(span.column - 1).prefix(span.length).utf8.count
    edits.append((start..<start + length, Array(text.utf8)))
  }

  /// Puts lines in the place of those of a block, or below its head if there are none.
  mutating func replaceBlock(_ block: Range<Int>, below head: Int, with texts: [String]) {
    let end = lines[head - 1].upperBound
    let hasReturn = end < bytes.count && bytes[end] == UInt8(ascii: "\r")
    let lineEnd = hasReturn ? "\r\n" : "\n"
    let indentation = line(block.isEmpty ? head : block.lowerBound).prefix { $0 == " " } + (block.isEmpty ? "  " : "")
    let new = texts.map { $0.isEmpty ? "\(indentation)|" : "\(indentation)| \($0)" }
    // From the end of the line above, so that a block that has no lines leaves no line either.
    let above = block.isEmpty ? end : lines[block.lowerBound - 2].upperBound
    let last = block.isEmpty ? end : lines[block.upperBound - 2].upperBound
    edits.append((above..<last, Array(new.map { lineEnd + $0 }.joined().utf8)))
  }

  /// The text with all changes.
  var text: String {
    var result: [UInt8] = []
    var start = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[start..<edit.range.lowerBound]
      result += edit.text
      start = edit.range.upperBound
    }
    return String(decoding: result + bytes[start...], as: UTF8.self)
  }
}
