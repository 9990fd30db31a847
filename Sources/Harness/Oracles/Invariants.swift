/// What a file can name behind `invariant`: the oracles, and the relations between runs.
public enum Invariants {
  /// The names, in the order of the lists.
  public static let names: [String] = OracleName.allCases.map(\.rawValue) + Relation.names
}
