/// Looks for sections that must be there.
enum StructureCheck {
  /// What is missing in a file that is not empty.
  static func diagnostics(_ outline: Outline) -> [Diagnostic] {
    guard !outline.hasUnknownSection else { return [] }
    guard let head = outline.heads[.timeline] else {
      return [.noTimeline(at: outline.heads[.scenario] ?? SourceSpan(line: 1, column: 1, length: 1))]
    }
    return (outline.lines[.timeline] ?? []).isEmpty ? [.emptyTimeline(at: head)] : []
  }
}
