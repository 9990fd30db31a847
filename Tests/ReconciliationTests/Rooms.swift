/// Tells ledger types, rules and desks apart by reading the sources of the engine, and says where they mix.
///
/// A *ledger type* is durable and changes by records alone. A *rule* is facts in, value out. A *desk* holds the
/// volatile state of one concern; the desks are what the engine keeps, by account, beside its core.
struct Rooms {
  /// The sources by path below `Sources/Reconciliation`, without comments and texts.
  private let sources: [String: String]
  /// The desks, by name of the property.
  private let stored: [StoredProperty]
  /// How many properties the engine and its desks store.
  private let sizes: [(type: String, count: Int)]

  /// A property that a type stores.
  private struct StoredProperty {
    var name: String
    /// The first word of its type.
    var type: String
    /// All words of its type.
    var types: Set<String>
    /// Whether the other files of the module could read and write it: neither is `private`.
    var isInside: Bool
  }

  /// The types that are rules though they hold what they judge by; an `enum` without a case is always one.
  private static let rulesWithFacts: Set<String> = ["Backoff", "FillGap", "PassPlan"]
  private static let mostStoredProperties = 10
  /// The types that are rules.
  let rules: Set<String>
  /// The types that the ledger keeps, wherever they are declared.
  let ledgerTypes: Set<String>
  /// By desk: what it stores and shows to nobody, though the files it is spread over have to see it.
  private let insides: [String: Set<String>]
  /// The functions that change a ledger type.
  private let ledgerMutators: Set<String>

  /// Reads sources.
  ///
  /// - Parameters:
  ///   - sources: their texts, by path below `Sources/Reconciliation`.
  ///   - known: others that were read before; one of the same path counts no more.
  init(_ sources: [String: String], besides known: Rooms? = nil) {
    let sources = (known?.sources ?? [:]).merging(sources.mapValues(Rooms.code)) { $1 }
    self.sources = sources
    let ordered = sources.sorted { $0.key < $1.key }
    let namespaces = ordered.filter { !$0.key.hasPrefix("Journal/") }.flatMap { Rooms.namespaces(in: $0.value) }
    rules = Rooms.rulesWithFacts.union(namespaces)
    ledgerTypes = Rooms.kept(by: ["Ledger", "Books"], ordered.map(\.value))
    var mutators: Set<String> = ["append", "remove", "removeAll", "removeFirst", "removeLast"]
    for (path, code) in ordered
    where path.hasPrefix("Ledger/") || code.contains("extension Books") || code.contains("extension Ledger") {
      for range in code.ranges(of: "mutating func ") {
        mutators.insert(String(code[range.upperBound...].prefix { $0.isLetter || $0.isNumber }))
      }
    }
    ledgerMutators = mutators
    stored = Rooms.storedProperties(of: "Desks", in: ordered.map(\.value))
    sizes = ["ReconciliationEngine", "Desks"].map {
      ($0, Rooms.storedProperties(of: $0, in: ordered.map(\.value)).count)
    }
    var insides: [String: Set<String>] = [:]
    for desk in stored.map(\.type) {
      insides[desk] = Set(Rooms.storedProperties(of: desk, in: ordered.map(\.value)).filter(\.isInside).map(\.name))
    }
    self.insides = insides
  }

  /// The types of the desks.
  var desks: [String] { stored.map(\.type) }

  /// What is wrong, in the order of the paths.
  var violations: [String] { violations { _ in true } }

  /// What is wrong with those files that are looked at, and with the engine as a whole.
  func violations(in isLookedAt: (_ path: String) -> Bool) -> [String] {
    var found: [String] = []
    for (type, count) in sizes where count > Rooms.mostStoredProperties {
      found.append("\(type) has \(count) stored properties, at most 10 are allowed")
    }
    for (path, code) in sources.sorted(by: { $0.key < $1.key }) where isLookedAt(path) {
      found += rules(path, code) + desks(path, code) + ledger(path, code) + writers(path, code) + walks(path, code)
      found += reaches(path, code)
    }
    return found
  }

  // MARK: - The three sorts

  private func rules(_ path: String, _ code: String) -> [String] {
    let isRule =
      path.hasPrefix("Detection/") || path.hasPrefix("Risk/")
      || !Rooms.typesDeclared(in: code).isDisjoint(with: rules)
    guard isRule else { return [] }
    return ["mutating", "inout"].filter { Rooms.words(of: code).contains($0) }.map { "\(path): a rule has `\($0)`" }
  }

  private func desks(_ path: String, _ code: String) -> [String] {
    guard Rooms.typesDeclared(in: code).isDisjoint(with: ["ReconciliationEngine", "Desks"]) else { return [] }
    let words = Rooms.words(of: code)
    let own = Set(Rooms.typesDeclared(in: code)).intersection(desks)
    if own.isEmpty { return desks.filter(words.contains).map { "\(path): sees \($0), which is another room's" } }
    return (desks + ["ReconciliationEngine"]).filter { words.contains($0) && !own.contains($0) }
      .map { "\(path): \(own.sorted().joined(separator: ", ")) names \($0)" }
      + (own.count > 1 ? ["\(path): is of \(own.sorted().joined(separator: " and "))"] : [])
  }

  private func ledger(_ path: String, _ code: String) -> [String] {
    guard path.hasPrefix("Ledger/") || !Rooms.typesDeclared(in: code, extended: false).isDisjoint(with: ledgerTypes)
    else { return [] }
    let words = Rooms.words(of: code)
    return ["Core", "EngineEffect", "FollowUp", "Outbox", "Timer"].filter(words.contains)
      .map { "\(path): a ledger type names \($0)" }
  }

  /// The engine asks its desks, and a desk shows what it stores as `private(set)` or by a function: what it stores
  /// otherwise is for its own files alone.
  private func reaches(_ path: String, _ code: String) -> [String] {
    let own = Rooms.typesDeclared(in: code)
    return stored.filter { !own.contains($0.type) }.flatMap { desk in
      insides[desk.type, default: []].sorted().filter { inside in
        Rooms.uses(of: desk.name, in: code[...]).contains { use in
          use.after.hasPrefix(".\(inside)") && Rooms.isEnd(use.after.dropFirst(inside.count + 1).first)
        }
      }.map { "\(path): reaches into \(desk.type): \(desk.name).\($0)" }
    }
  }

  private static func isEnd(_ character: Character?) -> Bool {
    character.map { !($0.isLetter || $0.isNumber || $0 == "_") } ?? true
  }

  /// The books are changed by `Core.commit` and set by `Core.restore`, nowhere else.
  private func writers(_ path: String, _ code: String) -> [String] {
    guard !path.hasPrefix("Ledger/"), !path.hasPrefix("Journal/"), !path.hasPrefix("Engine/Core") else { return [] }
    return code.split(separator: "\n").filter { line in
      ["books", "ledger"].contains { name in
        Rooms.uses(of: name, in: line).contains { Rooms.changes($0, mutators: ledgerMutators) }
      }
    }.map { "\(path): changes the ledger past Core.commit: \($0.drop { $0 == " " })" }
  }

  /// What looks at orders looks at those that have not ended: there are few of them, however many there ever were.
  private func walks(_ path: String, _ code: String) -> [String] {
    guard !path.hasPrefix("Ledger/"), !path.hasPrefix("Journal/") else { return [] }
    return code.split(separator: "\n").filter { line in
      [
        "filter", "first", "firstIndex", "contains", "indices", "enumerated", "map", "compactMap", "forEach",
        "allSatisfy",
      ]
      .contains { line.contains("books.orders." + $0) } || line.contains("books.orders {")
        || line.contains("books.orders where")
    }.map { "\(path): walks over all orders there ever were: \($0.drop { $0 == " " })" }
  }

  /// What stands before and after each use of a name in a line.
  private static func uses(of name: String, in line: Substring) -> [(before: Substring, after: Substring)] {
    line.ranges(of: name).compactMap { range in
      let before = line[..<range.lowerBound]
      let after = line[range.upperBound...]
      if let last = before.last, last.isLetter || last == "_" { return nil }
      if let next = after.first, next.isLetter || next == "_" { return nil }
      return (before, after)
    }
  }

  private static func changes(_ use: (before: Substring, after: Substring), mutators: Set<String>) -> Bool {
    if use.before.hasSuffix("&core.") || use.before.hasSuffix("&") { return true }
    if use.before.hasSuffix("let ") { return false }
    let path = use.after.prefix { $0.isLetter || $0.isNumber || "._[]()?!".contains($0) }
    let rest = use.after[path.endIndex...].drop { $0 == " " }
    if ["=", "+=", "-="].contains(where: { rest.hasPrefix($0 + " ") }) { return true }
    return mutators.contains { path.contains("." + $0 + "(") || path.hasSuffix("." + $0) && rest.hasPrefix("{") }
  }

  // MARK: - Reading

  /// A source without comments and texts.
  static func code(_ source: String) -> String {
    source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var result = ""
      var isText = false
      var previous: Character = " "
      for character in line {
        if character == "\"", previous != "\\" { isText.toggle() }
        if !isText, character == "/", previous == "/" { return String(result.dropLast()) }
        if !isText { result.append(character) }
        previous = character
      }
      return result
    }.joined(separator: "\n")
  }

  private static func words(of code: String) -> Set<String> {
    Set(code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  private static func typesDeclared(in code: String, extended: Bool = true) -> Set<String> {
    var types: Set<String> = []
    for keyword in ["struct ", "enum ", "class ", "actor "] + (extended ? ["extension "] : []) {
      for range in code.ranges(of: keyword) {
        types.insert(String(code[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }))
      }
    }
    return types
  }

  /// The lines of a type's body that stand in it itself, not in a function of it.
  private static func body(of type: String, in code: String) -> [Substring] {
    let heads = ["struct", "enum"].flatMap { ["\($0) \(type):", "\($0) \(type) ", "\($0) \(type)<"] }
    guard let start = heads.compactMap({ code.firstRange(of: $0) }).first else { return [] }
    var lines: [Substring] = []
    var depth = 0
    for line in code[start.lowerBound...].split(separator: "\n") {
      if depth == 1 { lines.append(line) }
      depth += line.count { $0 == "{" } - line.count { $0 == "}" }
      if depth == 0 { break }
    }
    return lines
  }

  /// The enums of a file that have no case: they hold functions, nothing else.
  private static func namespaces(in code: String) -> [String] {
    code.split(separator: "\n").compactMap { line -> String? in
      let words = line.split(separator: " ").map(String.init)
      guard line.first != " ", let index = words.firstIndex(of: "enum"), index + 1 < words.count else { return nil }
      let name = String(words[index + 1].prefix { $0.isLetter || $0.isNumber })
      let hasCase = body(of: name, in: code).contains { line in
        line.hasPrefix("  case ") || line.hasPrefix("  indirect case ")
      }
      return hasCase || line.hasSuffix("}") && line.contains(" case ") ? nil : name
    }
  }

  /// What these types store, and what that stores, and so on.
  private static func kept(by roots: Set<String>, _ sources: [String]) -> Set<String> {
    var (kept, next) = (Set<String>(), roots)
    while let type = next.popFirst() {
      guard kept.insert(type).inserted else { continue }
      next.formUnion(storedProperties(of: type, in: sources).flatMap(\.types).filter { !kept.contains($0) })
    }
    return kept
  }

  private static func storedProperties(of type: String, in sources: [String]) -> [StoredProperty] {
    sources.lazy.map { body(of: type, in: $0) }.first { !$0.isEmpty }?.compactMap(storedProperty) ?? []
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
      types: Rooms.words(of: words.dropFirst(index + 2).joined(separator: " ")),
      isInside: words[index] == "var" && !words[..<index].contains { $0.hasPrefix("private") })
  }
}
