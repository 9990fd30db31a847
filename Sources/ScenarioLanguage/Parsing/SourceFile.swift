/// A scenario file as it was read: where it stands and what it says.
public struct SourceFile: Hashable, Sendable {
  /// The path as messages show it.
  public var path: String
  /// The whole text.
  public var text: String

  /// Makes a source file.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The name of the file without folders and without the last suffix.
  public var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The lines as a reader counts them, without line ends.
  public var lines: [String] {
    let bytes = Array(text.utf8)
    return SourceLines(bytes).ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}

/// Where the lines of a text begin and end, in bytes.
package struct SourceLines {
  /// The bytes of each line, without `\n` or `\r\n` and without a byte order mark.
  package let ranges: [Range<Int>]

  /// Finds the lines; a line end at the very end of the text opens no further line.
  package init(_ bytes: [UInt8]) {
    var ranges: [Range<Int>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for index in start..<max(start, bytes.count) where bytes[index] == UInt8(ascii: "\n") {
      let hasReturn = index > start && bytes[index - 1] == UInt8(ascii: "\r")
      ranges.append(start..<(hasReturn ? index - 1 : index))
      start = index + 1
    }
    if start < bytes.count {
      let hasReturn = bytes[bytes.count - 1] == UInt8(ascii: "\r")
      ranges.append(start..<(hasReturn ? bytes.count - 1 : bytes.count))
    }
    self.ranges = ranges
  }
}
