/// How often relations were tried, by their place in ``Relation/all``.
public struct RelationCounts: Hashable, Sendable {
  /// How often one relation was tried.
  public struct Count: Hashable, Sendable {
    /// In how many cases.
    public var cases = 0
    /// On how many copies.
    public var forks = 0
    /// How many occasions were exceptions.
    public var exceptions = 0
  }

  /// The counts of the relations, in the order of the list.
  public private(set) var counts = Array(repeating: Count(), count: Relation.all.count)

  /// Makes counts of nothing.
  public init() {}

  /// Adds the counts of another case.
  public mutating func add(_ other: RelationCounts) {
    for (index, count) in other.counts.enumerated() {
      counts[index].cases += count.cases
      counts[index].forks += count.forks
      counts[index].exceptions += count.exceptions
    }
  }

  /// Counts a try in a case.
  mutating func note(_ relation: Int, isException: Bool) {
    if isException {
      counts[relation].exceptions += 1
    } else {
      counts[relation].cases = 1
      counts[relation].forks += 1
    }
  }
}
