/// A table of the reference.
struct MarkdownTable {
  /// The names of the columns.
  let columns: [String]
  /// The cells of each row.
  var rows: [[String]] = []

  /// The table as text, without a line end at its end.
  var text: String {
    let lines = [columns.joined(separator: " | "), columns.map { _ in "---" }.joined(separator: " | ")]
    let cells = rows.map { row in row.map(Self.escaped).joined(separator: " | ") }
    return (lines + cells).map { "| \($0) |" }.joined(separator: "\n")
  }

  /// A bar would end the cell.
  private static func escaped(_ cell: String) -> String {
    cell.replacing("|", with: "\\|").replacing("\n", with: "<br>")
  }

  /// Text in the type of code; each line for itself.
  static func code(_ text: String) -> String {
    text.split(separator: "\n").map { "`\($0)`" }.joined(separator: "\n")
  }
}
