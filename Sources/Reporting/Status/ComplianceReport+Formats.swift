import Reconciliation
public import ScenarioLanguage

extension ComplianceReport {
  /// The names of the columns, in order.
  private static let columns = ["seq", "when", "who", "what", "why", "before", "after"]

  private func cells(_ line: Line) -> [String] {
    [String(line.sequence), line.when, line.who, line.what, line.why, line.before, line.after]
  }

  /// For people: a line for each change.
  public var text: StyledText {
    StyledText(
      lines: lines.map { line in
        let change = line.before.isEmpty ? line.after : "\(line.before) -> \(line.after)"
        return "#\(line.sequence) \(line.when) \(line.who): \(line.what): \(change); \(line.why)\n"
      }.joined())
  }

  /// One object a line, as `trueup list compliance-schema` says.
  public var json: String {
    var json = JSONWriter()
    for line in lines {
      json.beginObject()
      json.field("v", StatusSchema.version)
      json.field("type", "change")
      json.field("seq", Int(clamping: line.sequence))
      for (column, cell) in zip(ComplianceReport.columns, cells(line)).dropFirst() { json.field(column, cell) }
      json.endObject()
      json.endLine()
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// A table with a head (RFC 4180).
  ///
  /// A cell that a spreadsheet would take for a formula gets an apostrophe in front: names are chosen by others.
  public var csv: String {
    ([ComplianceReport.columns] + lines.map(cells)).map { row in
      row.map(ComplianceReport.quoted).joined(separator: ",") + "\r\n"
    }.joined()
  }

  /// A text in which nothing steers a terminal or turns the direction of writing.
  private static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 != "\n" && StyledText.isHarmful($0) }) else { return text }
    var harmless = ""
    for scalar in text.unicodeScalars {
      harmless.unicodeScalars.append(scalar != "\n" && StyledText.isHarmful(scalar) ? "\u{FFFD}" : scalar)
    }
    return harmless
  }

  static func quoted(_ cell: String) -> String {
    let isFormula = cell.first.map { "=+-@\t\r".contains($0) } ?? false
    let isNumber = cell.dropFirst().allSatisfy { $0.isNumber || $0 == "." || $0 == ":" } && cell.count > 1
    let text = harmless(isFormula && !isNumber ? "'" + cell : cell)
    guard text.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
