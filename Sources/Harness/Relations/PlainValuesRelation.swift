import Reconciliation
import Simulation
import Specification
import Trading

extension Relation {
  /// What figures come to is not a matter of who computes it.
  static let plainValues = Relation(
    name: "plain-values",
    summary:
      "sums, products, roundings, positions, texts and times of the run's figures, and of drawn ones beside them, are "
      + "what fractions make of them, the summary of its discrepancies is what counting gives, and settings without a line are "
      + "what the list says",
    source: "design, section 3, rule 11; section 6: engine, broker and oracles do not share what they compute with",
    exceptions: ["an exact amount whose parts leave its range before the result does"],
    share: RelationShare(cases: 16), trial: PlainValuesTrial())
}

/// `plain-values`: computes the same things twice, with the figures of a run and with drawn ones.
private struct PlainValuesTrial: EndTrial {
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    let entries = run.world.trace.entries
    var pool: [Decimal] = [.one]
    for _ in 0..<12 where !entries.isEmpty {
      let event = entries[dice.number(below: entries.count)].event
      pool += [event.quantity, event.price, event.filled, event.leaves, event.fee].filter { !$0.isZero }
    }
    var values = PlainValues()
    if run.world.isRunning {
      let books = run.world.incarnation.books
      let found = (books.discrepancies + books.pastDiscrepancies.map(\.discrepancy)).map(\.found)
      values.check(books, since: found.isEmpty ? .origin : found[dice.number(below: found.count)])
      values.check(books, since: .origin)
    }
    values.checkReading()
    values.checkSettings()
    values.checkWords()
    values.checkEdges()
    values.checkOrders(dice.figure(pool), dice.figure(pool))
    for _ in 0..<(dice.isThorough ? 40 : 8) where values.wrong == nil {
      let rounding = Rounding.allCases[dice.number(below: Rounding.allCases.count)]
      let (a, b) = (dice.figure(pool), dice.figure(pool))
      values.check(a, b, rounding)
      values.check(a, b, dice.figure(pool), dice.figure(pool), rounding)
      values.checkText(a)
      values.check(dice.span(), dice.span(), factor: dice.number(below: 4001) - 2000)
      var position = Position.flat
      let multiplier = dice.figure(pool, isPlain: true).magnitude
      for _ in 0..<3 {
        let quantity = dice.figure(pool, isPlain: true).magnitude
        guard quantity.isPositive, multiplier.isPositive else { continue }
        let side: Side = dice.number(below: 2) == 0 ? .buy : .sell
        position = values.check(
          position, side, quantity, at: dice.figure(pool, isPlain: true).magnitude, times: multiplier)
      }
    }
    return [RelationOutcome(values.wrong.map { RelationBreach(message: $0) })]
  }
}

extension RelationDice {
  /// A figure of the run, a round one, one of many digits, or one at an edge.
  ///
  /// - Parameter isPlain: whether it is none at an edge.
  fileprivate mutating func figure(_ pool: [Decimal], isPlain: Bool = false) -> Decimal {
    let sign: Int128 = number(below: 3) == 0 ? -1 : 1
    switch number(below: isPlain ? 4 : 6) {
    case 0, 1:
      let figure = pool[number(below: pool.count)]
      return sign < 0 ? -figure : figure
    case 2:
      // Halves and quarters of odd digits are ties.
      let units: [Int128] = [
        0, 1, 3, 7, 500_000_000_000, 250_000_000_000, 1_500_000_000_000, 10_000_000_000_000, 333_333_333_333, 2,
        1_000_000_000_001, 100_000_000_000_000,
      ]
      return decimal(sign * units[number(below: units.count)])
    case 3:
      // Up to 19 digits: what a product of two does not leave 128 bits with.
      return decimal(sign * Int128(number(below: 1 << (10 + number(below: 51)))))
    case 4:
      let high = Int128(number(below: 1 << 62)) << UInt128(number(below: 64))
      return decimal(sign * (high | Int128(number(below: 1 << 62))))
    default:
      let edges: [Int128] = [.max, .max - 1, .max / 2, .max / 2 + 1, 1 << 63, (1 << 63) - 1, 1 << 64, (1 << 64) - 1]
      return decimal(sign * edges[number(below: edges.count)])
    }
  }

  private func decimal(_ units: Int128) -> Decimal { (try? Decimal(units: units)) ?? .zero }

  /// A span: of any size, in whole units, or at an edge.
  fileprivate mutating func span() -> TimeSpan {
    let sign: Int64 = number(below: 3) == 0 ? -1 : 1
    switch number(below: 3) {
    case 0: return TimeSpan(nanoseconds: sign * Int64(number(below: 1 << (1 + number(below: 62)))))
    case 1:
      let units = TimeSpan.Unit.allCases
      return TimeSpan(nanoseconds: sign * units[number(below: units.count)].length * Int64(number(below: 100)))
    default:
      let edges: [Int64] = [.max, .min, .max - 1, 0, 1, -1, .min + 1]
      return TimeSpan(nanoseconds: edges[number(below: edges.count)])
    }
  }
}
