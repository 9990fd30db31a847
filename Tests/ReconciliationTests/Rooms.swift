/// Tells ledger types, rules and desks apart by reading the sources of the engine, and says where they mix.
///
/// A *ledger type* is durable and changes by records alone. A *rule* is facts in, value out. A *desk* holds the
/// volatile state of one concern; the desks are what the engine keeps, by account, beside its core.
struct Rooms {
  /// The sources by path below `Sources/Reconciliation`.
  private let sources: [String: EngineSource]
  /// The desks, by name of the property.
  private let stored: [EngineSource.StoredProperty]
  /// How many properties the engine and its desks store.
  private let sizes: [(type: String, count: Int)]

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
    let sources = (known?.sources ?? [:]).merging(sources.mapValues(EngineSource.init)) { $1 }
    self.sources = sources
    let ordered = sources.sorted { $0.key < $1.key }
    rules = Rooms.rulesWithFacts.union(
      ordered.filter { !$0.key.hasPrefix("Journal/") }.flatMap { $0.value.namespaces })
    var declared: [String: [EngineSource.StoredProperty]] = [:]
    for (_, source) in ordered { declared.merge(source.properties) { $0.isEmpty ? $1 : $0 } }
    ledgerTypes = Rooms.kept(by: ["Ledger", "Books"], declared)
    ledgerMutators = ordered.reduce(into: ["append", "remove", "removeAll", "removeFirst", "removeLast"]) {
      mutators, file in
      guard file.key.hasPrefix("Ledger/") || !file.value.types.isDisjoint(with: ["Books", "Ledger"]) else { return }
      mutators.formUnion(file.value.mutators)
    }
    stored = declared["Desks", default: []]
    sizes = ["ReconciliationEngine", "Desks"].map { ($0, declared[$0, default: []].count) }
    insides = Dictionary(
      uniqueKeysWithValues: Set(stored.map(\.type)).map { desk in
        (desk, Set(declared[desk, default: []].filter(\.isInside).map(\.name)))
      })
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
    for (path, source) in sources.filter({ isLookedAt($0.key) }).sorted(by: { $0.key < $1.key }) {
      found += rules(path, source) + desks(path, source) + ledger(path, source)
      found += writers(path, source.code) + walks(path, source.code) + reaches(path, source)
    }
    return found
  }

  // MARK: - The three sorts

  private func rules(_ path: String, _ source: EngineSource) -> [String] {
    let isRule =
      path.hasPrefix("Detection/") || path.hasPrefix("Risk/") || !source.types.isDisjoint(with: rules)
    guard isRule else { return [] }
    return ["mutating", "inout"].filter { source.words.contains($0) }.map { "\(path): a rule has `\($0)`" }
  }

  private func desks(_ path: String, _ source: EngineSource) -> [String] {
    guard source.types.isDisjoint(with: ["ReconciliationEngine", "Desks"]) else { return [] }
    let words = source.words
    let own = source.types.intersection(desks)
    if own.isEmpty { return desks.filter(words.contains).map { "\(path): sees \($0), which is another room's" } }
    return (desks + ["ReconciliationEngine"]).filter { words.contains($0) && !own.contains($0) }
      .map { "\(path): \(own.sorted().joined(separator: ", ")) names \($0)" }
      + (own.count > 1 ? ["\(path): is of \(own.sorted().joined(separator: " and "))"] : [])
  }

  private func ledger(_ path: String, _ source: EngineSource) -> [String] {
    guard path.hasPrefix("Ledger/") || !source.declared.isDisjoint(with: ledgerTypes) else { return [] }
    return ["Core", "EngineEffect", "FollowUp", "Outbox", "Timer"].filter(source.words.contains)
      .map { "\(path): a ledger type names \($0)" }
  }

  /// The engine asks its desks, and a desk shows what it stores as `private(set)` or by a function: what it stores
  /// otherwise is for its own files alone.
  private func reaches(_ path: String, _ source: EngineSource) -> [String] {
    stored.filter { !source.types.contains($0.type) }.flatMap { desk in
      let uses = Rooms.uses(of: desk.name, in: source.code[...])
      return insides[desk.type, default: []].sorted().filter { inside in
        uses.contains { use in
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

  /// What these types store, and what that stores, and so on.
  private static func kept(by roots: Set<String>, _ declared: [String: [EngineSource.StoredProperty]]) -> Set<String> {
    var (kept, next) = (Set<String>(), roots)
    while let type = next.popFirst() {
      guard kept.insert(type).inserted else { continue }
      next.formUnion(declared[type, default: []].flatMap(\.types).filter { !kept.contains($0) })
    }
    return kept
  }
}
