import Trading

/// How urgent a discrepancy is, and how soon a person has to look at its ticket.
///
/// Journals hold the raw values.
public enum Level: UInt8, Hashable, Sendable, CaseIterable, Comparable {
  /// Worth a line in a report.
  case informational = 1
  /// Worth a look today.
  case warning = 2
  /// Worth a look now.
  case critical = 3
  /// Worth waking somebody.
  case emergency = 4

  /// The word for the level.
  public var word: Word {
    switch self {
    case .informational: .informational
    case .warning: .warning
    case .critical: .critical
    case .emergency: .emergency
    }
  }

  /// Orders by urgency.
  public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
}

extension Level {
  /// The level of a difference by what it is worth (order/position document, intervention thresholds); nil below the
  /// lowest threshold.
  ///
  /// A worth that nobody can tell may be any, and a position that only one side has is critical whatever it is worth.
  /// Nor is a worth known in a currency of which nobody has said what is critical in it.
  static func level(
    of kind: Word, worth impact: Decimal?, in currency: CurrencyID?, _ configuration: EngineConfiguration
  ) -> Level? {
    guard let impact, let currency else { return .critical }
    let level = allCases.last { level in
      configuration.threshold(level, in: currency).map { impact >= $0 } ?? (level == .critical)
    }
    guard kind == .missingPosition else { return level }
    return level.map { max($0, .critical) } ?? .critical
  }
}
