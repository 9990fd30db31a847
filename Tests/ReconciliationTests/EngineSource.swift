import TestSupport

/// What one source of the engine says about its types, read once.
struct EngineSource {
  /// The text without comments and without what stands in quotes.
  let code: String
  /// All words of it.
  let words: Set<String>
  /// The types that it declares.
  let declared: Set<String>
  /// The types that it declares or extends.
  let types: Set<String>
  /// What the types that it declares store themselves, by type; of two with one name the first counts.
  let properties: [String: [StoredProperty]]
  /// Its enums without a case: they hold functions, nothing else.
  let namespaces: [String]
  /// Its functions that change what they are of.
  let mutators: Set<String>

  /// A property that a type stores.
  struct StoredProperty {
    var name: String
    /// The first word of its type.
    var type: String
    /// All words of its type.
    var types: Set<String>
    /// Whether the other files of the module could read and write it: neither is `private`.
    var isInside: Bool
  }

  init(_ text: String) {
    code = text.split(separator: "\n", omittingEmptySubsequences: false).map(SwiftLine.code).joined(separator: "\n")
    let lines = code.split(separator: "\n").map { line in (text: line, words: EngineSource.words(of: line)) }
    words = Set(lines.flatMap { $0.words.map(String.init) })
    func names(after keywords: Set<Substring>) -> Set<String> {
      Set(
        lines.flatMap { line in
          zip(line.words, line.words.dropFirst()).filter { keywords.contains($0.0) }.map { String($0.1) }
        })
    }
    declared = names(after: ["struct", "enum", "class", "actor"])
    types = declared.union(names(after: ["extension"]))
    mutators = Set(
      lines.flatMap { line in
        zip(line.words, line.words.dropFirst(2)).filter { $0.0 == "mutating" }.map { String($0.1) }
      })
    var properties: [String: [StoredProperty]] = [:]
    var namespaces: [String] = []
    for (index, line) in lines.enumerated() {
      guard let keyword = line.words.firstIndex(where: { $0 == "struct" || $0 == "enum" }),
        keyword + 1 < line.words.count
      else { continue }
      let name = String(line.words[keyword + 1])
      let body = EngineSource.body(lines[index...].lazy.map(\.text))
      if properties[name] == nil { properties[name] = body.compactMap(EngineSource.storedProperty) }
      guard line.words[keyword] == "enum", line.text.first != " " else { continue }
      let hasCase = body.contains { $0.hasPrefix("  case ") || $0.hasPrefix("  indirect case ") }
      if !hasCase, !(line.text.hasSuffix("}") && line.text.contains(" case ")) { namespaces.append(name) }
    }
    self.properties = properties
    self.namespaces = namespaces
  }

  private static func words(of line: Substring) -> [Substring] {
    line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
  }

  /// The lines of a declaration's body that stand in it itself, not in a function of it.
  ///
  /// - Parameter lines: the one that begins it, and those behind it.
  private static func body(_ lines: some Sequence<Substring>) -> [Substring] {
    var body: [Substring] = []
    var depth = 0
    for line in lines {
      if depth == 1 { body.append(line) }
      depth += line.count { $0 == "{" } - line.count { $0 == "}" }
      if depth == 0 { break }
    }
    return body
  }

  /// The property that a line of a type's body declares, if it is a stored one.
  private static func storedProperty(_ line: Substring) -> StoredProperty? {
    let words = line.split(separator: " ").map(String.init)
    let modifiers: Set = ["public", "private", "internal", "fileprivate", "package", "private(set)", "internal(set)"]
    guard let index = words.firstIndex(where: { !modifiers.contains($0) && !$0.hasPrefix("@") }),
      words[index] == "let" || words[index] == "var", index + 1 < words.count,
      !line.contains("{") || line.contains(" = ")
    else { return nil }
    let type = words.dropFirst(index + 2).first { $0 != "=" } ?? ""
    return StoredProperty(
      name: String(words[index + 1].prefix { $0 != ":" }),
      type: String(type.prefix { $0.isLetter || $0.isNumber || $0 == "_" }),
      types: Set(words.dropFirst(index + 2).flatMap { EngineSource.words(of: $0[...]) }.map(String.init)),
      isInside: words[index] == "var" && !words[..<index].contains { $0.hasPrefix("private") })
  }
}
