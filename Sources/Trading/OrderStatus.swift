/// Where an order stands.
///
/// A cancel or replace in flight is a fact beside the status, never a status (design, section 3, rule 1). Journals hold
/// the raw values.
public enum OrderStatus: UInt8, Hashable, Sendable, CaseIterable {
  /// Accepted from the trader, not yet sent.
  case pending = 0
  /// Sent; no answer yet.
  case submitted = 1
  /// Sent, and the outcome cannot be known without asking: timeout, reset, server error, restart.
  case unknown = 2
  /// Working at the broker, nothing executed.
  case open = 3
  /// Working at the broker, partly executed.
  case partial = 4
  /// Executed in full.
  case filled = 5
  /// Ended before it was executed in full.
  case cancelled = 6
  /// Refused by the broker, or given up by a logged policy.
  case rejected = 7
  /// Ended by its time in force.
  case expired = 8

  /// Whether no further change is expected; only a late execution can still move it.
  @inlinable
  public var isTerminal: Bool {
    switch self {
    case .filled, .cancelled, .rejected, .expired: true
    case .pending, .submitted, .unknown, .open, .partial: false
    }
  }

  /// Whether the order ended before it was executed in full.
  @inlinable
  public var isEarlyEnd: Bool { self == .cancelled || self == .rejected || self == .expired }

  /// Whether the order is known to work at the broker.
  @inlinable
  public var isWorking: Bool { self == .open || self == .partial }

  /// Whether the order may move from this status to another.
  ///
  /// Terminal statuses absorb, with one exception that real venues force: positive evidence of an execution
  /// or of a live order after a cancel, an expiry or a policy timeout (reference, edge cases 10, 11 and 43); and one that
  /// was filled works again when the broker has more of it on order (reference, edge case 73).
  public func canBecome(_ next: OrderStatus) -> Bool {
    switch (self, next) {
    case (.pending, .submitted), (.pending, .unknown), (.pending, .cancelled), (.pending, .rejected): true
    case (.submitted, .pending), (.unknown, .pending): false
    case (.submitted, let next): next != .submitted
    case (.unknown, let next): next != .unknown
    case (.open, .partial), (.open, .filled), (.open, .cancelled), (.open, .rejected), (.open, .expired): true
    case (.partial, .filled), (.partial, .cancelled), (.partial, .rejected), (.partial, .expired): true
    case (.cancelled, .filled), (.expired, .filled): true
    case (.rejected, .open), (.rejected, .partial), (.rejected, .filled), (.rejected, .cancelled),
      (.rejected, .expired):
      true
    case (.cancelled, .open), (.cancelled, .partial), (.filled, .partial): true
    default: false
    }
  }
}
