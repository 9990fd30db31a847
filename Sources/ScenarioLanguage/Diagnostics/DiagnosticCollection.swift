/// Gathers the diagnostics of a file, each once however many cases have it.
struct DiagnosticCollection {
  private let path: String
  private var diagnostics: [Diagnostic] = []
  private var places: [Diagnostic: Int] = [:]
  /// For each diagnostic of a case: in how many cases and in which ones first.
  private var occurrences: [Int: (count: Int, names: [String], total: Int)] = [:]

  init(path: String) {
    self.path = path
  }

  /// Adds a diagnostic about the file as a whole.
  mutating func add(_ diagnostic: Diagnostic) {
    _ = place(of: diagnostic)
  }

  /// Adds diagnostics about the file as a whole.
  mutating func add(contentsOf diagnostics: some Sequence<Diagnostic>) {
    for diagnostic in diagnostics { add(diagnostic) }
  }

  /// Adds the diagnostics of one case.
  mutating func add(case name: String?, of total: Int, _ diagnostics: [Diagnostic]) {
    var seen: Set<Int> = []
    for diagnostic in diagnostics {
      let place = place(of: diagnostic)
      guard let name, seen.insert(place).inserted else { continue }
      var occurrence = occurrences[place] ?? (0, [], total)
      occurrence.count += 1
      if occurrence.names.count < 3 { occurrence.names.append(name) }
      occurrences[place] = occurrence
    }
  }

  private mutating func place(of diagnostic: Diagnostic) -> Int {
    if let place = places[diagnostic] { return place }
    places[diagnostic] = diagnostics.count
    diagnostics.append(diagnostic)
    return diagnostics.count - 1
  }

  /// All diagnostics by position, with path and with the cases that have them.
  ///
  /// Warnings are left out if there is an error, since many a warning goes away with it.
  var sorted: [Diagnostic] {
    let hasError = diagnostics.contains { $0.severity == .error }
    var result: [Diagnostic] = []
    for (place, diagnostic) in diagnostics.enumerated() where !hasError || diagnostic.severity == .error {
      var diagnostic = diagnostic
      diagnostic.path = path
      if let occurrence = occurrences[place], occurrence.count < occurrence.total {
        let more = occurrence.count - occurrence.names.count
        let names = occurrence.names.joined(separator: "; ") + (more > 0 ? " and \(more) more" : "")
        diagnostic.notes.append("only in: \(names)")
      }
      result.append(diagnostic)
    }
    let order = result.indices.sorted { left, right in
      let (a, b) = (result[left].span, result[right].span)
      return (a.line, a.column, left) < (b.line, b.column, right)
    }
    return order.map { result[$0] }
  }
}
