/// Gives the text of a scenario file the layout that ``ScenarioPrinter`` prints, and changes nothing else.
///
/// Words, numbers, texts and comments stay as they are written; blanks between them, columns and blank lines change:
/// what the printer prints stays as it is. The text must be one without errors.
public enum ScenarioFormatter {
  /// The text in the one layout.
  public static func format(_ text: String) -> String {
    var layout = FileLayout()
    let bytes = Array(text.utf8)
    for range in SourceLines(bytes).ranges { layout.add(bytes[range]) }
    return layout.text
  }
}

/// A file line by line, each with what it is.
private struct FileLayout {
  /// One line of the file.
  private enum Line {
    case blank
    case comment(String, wasIndented: Bool)
    case head([String])
    case line([String])
    /// A line after `|`, to the letter in a golden block.
    case step([String])
    case literal(String)
    case row([String])
  }

  private var lines: [(line: Line, section: Outline.Section?, comment: String?)] = []
  private var section: Outline.Section?
  /// Whether the lines after `|` belong to a golden block.
  private var isGolden = false

  // MARK: - Reading

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    let line = LinePieces(bytes)
    switch bytes[line.start...].first {
    case nil: lines.append((.blank, section, nil))
    case UInt8(ascii: "#"):
      lines.append((.comment(line.comment ?? "", wasIndented: line.start > bytes.startIndex), section, nil))
    case UInt8(ascii: "|"): addBlockLine(bytes[(line.start + 1)...])
    default:
      let named = line.start == bytes.startIndex ? Outline.Section(rawValue: line.pieces[0]) : nil
      if let named { section = named }
      isGolden = line.pieces.starts(with: ["log", "golden"])
      lines.append((named == nil ? .line(line.pieces) : .head(line.pieces), section, line.comment))
    }
  }

  private mutating func addBlockLine(_ bytes: ArraySlice<UInt8>) {
    if section == .examples {
      let (cells, comment) = LinePieces.cells(bytes)
      lines.append((.row(cells), section, comment))
    } else if isGolden {
      var text = bytes
      if text.first == UInt8(ascii: " ") { text.removeFirst() }
      while text.last == UInt8(ascii: " ") { text.removeLast() }
      lines.append((.literal(String(decoding: text, as: UTF8.self)), section, nil))
    } else {
      let line = LinePieces(bytes)
      lines.append((.step(line.pieces), section, line.comment))
    }
  }

  // MARK: - Writing

  /// The lines of the result.
  var text: String {
    var codes = Array(repeating: "", count: lines.count)
    var start = 0
    while start < lines.count {
      let end = lines[start...].firstIndex { $0.section != lines[start].section } ?? lines.count
      write(start..<end, to: &codes)
      start = end
    }
    alignComments(&codes)
    var result: [String] = []
    for index in lines.indices {
      if case .blank = lines[index].line {
        if let last = result.last, !last.isEmpty, !isHead(before: index) { result.append("") }
      } else {
        if opensSection(index), let last = result.last, !last.isEmpty { result.append("") }
        result.append(codes[index])
      }
    }
    while result.last == "" { result.removeLast() }
    return result.map { $0 + "\n" }.joined()
  }

  /// Whether the line above is the head of a section, blank lines left out.
  private func isHead(before index: Int) -> Bool {
    for other in lines[..<index].reversed() {
      switch other.line {
      case .blank: continue
      case .head: return other.section != .scenario
      default: return false
      }
    }
    return false
  }

  /// Whether a section starts here: with its head, or with the comment directly above it.
  private func opensSection(_ index: Int) -> Bool {
    var next = index
    while next < lines.count, case .comment(_, wasIndented: false) = lines[next].line { next += 1 }
    guard next < lines.count, case .head = lines[next].line, lines[next].section != .scenario else { return false }
    guard index > 0, case .comment(_, wasIndented: false) = lines[index - 1].line else { return true }
    return false
  }

  /// Writes the lines of a section without the comments at their ends.
  private func write(_ range: Range<Int>, to codes: inout [String]) {
    var plain: [(index: Int, pieces: [String])] = []
    var steps: [(index: Int, text: String)] = []
    var rows: [(index: Int, cells: [String])] = []
    func endBlock() {
      for (step, text) in zip(steps, ScenarioPrinter.aligned(steps: steps.map(\.text))) {
        codes[step.index] = ScenarioPrinter.blockLine(text)
      }
      steps = []
    }
    for index in range {
      switch lines[index].line {
      case .blank: break
      case .comment(let text, let wasIndented):
        codes[index] = String(repeating: " ", count: indentation(ofCommentAt: index, wasIndented)) + text
      case .head(let pieces): codes[index] = pieces.joined(separator: " ")
      case .line(let pieces):
        endBlock()
        plain.append((index, pieces))
      case .step(let pieces): steps.append((index, pieces.joined(separator: " ")))
      case .literal(let text): codes[index] = ScenarioPrinter.blockLine(text)
      case .row(let cells): rows.append((index, cells))
      }
    }
    endBlock()
    for (line, text) in zip(plain, layout(plain.map(\.pieces), in: range)) { codes[line.index] = text }
    for (row, text) in zip(rows, LinePieces.table(rows.map(\.cells))) { codes[row.index] = text }
  }

  private func layout(_ lines: [[String]], in range: Range<Int>) -> [String] {
    switch self.lines[range.lowerBound].section {
    case .timeline: return ScenarioPrinter.timeline(lines.map(LinePieces.columns))
    case .scenario, .engine, .setup:
      return ScenarioPrinter.aligned(
        lines.map { pieces in (pieces[0], pieces.dropFirst().joined(separator: " ")) })
    case .always, .finally, .examples, nil: return lines.map { "  \($0.joined(separator: " "))" }
    }
  }

  /// A comment stands as the line below it does; below a section it stays in or out of it as it was.
  private func indentation(ofCommentAt index: Int, _ wasIndented: Bool) -> Int {
    for other in lines[(index + 1)...] {
      switch other.line {
      case .blank, .comment: continue
      case .step, .literal: return 4
      case .line, .row: return 2
      case .head: return wasIndented && other.section != .scenario ? 2 : 0
      }
    }
    return wasIndented ? 2 : 0
  }

  /// Adds the comments at the ends of lines, in one column for lines that no blank line parts.
  private func alignComments(_ codes: inout [String]) {
    var group: [Int] = []
    func end() {
      let width = group.map { codes[$0].count }.max() ?? 0
      for index in group {
        codes[index] = ScenarioPrinter.padded(codes[index], width + 2) + (lines[index].comment ?? "")
      }
      group = []
    }
    for index in lines.indices {
      switch lines[index].line {
      case .blank, .head: end()
      default: break
      }
      if lines[index].comment != nil { group.append(index) }
    }
    end()
  }
}
