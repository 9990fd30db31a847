import Reconciliation
import Specification
import Trading

extension PlainValues {
  /// Counts the discrepancies of books once more, and looks at the share by which each differs.
  mutating func check(_ books: Books, since start: Instant) {
    let summary = DiscrepancySummary(books, since: start)
    var (found, resolved, waiting) = (0, 0, 0)
    var kinds: [Word: Int] = [:]
    var levels: [Level?: Int] = [:]
    for (discrepancy, isPast) in books.discrepancies.map({ ($0, false) })
      + books.pastDiscrepancies.map({ ($0.discrepancy, true) })
    {
      checkShare(of: discrepancy)
      if discrepancy.found.nanoseconds < start.nanoseconds { continue }
      found += 1
      kinds[discrepancy.kind, default: 0] += 1
      levels[discrepancy.level, default: 0] += 1
      if isPast {
        resolved += 1
      } else if books.tickets.contains(where: { $0.discrepancy == discrepancy.id }) {
        waiting += 1
      }
    }
    expect(summary.found == found, "\(found) discrepancies were found, and the summary has \(summary.found)")
    expect(summary.resolved == resolved, "\(resolved) of them are gone, and the summary has \(summary.resolved)")
    expect(summary.waiting == waiting, "\(waiting) of them wait, and the summary has \(summary.waiting)")
    let told = Dictionary(summary.kinds.map { ($0.kind, $0.count) }, uniquingKeysWith: +)
    expect(told == kinds, "the summary counts the kinds of discrepancy another way")
    expect(
      Dictionary(summary.levels.map { ($0.level, $0.count) }, uniquingKeysWith: +) == levels,
      "the summary counts the levels of discrepancies another way")
    expect(
      summary.levels.map { $0.level?.rawValue ?? 0 } == summary.levels.map { $0.level?.rawValue ?? 0 }.sorted(),
      "the summary has its levels in another order")
    expect(summary == DiscrepancySummary(books, since: start), "a summary is another one than itself")
    let later = DiscrepancySummary(books, since: .distantFuture)
    expect(later.found == 0 && (later == summary) == (found == 0), "a summary of nothing is one of something")
  }

  private mutating func checkShare(of discrepancy: Discrepancy) {
    let (local, broker) = (Fraction(discrepancy.local), Fraction(discrepancy.broker))
    let difference = (broker - local).magnitude
    expect(
      discrepancy.amount.map { Fraction($0) == difference } ?? (Self.most < difference),
      "\(discrepancy.local) and \(discrepancy.broker) differ by \(Self.text(discrepancy.amount))")
    let larger = local.magnitude < broker.magnitude ? broker.magnitude : local.magnitude
    let share = difference.divided(by: larger) ?? .zero
    guard let percentage = discrepancy.percentage else {
      expect(Self.most < difference, "nobody knows by which share \(discrepancy.local) differs")
      return
    }
    // Two decimals, of a share that was rounded at its twelfth.
    let rest = (Fraction(percentage) - share * Fraction(100)).magnitude
    expect(
      rest * Fraction(200) <= Fraction(1) + Fraction(20_000) * Self.lastDigit
        && (try? percentage.rounded(toPlaces: 2, rounding: .down)) == percentage,
      "\(discrepancy.local) and \(discrepancy.broker) differ by \(percentage) %")
  }
}
