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

  /// The columns that answer what is asked first; the others follow as the file has them.
  private static let first = ["bug", "found by", "cases", "lines", "scenarios"]

  /// The places of the columns, those that answer what is asked first before the others.
  private var order: [Int] {
    let first = PowerTable.first.compactMap { name in head.firstIndex { $0.text == name } }
    return first + head.indices.filter { !first.contains($0) }
  }

  /// Whether a column holds figures.
  private func isNumeric(_ column: Int) -> Bool {
    rows.allSatisfy { $0[column].allSatisfy { $0.isNumber || ".-> ".contains($0) } }
      && rows.contains { $0[column].contains(where: \.isNumber) }
  }

  /// The table with the bug as the head of each row; a bug that nothing finds is marked.
  func markup() -> Markup {
    guard !rows.isEmpty else { return "" }
    var text: Markup =
      "<h2 id=power style=\"margin-top:2.5rem\">Power</h2><p class=dim>\(title)</p><div class=scroll><table class=\"grid power\"><thead><tr>"
    let (order, figures) = (order, Set(head.indices.filter(isNumeric)))
    for column in order {
      text += figures.contains(column) ? "<th scope=col class=num>" : "<th scope=col>"
      text += "\(head[column].text)</th>"
    }
    text += "</tr></thead><tbody>"
    let finder = head.firstIndex { $0.text == "found by" }
    for row in rows {
      text += finder.map { row[$0] } == "nothing" ? "<tr class=missed>" : "<tr>"
      for column in order {
        if head[column].text == "bug" {
          text += "<th scope=row>\(row[column])</th>"
        } else {
          text += figures.contains(column) ? "<td class=num>" : "<td>"
          text += "\(row[column])</td>"
        }
      }
      text += "</tr>"
    }
    text += "</tbody></table></div>"
    let last = rest.filter { !$0.isEmpty }
    if !last.isEmpty {
      text += "<pre class=\"dim wrap\">"
      for line in last { text += "\(line)\n" }
      text += "</pre>"
    }
    return text
  }
}
