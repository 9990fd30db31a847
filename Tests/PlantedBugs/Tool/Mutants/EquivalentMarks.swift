/// The mutants that change nothing anybody could observe, each with the reason, as people wrote them down.
///
/// A block for each, with an empty line between two; a line that starts with `#` is a comment:
///
///     file:       Sources/Trading/Decimal.swift
///     operator:   boundary
///     line:       guard count < limit else { return }
///     occurrence: 1
///     reason:     The count is never the limit here.
struct EquivalentMarks: Sendable {
  private(set) var reasons: [MutantKey: String] = [:]
  /// The line of the list at which each mark starts.
  private var places: [MutantKey: Int] = [:]
  private let name: String

  private static let keys = ["file", "operator", "line", "occurrence", "reason"]

  /// Reads a list.
  ///
  /// - Throws: ``BugErrors`` with everything that is wrong.
  init(_ text: String, name: String) throws(BugErrors) {
    self.name = name
    var errors: [BugError] = []
    var block: [String: String] = [:]
    var start = 1
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [""]
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("#") { continue }
      if line.isEmpty {
        if !block.isEmpty { errors += take(block, start) }
        block = [:]
        continue
      }
      if block.isEmpty { start = index + 1 }
      guard let colon = line.firstIndex(of: ":"), EquivalentMarks.keys.contains(String(line[..<colon])) else {
        errors.append(
          BugError(
            place: "\(name):\(index + 1)",
            message: "not a line `key: value` with one of \(EquivalentMarks.keys.joined(separator: ", "))"))
        continue
      }
      block[String(line[..<colon])] = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    guard errors.isEmpty else { throw BugErrors(errors: errors) }
  }

  private mutating func take(_ block: [String: String], _ start: Int) -> [BugError] {
    func wrong(_ message: String) -> [BugError] { [BugError(place: "\(name):\(start)", message: message)] }
    for key in EquivalentMarks.keys where key != "occurrence" && (block[key] ?? "").isEmpty {
      return wrong("the line `\(key):` is missing or empty")
    }
    guard let operation = MutationOperator(rawValue: block["operator"] ?? "") else {
      let legal = MutationOperator.allCases.map(\.rawValue).joined(separator: ", ")
      return wrong("no operator is called `\(block["operator"] ?? "")`; the operators are \(legal)")
    }
    guard let occurrence = Int(block["occurrence"] ?? "1"), occurrence > 0 else {
      return wrong("`occurrence` is a number from 1, not `\(block["occurrence"] ?? "")`")
    }
    let key = MutantKey(
      file: block["file"] ?? "", operation: operation, lineText: block["line"] ?? "", occurrence: occurrence)
    guard reasons[key] == nil else { return wrong("this mutant is marked a second time") }
    reasons[key] = block["reason"]
    places[key] = start
    return []
  }

  /// What is wrong with marks that no mutant has: their line has changed, or is gone.
  func stale(among mutants: [Mutant]) -> [BugError] {
    let keys = Set(mutants.map(\.key))
    return reasons.keys.filter { !keys.contains($0) }.map { key in
      BugError(
        place: "\(name):\(places[key] ?? 1)",
        message: "\(key.file) has no mutant `\(key.operation.rawValue)` number \(key.occurrence) on a line "
          + "`\(key.lineText)`; the line has changed, so look again whether the change can be observed")
    }.sorted { $0.place < $1.place }
  }
}
