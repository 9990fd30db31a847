/// The places that fuzzed cases do not reach by their nature, each with the reason, as people wrote them down.
///
/// A block for each, as ``ListedBlocks`` reads them:
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
  /// Where each block starts in the list, and as which.
  private var starts: [CoverageKey: (number: Int, place: String)] = [:]

  /// Reads a list.
  ///
  /// - Throws: ``BugErrors`` with everything that is wrong.
  init(_ text: String, name: String) throws(BugErrors) {
    let words = ["file", "line", "kind", "part", "occurrence", "reason"]
    let list = try ListedBlocks(text, name: name, words: words)
    var read: [(key: CoverageKey, reason: String, place: String)] = []
    try list.forEach { (block) throws(BugError) in
      let line = try block.text("line")
      let word = block.texts["kind"] ?? "region"
      guard let kind = CoveragePlace.Kind(rawValue: word) else {
        throw block.wrong("`kind` is region, else or short, not `\(word)`")
      }
      let key = CoverageKey(
        file: try block.text("file"), lineText: line, kind: kind, part: block.texts["part"] ?? line,
        occurrence: try block.occurrence())
      guard !read.contains(where: { $0.key == key }) else { throw block.wrong("this place is listed a second time") }
      read.append((key, try block.text("reason"), block.place))
    }
    for (number, block) in read.enumerated() {
      reasons[block.key] = block.reason
      starts[block.key] = (number, block.place)
      if block.key.lineText == "*" { files[block.key.file] = block.reason }
    }
  }

  /// Why a place is not reached, if the list says so.
  func reason(for place: CoverageKey) -> String? { reasons[place] ?? files[place.file] }

  /// What is wrong with blocks about a place that is not there, or that is reached.
  func stale(among places: [CoveragePlace]) -> [BugError] {
    var files: [String: Bool] = [:]
    for place in places { files[place.key.file] = (files[place.key.file] ?? true) && place.isReached }
    let isReached = Dictionary(places.map { ($0.key, $0.isReached) }, uniquingKeysWith: { first, _ in first })
    return reasons.keys.sorted { (starts[$0]?.number ?? 0) < (starts[$1]?.number ?? 0) }.compactMap { key in
      let message: String
      switch key.lineText == "*" ? files[key.file] : isReached[key] {
      case false?: return nil
      case true?: message = "fuzzed cases reach `\(key.part)` of \(key.file): take it from the list"
      case nil:
        message = "\(key.file) has no \(key.kind.rawValue) `\(key.part)` number \(key.occurrence) on such a line"
      }
      return BugError(place: starts[key]?.place ?? "", message: message)
    }
  }
}
