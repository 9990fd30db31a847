import Simulation

/// The random numbers of relations: a function of the seed of the case, apart from those of the case itself.
struct RelationDraw: Sendable {
  private let randomness: SiteRandomness
  /// The first site; those of a case are counted up from 0.
  private static let site: UInt64 = 0x5245_4C00_0000_0000

  init(_ plan: Plan) {
    randomness = SiteRandomness(seed: plan.configuration.seed)
  }

  /// Whether a relation is tried in this case.
  func picksCase(_ relation: Int, oneIn share: Int) -> Bool {
    randomness.number(below: UInt64(share), site: Self.site + UInt64(relation), ordinal: 0) == 0
  }

  /// After how many occasions the next one is taken: `share` on the average.
  func gap(_ relation: Int, _ ordinal: Int, share: Int) -> Int {
    guard share > 1 else { return 1 }
    return 1
      + Int(
        randomness.number(
          below: UInt64(2 * share - 1), site: Self.site + UInt64(relation), ordinal: UInt64(1 + ordinal)))
  }

  /// A number below a bound, for a relation's own use.
  fileprivate func number(_ relation: Int, _ ordinal: Int, below bound: Int) -> Int {
    Int(
      randomness.number(below: UInt64(bound), site: Self.site + 0x100 + UInt64(relation), ordinal: UInt64(ordinal)))
  }
}

/// What a relation draws for one try.
struct RelationDice: Sendable {
  let draw: RelationDraw
  let relation: Int
  var ordinal: Int
  /// Whether everything is to be tried, so that nothing depends on what is drawn.
  let isThorough: Bool

  /// Draws a number below a bound.
  mutating func number(below bound: Int) -> Int {
    ordinal += 1
    return draw.number(relation, ordinal, below: bound)
  }
}
