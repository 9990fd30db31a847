/// What a kind of pass asks, compares and may do: its plan, whatever it runs for.
public struct PassContents: Hashable, Sendable {
  /// Which orders the broker is asked for, fewer first.
  public enum Orders: UInt8, Comparable, Sendable {
    /// None.
    case none
    /// Those that have changed since the last whole answer.
    case changed
    /// All.
    case all

    /// Fewer first.
    public static func < (left: Orders, right: Orders) -> Bool { left.rawValue < right.rawValue }
  }

  /// Which executions the broker is asked for, fewer first.
  public enum Executions: UInt8, Comparable, Sendable {
    /// Those after the last whole answer.
    case recent
    /// Those of the time that `lookback` says.
    case window
    /// All.
    case all

    /// Fewer first.
    public static func < (left: Executions, right: Executions) -> Bool { left.rawValue < right.rawValue }
  }

  /// The orders asked for.
  public let orders: Orders
  /// The executions asked for.
  public let executions: Executions
  /// Whether positions are compared, in live mode.
  public let comparesPositions: Bool
  /// Whether balances are compared, in live mode.
  public let comparesCash: Bool
  /// Whether what it finds changes the books; if not, a person is told of it at the first sight.
  public let mayCorrect: Bool
  /// What it does, in one clause.
  public let summary: String
  /// When to use it, in one clause.
  public let use: String
}

extension PassContents {
  /// Whether a pass of these contents sees all that one of others does.
  func covers(_ others: [PassContents]) -> Bool {
    others.allSatisfy { other in
      orders >= other.orders && executions >= other.executions && (comparesPositions || !other.comparesPositions)
        && (comparesCash || !other.comparesCash)
    }
  }
}

extension PassContents {
  /// Whether a pass sees all that there is at the broker: what it does not find is not there.
  func seesAll(in mode: TradingMode) -> Bool {
    orders == .all && (mode == .paper || comparesPositions && comparesCash)
  }
}
