extension Specification {
  /// All clauses, by subject.
  static let catalogue: [any Clause.Type] = events + orders + money + running

  /// What there is to say about each clause, by subject.
  public static let pages: [ClausePage] = catalogue.map { $0.page }

  /// The page of a name, or nil.
  public static func page(of name: String) -> ClausePage? { pages.first { $0.name == name } }
}
