/// The places that fuzzed cases do not reach by their nature, each with the reason, as people wrote them down.
///
/// A block for each, with an empty line between two; a line that starts with `#` is a comment:
///
///     file:       Sources/Reconciliation/Journal/ByteCoding.swift
///     line:       default: throw Malformed()
///     kind:       region
///     part:       default: throw Malformed()
///     occurrence: 1
///     reason:     The checksum keeps other bytes away from here.
///
/// A region stands for all that lies in it. `line: *` is about every place of a file that is not reached.
struct UnreachedList: Sendable {
  private(set) var reasons: [CoverageKey: String] = [:]
  /// The reasons for all that is not reached of a file, by its name.
  private(set) var files: [String: String] = [:]
  /// The line of the list at which each block starts.
  private var starts: [CoverageKey: Int] = [:]
  private let name: String

  private static let words = ["file", "line", "kind", "part", "occurrence", "reason"]

  /// Reads a list.
  ///
  /// - Throws: ``BugErrors`` with everything that is wrong.
  init(_ text: String, name: String) throws(BugErrors) {
    self.name = name
    var errors: [BugError] = []
    var block: [String: String] = [:]
    var start = 1
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [""]
    for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
      if line.isEmpty {
        if !block.isEmpty, let error = take(block, start) { errors.append(error) }
        block = [:]
      } else if let colon = line.firstIndex(of: ":"), UnreachedList.words.contains(String(line[..<colon])) {
        if block.isEmpty { start = index + 1 }
        block[String(line[..<colon])] = String(line[line.index(after: colon)...].drop { $0 == " " })
      } else {
        let words = UnreachedList.words.joined(separator: ", ")
        errors.append(BugError(place: "\(name):\(index + 1)", message: "not a line `word: text` with one of \(words)"))
      }
    }
    guard errors.isEmpty else { throw BugErrors(errors: errors) }
  }

  private mutating func take(_ block: [String: String], _ start: Int) -> BugError? {
    func wrong(_ message: String) -> BugError { BugError(place: "\(name):\(start)", message: message) }
    for word in ["file", "line", "reason"] where (block[word] ?? "").isEmpty {
      return wrong("the line `\(word):` is missing or empty")
    }
    let line = block["line"] ?? ""
    guard let kind = CoveragePlace.Kind(rawValue: block["kind"] ?? "region") else {
      return wrong("`kind` is region, else or short, not `\(block["kind"] ?? "")`")
    }
    guard let occurrence = Int(block["occurrence"] ?? "1"), occurrence > 0 else {
      return wrong("`occurrence` is a number from 1, not `\(block["occurrence"] ?? "")`")
    }
    let key = CoverageKey(
      file: block["file"] ?? "", lineText: line, kind: kind, part: block["part"] ?? line, occurrence: occurrence)
    guard reasons[key] == nil else { return wrong("this place is listed a second time") }
    reasons[key] = block["reason"]
    starts[key] = start
    if line == "*" { files[key.file] = block["reason"] }
    return nil
  }

  /// Why a place is not reached, if the list says so.
  func reason(for place: CoverageKey) -> String? { reasons[place] ?? files[place.file] }

  /// What is wrong with blocks about a place that is not there, or that is reached.
  func stale(among places: [CoveragePlace]) -> [BugError] {
    var files: [String: Bool] = [:]
    for place in places { files[place.key.file] = (files[place.key.file] ?? true) && place.isReached }
    let isReached = Dictionary(places.map { ($0.key, $0.isReached) }, uniquingKeysWith: { first, _ in first })
    return reasons.keys.sorted { (starts[$0] ?? 0) < (starts[$1] ?? 0) }.compactMap { key in
      let message: String
      switch key.lineText == "*" ? files[key.file] : isReached[key] {
      case false?: return nil
      case true?: message = "fuzzed cases reach `\(key.part)` of \(key.file): take it from the list"
      case nil:
        message = "\(key.file) has no \(key.kind.rawValue) `\(key.part)` number \(key.occurrence) on such a line"
      }
      return BugError(place: "\(name):\(starts[key] ?? 1)", message: message)
    }
  }
}
