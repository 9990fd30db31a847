/// The nine ways to reconcile.
///
/// What each asks, compares and may do is in its ``PassContents``. Journals hold the raw values.
public enum PassKind: UInt8, Hashable, Sendable, CaseIterable {
  case full = 1
  case incremental = 2
  case delta = 3
  case positionOnly = 4
  case balanceOnly = 5
  case tradeOnly = 6
  case realTime = 7
  case scheduled = 8
  case emergency = 9

  /// The word for it.
  public var word: Word {
    switch self {
    case .full: .full
    case .incremental: .incremental
    case .delta: .delta
    case .positionOnly: .positionOnly
    case .balanceOnly: .balanceOnly
    case .tradeOnly: .tradeOnly
    case .realTime: .realTime
    case .scheduled: .scheduled
    case .emergency: .emergency
    }
  }

  /// The kind of that word, if it is one.
  public init?(_ word: Word) {
    guard let kind = PassKind.allCases.first(where: { $0.word == word }) else { return nil }
    self = kind
  }
}
