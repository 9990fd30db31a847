extension Specification {
  /// All clauses, by subject.
  public static let catalogue: [any Clause.Type] = events + orders + money + running

  /// The clause of a name, or nil.
  public static func page(of name: String) -> ClausePage? { catalogue.lazy.map { $0.page }.first { $0.name == name } }
}
