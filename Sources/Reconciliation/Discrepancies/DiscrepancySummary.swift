public import Trading

/// How many discrepancies there were in a range of time, by kind and by level.
///
/// It counts what is open and what is still remembered of the past (``PastDiscrepancy/limit``).
public struct DiscrepancySummary: Hashable, Sendable {
  /// How many discrepancies are of one kind.
  public struct KindCount: Hashable, Sendable {
    /// The kind.
    public let kind: Word
    /// How many.
    public let count: Int
  }

  /// How many discrepancies are of one level; nil for those below all.
  public struct LevelCount: Hashable, Sendable {
    /// The level.
    public let level: Level?
    /// How many.
    public let count: Int
  }

  /// How many were found.
  public let found: Int
  /// How many of them are resolved.
  public let resolved: Int
  /// How many of those that are not wait for a person.
  public let waiting: Int
  /// How many there were of each kind, by ``Word/discrepancyKinds``; kinds without any are left out.
  public let kinds: [KindCount]
  /// How many there were of each level, the least urgent first; nil is below all.
  public let levels: [LevelCount]

  /// Counts the discrepancies that were found at an instant or later.
  public init(_ books: Books, since start: Instant) {
    let past = books.pastDiscrepancies.lazy.map(\.discrepancy).filter { $0.found >= start }
    let open = books.discrepancies.filter { $0.found >= start }
    let all = Array(past) + open
    found = all.count
    resolved = all.count - open.count
    waiting = open.count { books.ticket(ofDiscrepancy: $0.id) != nil }
    kinds = Word.discrepancyKinds.compactMap { kind in
      let count = all.count { $0.kind == kind }
      return count == 0 ? nil : KindCount(kind: kind, count: count)
    }
    levels = ([nil] + Level.allCases.map { $0 }).compactMap { level in
      let count = all.count { $0.level == level }
      return count == 0 ? nil : LevelCount(level: level, count: count)
    }
  }
}
