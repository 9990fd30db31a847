public import Specification

/// What is checked on every run, under the name by which `invariant NAME off "reason"` switches it off: the oracles,
/// which know the broker's truth, and the clauses of the specification, which do not.
public struct Invariant: Sendable {
  /// The name.
  public let name: String
  /// One line that says what must be so.
  public let summary: String
  /// When it is checked.
  public let when: String
  /// The clause's page, if it is one.
  public let clause: ClausePage?

  /// All invariants: oracles first, then clauses by subject.
  public static let all: [Invariant] =
    OracleName.allCases.map { oracle in
      Invariant(
        name: oracle.rawValue, summary: oracle.summary,
        when: oracle.isLiveness
          ? "at the end of a run, once all faults have ended" : "after every event of a run", clause: nil)
    }
    + Specification.pages.map { page in
      Invariant(
        name: page.name, summary: page.sentence, when: "at every turn of the engine", clause: page)
    }

  /// The names of all invariants, and of the relations that hold between a run and its copies.
  public static let names: [String] = all.map(\.name) + Relation.names

  /// The invariant of a name, or nil.
  public static func named(_ name: String) -> Invariant? { all.first { $0.name == name } }
}
