/// A line cut at its blanks, with the comment at its end.
struct LinePieces {
  /// Where the first character that is no blank stands, or the end of the line.
  let start: Int
  /// What stands between blanks; a comma ends a piece.
  private(set) var pieces: [String] = []
  /// The comment at the end, from its `#` on.
  private(set) var comment: String?

  /// Cuts the bytes of a line.
  init(_ bytes: ArraySlice<UInt8>) {
    start = bytes.firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.endIndex
    var piece: [UInt8] = []
    var isText = false
    var isEscaped = false
    for (index, byte) in zip(bytes.indices, bytes) {
      if isText {
        piece.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "#"):
        end(&piece)
        var text = bytes[index...]
        while text.last == UInt8(ascii: " ") { text.removeLast() }
        comment = String(decoding: text, as: UTF8.self)
        return
      case UInt8(ascii: " "): end(&piece)
      case UInt8(ascii: ","):
        end(&piece)
        if pieces.isEmpty { pieces.append("") }
        pieces[pieces.count - 1] += ","
      default:
        piece.append(byte)
        if byte == UInt8(ascii: "\"") { isText = true }
      }
    }
    end(&piece)
  }

  private mutating func end(_ piece: inout [UInt8]) {
    if !piece.isEmpty { pieces.append(String(decoding: piece, as: UTF8.self)) }
    piece = []
  }

  /// Time, actor and rest of a line of the timeline, and whether the time is too long for a column: an event, or many times.
  static func columns(_ pieces: [String]) -> (time: String, isLong: Bool, actor: String, rest: String) {
    var pieces = pieces[...]
    var time = pieces.removeFirst()
    var isLong = time == "on"
    if isLong {
      while let next = pieces.popFirst() {
        time += " \(next)"
        if next == "then" { break }
      }
      if let plus = pieces.first, plus.hasPrefix("+") {
        pieces.removeFirst()
        time += " \(plus)"
        if plus == "+", let span = pieces.popFirst() { time += span }
      }
    } else {
      while let next = pieces.first, belongs(next, to: time) { time += pieces.removeFirst() }
    }
    if pieces.first == Repetition.keyword {
      isLong = true
      time += pieces.prefix(4).map { " \($0)" }.joined()
      pieces = pieces.dropFirst(4)
    }
    let actor = pieces.popFirst() ?? ""
    return (time, isLong, actor, pieces.joined(separator: " "))
  }

  /// Whether a time goes on: `@heal +1s`, `5s .. 9s`.
  private static func belongs(_ next: String, to time: String) -> Bool {
    next.hasPrefix("+") || next.hasPrefix("..") || time.hasSuffix("+") || time.hasSuffix("..")
  }

  /// The cells of a row of the examples, after its first bar, and the comment behind the last one.
  static func cells(_ bytes: ArraySlice<UInt8>) -> (cells: [String], comment: String?) {
    var cells: [String] = []
    var rest = bytes
    while true {
      rest = rest.drop { $0 == UInt8(ascii: " ") }
      guard let first = rest.first else { return (cells, nil) }
      guard first != UInt8(ascii: "#") else { return (cells, LinePieces(rest).comment) }
      var cell = rest.prefix { $0 != UInt8(ascii: "|") }
      rest = rest[cell.endIndex...].dropFirst()
      while cell.last == UInt8(ascii: " ") { cell.removeLast() }
      cells.append(String(decoding: cell, as: UTF8.self))
    }
  }

  /// Rows as a table whose bars stand below each other.
  static func table(_ rows: [[String]]) -> [String] {
    func width(_ text: String) -> Int { text.reduce(0) { $0 + $1.columnCount } }
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], width(cell))
      }
    }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - width($0)) }
      return "  | \(cells.joined(separator: " | ")) |"
    }
  }
}
