import Reconciliation
import Trading

/// Turns a syntax tree into the canonical text of a scenario file.
///
/// What it prints parses to a tree that prints the same. Parameters are filled in already in a tree, so a file with
/// several cases gives one text a case.
public enum ScenarioPrinter {
  /// The text of a scenario, with a line end at its end.
  public static func print(_ scenario: Scenario) -> String {
    var lines: [String] = []
    for comment in scenario.comments.flatMap(singleLines) {
      lines.append(comment.isEmpty ? "#" : "# \(comment)")
    }
    lines.append("\(Outline.Section.scenario.rawValue) \(Quoting.quoted(scenario.title.value))")
    lines += aligned(header(scenario.header))
    add(
      .engine, aligned(scenario.settings.map { ($0.value.setting.rawValue, $0.value.value.text) }), to: &lines)
    add(.setup, aligned(scenario.setup.map { $0.value.form.columns }), to: &lines)
    add(.timeline, timeline(scenario.timeline), to: &lines)
    add(.always, scenario.always.map { "  \($0.value.form.text)" }, to: &lines)
    add(.finally, scenario.finally.flatMap { finalLines($0.value) }, to: &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func add(_ section: Outline.Section, _ content: [String], to lines: inout [String]) {
    // A file without a timeline would not parse; the section word says at least what is missing.
    guard !content.isEmpty || section == .timeline else { return }
    lines.append("")
    lines.append(section.rawValue)
    lines += content
  }

  /// Two columns, the first as wide as its longest entry.
  static func aligned(_ rows: [(key: String, rest: String)]) -> [String] {
    let width = rows.map(\.key.count).max() ?? 0
    return rows.map { $0.rest.isEmpty ? "  \($0.key)" : "  \(padded($0.key, width)) \($0.rest)" }
  }

  /// A text with blanks up to a width.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// The lines of a text that may contain line ends, without blanks at their ends.
  static func singleLines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      var line = String(line.map { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? " " : $0 })
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
