/// Looks for sections that must be there, and for lines that are no rows.
enum StructureCheck {
  /// What is wrong with the sections of a file that is not empty.
  static func diagnostics(_ outline: Outline) -> [Diagnostic] {
    let strays = (outline.lines[.examples] ?? []).map { Diagnostic.noRow(at: $0.span) }
    return strays + missing(outline)
  }

  private static func missing(_ outline: Outline) -> [Diagnostic] {
    guard !outline.hasUnknownSection else { return [] }
    guard let head = outline.heads[.timeline] else {
      return [.noTimeline(at: outline.heads[.scenario] ?? SourceSpan(line: 1, column: 1, length: 1))]
    }
    return (outline.lines[.timeline] ?? []).isEmpty ? [.emptyTimeline(at: head)] : []
  }
}
