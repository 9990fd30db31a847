import Trading

/// Whether an answer is one from which absence can be concluded.
enum SnapshotRule {
  /// Why nothing may be concluded from what an answer lacks; nil if something may.
  static func doubt(isComplete: Bool, asOf: BrokerSequence) -> Word? {
    guard asOf.isCredible else { return .invalid }
    return isComplete ? nil : .incomplete
  }

  /// Why nothing may be concluded from what a list lacks: one whose last page has not come is not whole either.
  static func doubt<Row>(_ snapshot: Snapshot<Row>) -> Word? {
    doubt(isComplete: snapshot.isAllThere, asOf: snapshot.asOf)
  }

  /// Whether an account lists nothing at all: neither a position nor a balance.
  static func listsNothing(_ account: AccountReport) -> Bool {
    account.positions.allSatisfy(\.quantity.isZero) && account.cash.allSatisfy(\.isZero)
  }

  /// Whether an answer that is whole is from before a change at the broker that was told of already.
  static func isOutdated<Row>(_ snapshot: Snapshot<Row>, since told: BrokerSequence) -> Bool {
    doubt(snapshot) == nil && snapshot.asOf < told
  }

  /// Whether an answer is whole and as new as a change at the broker that was told of.
  static func isWhole<Row>(_ snapshot: Snapshot<Row>, since told: BrokerSequence) -> Bool {
    doubt(snapshot) == nil && snapshot.asOf >= told
  }
}

extension BrokerSequence {
  /// A count that no broker reaches; also far above what clocks in nanoseconds give that some use for one.
  private static let incredible = BrokerSequence(1 << 62)

  /// Whether the count can be one: what lies beyond would make everything that comes after it look old.
  var isCredible: Bool { self < BrokerSequence.incredible }
}
