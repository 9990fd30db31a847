/// Looks for parameters without a value and for values that no line uses.
enum ParameterCheck {
  /// The outline with lines marked unreadable whose parameters have no value, and what is wrong.
  static func apply(to outline: Outline, _ table: ParameterTable) -> (outline: Outline, diagnostics: [Diagnostic]) {
    let columns = table.names.map(\.value)
    let isComplete = table.cases.first.map { $0.count == columns.count } ?? false
    var checked = outline
    var diagnostics: [Diagnostic] = []
    var used: Set<String> = []

    func isUsable(_ tokens: [Token], in section: Outline.Section) -> Bool {
      var isUsable = true
      let isCounted = section == .timeline && Repetition.begins(in: tokens)
      for token in tokens where token.kind == .string {
        used.formUnion(columns.lazy.filter { token.text.contains("<\($0)>") })
      }
      for token in tokens {
        for name in token.kind == .parameter ? [token.text] : token.parametersInside {
          if isCounted, name == Repetition.counter { continue }
          used.insert(name)
          if !columns.contains(name) {
            diagnostics.append(.unknownColumn(name, columns: columns, hasTable: table.hasTable, at: token.span))
            isUsable = false
          } else if !isComplete {
            isUsable = false
          }
        }
      }
      return isUsable
    }

    if let title = outline.title, !isUsable(title.tokens, in: .scenario) { checked.title?.isReadable = false }
    for section in Outline.Section.allCases {
      guard var lines = outline.lines[section] else { continue }
      for index in lines.indices {
        if !isUsable(lines[index].tokens, in: section) { lines[index].isReadable = false }
        for row in lines[index].block.indices where !isUsable(lines[index].block[row].tokens, in: section) {
          lines[index].block[row].isReadable = false
        }
      }
      checked.lines[section] = lines
    }
    for name in table.names where !used.contains(name.value) && name.value != "case" {
      diagnostics.append(.parameterUnused(name.value, at: name.span))
    }
    return (checked, diagnostics)
  }
}
