public import Trading

/// How many discrepancies there were in a range of time, by kind and by level.
///
/// It counts what is open and what is still remembered of the past (``PastDiscrepancy/limit``).
public struct DiscrepancySummary: Hashable, Sendable {
  /// How many were found.
  public private(set) var found = 0
  /// How many of them are resolved.
  public private(set) var resolved = 0
  /// How many of those that are not wait for a person.
  public private(set) var waiting = 0
  /// How many there were of each kind, by ``Word/discrepancyKinds``; kinds without any are left out.
  public private(set) var kinds: [(kind: Word, count: Int)] = []
  /// How many there were of each level, the least urgent first; nil is below all.
  public private(set) var levels: [(level: Level?, count: Int)] = []

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
      return count == 0 ? nil : (kind, count)
    }
    levels = ([nil] + Level.allCases.map { $0 }).compactMap { level in
      let count = all.count { $0.level == level }
      return count == 0 ? nil : (level, count)
    }
  }

  /// Whether two summaries count the same.
  public static func == (left: DiscrepancySummary, right: DiscrepancySummary) -> Bool {
    left.found == right.found && left.resolved == right.resolved && left.waiting == right.waiting
      && left.kinds.elementsEqual(right.kinds, by: ==) && left.levels.elementsEqual(right.levels, by: ==)
  }

  /// Hashes the counts.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(found)
    hasher.combine(resolved)
    hasher.combine(waiting)
  }
}
