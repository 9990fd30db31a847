/// What brings a pass whose kind can be chosen, by a setting and by an operator.
///
/// Journals hold the raw values.
public enum PassClock: UInt8, Hashable, Sendable, CaseIterable {
  /// The clock of the order polls.
  case poll = 1
  /// The clock of the full passes.
  case full = 2
  /// A start.
  case startup = 3
  /// The return of the stream.
  case reconnect = 4

  /// The word for it.
  public var word: Word {
    switch self {
    case .poll: .poll
    case .full: .full
    case .startup: .startup
    case .reconnect: .reconnect
    }
  }

  /// The kinds that are safe there.
  ///
  /// What comes by itself has to correct, or differences would stand for ever; a start has to see the whole account
  /// before an order is sent; and one of the two clocks has to compare it from time to time.
  public var safeKinds: [PassKind] {
    switch self {
    case .poll: [.incremental, .delta, .tradeOnly, .scheduled, .full]
    case .full, .startup: [.full, .scheduled]
    case .reconnect: [.full, .scheduled, .incremental, .tradeOnly]
    }
  }

  /// What brings a pass of this trigger, if its kind can be chosen.
  init?(_ trigger: Trigger) {
    switch trigger {
    case .poll: self = .poll
    case .full: self = .full
    case .startup: self = .startup
    case .reconnect: self = .reconnect
    case .mismatch, .postTrade, .operator: return nil
    }
  }
}

/// The kinds that operators have chosen, where they have.
public struct ChosenKinds: Hashable, Sendable {
  private var kinds: [PassKind?] = Array(repeating: nil, count: PassClock.allCases.count)

  /// Makes a choice of nothing.
  public init() {}

  /// The kind that was chosen for a clock.
  public subscript(clock: PassClock) -> PassKind? {
    get { kinds[Int(clock.rawValue) - 1] }
    set { kinds[Int(clock.rawValue) - 1] = newValue }
  }
}
