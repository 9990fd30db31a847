/// Which relations are tried, and how often.
///
/// Whatever is chosen, the run itself stays what it is: what is drawn here is drawn from numbers of its own, and what is
/// done is done to copies.
public enum RelationChoice: Hashable, Sendable {
  /// None, but for those that a file asks for by `invariant NAME`.
  case none
  /// Each in its share of the cases and occasions, drawn by the seed of the case.
  case usual
  /// These ones in every case, in their share of the occasions.
  case named(Set<String>)
  /// As usual, but not these ones.
  case without(Set<String>)
  /// Each in every case at every occasion; for small cases.
  case everywhere

  /// The choice as the command line writes it.
  public var text: String {
    switch self {
    case .none: "none"
    case .usual: "usual"
    case .everywhere: "everywhere"
    case .named(let names): Relation.names.filter(names.contains).joined(separator: ",")
    case .without(let names): Relation.names.filter(names.contains).map { Self.no + $0 }.joined(separator: ",")
    }
  }

  /// What stands before the name of a relation that is left out.
  private static let no = "no-"

  /// The words for a choice that is no list of names.
  public static let words = ["usual", "none", "everywhere"]

  /// Reads a choice: one of the words, or names with commas between them, each of them with `no-` before it or none.
  ///
  /// - Returns: nil, and the first part that is neither.
  public static func read(_ text: String) -> (choice: RelationChoice?, unknown: String) {
    switch text {
    case "usual": return (.usual, "")
    case "none": return (RelationChoice.none, "")
    case "everywhere": return (.everywhere, "")
    default:
      var names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let leavesOut = names.allSatisfy { $0.hasPrefix(no) }
      if leavesOut { names = names.map { String($0.dropFirst(no.count)) } }
      if let unknown = names.first(where: { !Relation.names.contains($0) }) { return (nil, unknown) }
      return (leavesOut ? .without(Set(names)) : .named(Set(names)), "")
    }
  }

  /// Whether a text has names with `no-` before them and others: that is no choice.
  public static func isMixed(_ text: String) -> Bool {
    let names = text.split(separator: ",")
    let left = names.filter { $0.hasPrefix(no) && Relation.names.contains(String($0.dropFirst(no.count))) }
    return !left.isEmpty && left.count < names.count
      && names.allSatisfy { left.contains($0) || Relation.names.contains(String($0)) }
  }

  /// How often a relation is tried under this choice.
  func density(of relation: Relation, at index: Int, _ plan: Plan, _ draw: RelationDraw) -> RelationDensity {
    if plan.disabledOracles.contains(relation.name) { return .never }
    if plan.insisted.contains(relation.name) { return .always }
    if plan.drawn.contains(relation.name) { return .sometimes }
    switch self {
    case .none: return .never
    case .without(let names) where names.contains(relation.name): return .never
    case .usual, .without: return draw.picksCase(index, oneIn: relation.share.cases) ? .sometimes : .never
    case .named(let names): return names.contains(relation.name) ? .sometimes : .never
    case .everywhere: return .always
    }
  }
}

/// How often a relation is tried in a case.
enum RelationDensity: Hashable, Sendable {
  /// Not at all.
  case never
  /// At drawn occasions.
  case sometimes
  /// At every occasion.
  case always
}
