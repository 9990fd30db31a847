/// The table of planted bugs that `planted` writes, read by the columns of its head.
struct PowerTable {
  private var title = ""
  private var head: [Cell] = []
  private var rows: [[String]] = []
  private var rest: [String] = []

  /// What stands between two blanks and two blanks: words that begin below their head, or figures that end there.
  private struct Cell {
    var text = ""
    var start = 0
    var end: Int { start + text.count }
  }

  /// Reads a table; what follows it is kept as lines.
  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if head.isEmpty {
        if line.contains("bug"), line.contains("found by") {
          head = PowerTable.cells(of: line)
        } else if title.isEmpty {
          title = String(line)
        }
      } else if line.isEmpty || !rest.isEmpty {
        rest.append(String(line))
      } else {
        let cells = PowerTable.cells(of: line)
        rows.append(
          head.map { name in cells.first { $0.start == name.start || $0.end == name.end }?.text ?? "" })
      }
    }
  }

  private static func cells(of line: Substring) -> [Cell] {
    var cells: [Cell] = []
    var blanks = 2
    for (index, character) in line.enumerated() {
      if character == " " {
        blanks += 1
      } else {
        if blanks >= 2 { cells.append(Cell(start: index)) } else if blanks == 1 { cells[cells.count - 1].text += " " }
        cells[cells.count - 1].text.append(character)
        blanks = 0
      }
    }
    return cells
  }

  func markup() -> Markup {
    guard !rows.isEmpty else { return "" }
    var text: Markup =
      "<h2 id=power style=\"margin-top:2.5rem\">Power</h2><p class=dim>\(title)</p><div class=scroll><table class=\"grid power\"><thead><tr>"
    for name in head { text += "<th scope=col>\(name.text)</th>" }
    text += "</tr></thead><tbody>"
    for row in rows {
      text += "<tr>"
      for value in row { text += "<td>\(value)</td>" }
      text += "</tr>"
    }
    text += "</tbody></table></div>"
    let last = rest.filter { !$0.isEmpty }
    if !last.isEmpty {
      text += "<pre class=dim>"
      for line in last { text += "\(line)\n" }
      text += "</pre>"
    }
    return text
  }
}
