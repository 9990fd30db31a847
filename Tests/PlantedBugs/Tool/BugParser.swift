/// Reads the description of a planted bug.
///
/// A description is a plain text: `key: value` lines, then two blocks of source text.
///
///     id:     7
///     what:   An execution that was counted before is counted again.
///     rule:   3
///     area:   ledger
///     needs:  restart, message-order
///     only:   say-it-again
///     file:   Sources/Reconciliation/Ledger/Books.swift
///     form:   expression
///     original:
///       booked != nil
///     replacement:
///       false
///
/// `needs` and `only` may be missing. The name is that of the file. A line that starts with `#` is a comment outside the blocks. The indentation that
/// all lines of a block share does not belong to the text.
public enum BugParser {
  private static let keys = ["id", "what", "rule", "area", "needs", "file", "form", "only"]

  /// Reads a description.
  ///
  /// - Parameters:
  ///   - text: the text of the file.
  ///   - fileName: the name of the file, such as `double-fill.bug`.
  /// - Throws: ``BugError`` at the first thing that is wrong.
  public static func parse(_ text: String, fileName: String) throws(BugError) -> BugDescription {
    var values: [String: (value: String, line: Int)] = [:]
    var blocks: [String: [String]] = [:]
    var block: String?
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = String(raw)
      if line == "original:" || line == "replacement:" {
        let name = String(line.dropLast())
        guard blocks[name] == nil else { throw error(fileName, index, "the block `\(name)` stands here a second time") }
        block = name
        blocks[name] = []
      } else if let block {
        guard line.isEmpty || line.hasPrefix(" ") else {
          throw error(fileName, index, "the text of `\(block)` has to be indented; nothing may follow the two blocks")
        }
        blocks[block, default: []].append(line)
      } else if !line.isEmpty, !line.hasPrefix("#") {
        let (key, value) = try pair(line, fileName, index)
        guard values[key] == nil else { throw error(fileName, index, "`\(key)` stands here a second time") }
        values[key] = (value, index)
      }
    }
    return try bug(values, blocks, fileName)
  }

  private static func pair(
    _ line: String, _ fileName: String, _ index: Int
  ) throws(BugError) -> (key: String, value: String) {
    guard let colon = line.firstIndex(of: ":") else {
      throw error(fileName, index, "not a line of the form `key: value`")
    }
    let key = String(line[..<colon])
    guard keys.contains(key) else {
      throw error(fileName, index, "no key is called `\(key)`; the keys are \(keys.joined(separator: ", "))")
    }
    let value = String(line[line.index(after: colon)...].drop { $0 == " " })
    guard !value.isEmpty else { throw error(fileName, index, "`\(key)` has no value") }
    return (key, value)
  }

  private static func bug(
    _ values: [String: (value: String, line: Int)], _ blocks: [String: [String]], _ fileName: String
  ) throws(BugError) -> BugDescription {
    func value(_ key: String) throws(BugError) -> (value: String, line: Int) {
      guard let value = values[key] else { throw BugError(place: fileName, message: "the line `\(key):` is missing") }
      return value
    }
    func number(_ key: String, _ range: ClosedRange<Int>) throws(BugError) -> Int {
      let (text, line) = try value(key)
      guard let number = Int(text), range.contains(number) else {
        let isOpen = range.upperBound == Int.max
        let legal = isOpen ? "from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
        throw error(fileName, line, "`\(key)` is a number \(legal), not `\(text)`")
      }
      return number
    }
    func choice<Choice: CaseIterable & RawRepresentable>(
      _ text: String, _ key: String, _ line: Int
    ) throws(BugError) -> Choice where Choice.RawValue == String {
      guard let choice = Choice(rawValue: text) else {
        let legal = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw error(fileName, line, "`\(key)` is one of \(legal), not `\(text)`")
      }
      return choice
    }
    var needs: Set<BugDescription.Need> = []
    if let (text, line) = values["needs"] {
      for word in text.split(separator: ",") {
        needs.insert(try choice(String(word.filter { $0 != " " }), "needs", line))
      }
    }
    guard fileName.hasSuffix(".bug"), fileName.count > 4 else {
      throw BugError(place: fileName, message: "the name of a description ends with `.bug`")
    }
    let (area, areaLine) = try value("area")
    let (form, formLine) = try value("form")
    return BugDescription(
      id: try number("id", 1...Int.max), name: String(fileName.dropLast(4)), what: try value("what").value,
      rule: try number("rule", 1...11), area: try choice(area, "area", areaLine), needs: needs,
      file: try value("file").value, form: try choice(form, "form", formLine),
      original: try text(of: "original", blocks, fileName), replacement: try text(of: "replacement", blocks, fileName),
      only: values["only"]?.value)
  }

  /// The text of a block without the indentation that all its lines share, and without empty lines at its ends.
  private static func text(
    of name: String, _ blocks: [String: [String]], _ fileName: String
  ) throws(BugError) -> String {
    var lines = blocks[name] ?? []
    while lines.last?.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
    while lines.first?.allSatisfy({ $0 == " " }) == true { lines.removeFirst() }
    guard !lines.isEmpty else { throw BugError(place: fileName, message: "the block `\(name):` is missing or empty") }
    let indentation = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { String($0.dropFirst(indentation)) }.joined(separator: "\n")
  }

  private static func error(_ fileName: String, _ index: Int, _ message: String) -> BugError {
    BugError(place: "\(fileName):\(index + 1)", message: message)
  }
}
