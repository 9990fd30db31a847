import Reconciliation
import Trading

/// What a kind of pass obliges the engine to, in the words of the strategies document and of the reference.
extension PassKind {
  /// Whether the broker is asked for its orders.
  var asksOrders: Bool { self != .positionOnly && self != .balanceOnly }
  /// Whether only what has changed of them is asked for, so that nothing is missing from the answer.
  var asksChangesOnly: Bool { self == .delta }
  /// Whether executions are read from the beginning.
  var readsAll: Bool { self == .full || self == .tradeOnly || self == .emergency }
  /// Whether positions are compared where anybody owns them.
  var isOfPositions: Bool { self != .delta && self != .tradeOnly && self != .balanceOnly }
  /// Whether balances are.
  var isOfBalances: Bool { self != .delta && self != .tradeOnly && self != .positionOnly }
  /// Whether it is about everything that an order could be sent on.
  var isWhole: Bool { self == .full || self == .scheduled }
  /// Whether it only tells, whoever asks for it: half of a trade is no correction, and a critical moment none for one.
  var onlyTells: Bool { [.positionOnly, .balanceOnly, .realTime, .emergency].contains(self) }

  /// Whether the account is asked for.
  func asksAccount(_ configuration: EngineConfiguration) -> Bool {
    configuration.mode == .live && (isOfPositions || isOfBalances)
  }

  /// What is there instead, and why, where something lacks that the kind needs.
  func substitute(_ configuration: EngineConfiguration) -> (kind: PassKind, reason: Word)? {
    if self == .delta, !configuration.guarantees.listsChanges { return (.incremental, .unpromised) }
    if !asksOrders, configuration.mode == .paper { return (.tradeOnly, .paper) }
    return nil
  }

  /// How much a kind sees, for the kind that does the work of two.
  private var reach: UInt8 {
    var reach: UInt8 = 1
    if asksOrders { reach |= 2 }
    if asksOrders, !asksChangesOnly { reach |= 4 }
    if self == .scheduled || readsAll { reach |= 8 }
    if readsAll { reach |= 16 }
    if isOfPositions { reach |= 32 }
    if isOfBalances { reach |= 64 }
    return reach
  }

  /// The kind that does what both would have done, and as little else as may be.
  func together(with other: PassKind) -> PassKind {
    guard self != other else { return self }
    if self == .emergency || other == .emergency { return .emergency }
    let needed = reach | other.reach
    let usual: [PassKind] = [.delta, .positionOnly, .balanceOnly, .incremental, .tradeOnly, .scheduled, .full]
    return usual.filter { $0.reach & needed == needed }.min {
      $0.reach.nonzeroBitCount < $1.reach.nonzeroBitCount
    } ?? .full
  }
}

extension PassClock {
  /// The kinds that an operator may choose: whatever comes by itself corrects; at the start and by the slow clock
  /// everything is compared.
  func allows(_ kind: PassKind) -> Bool {
    if kind.onlyTells { return false }
    switch self {
    case .full, .startup: return kind.isWhole
    case .reconnect: return kind != .delta
    case .poll: return true
    }
  }
}

/// A pass that tells and changes nothing, as operators have asked for it.
struct WantedLook: Hashable, Sendable {
  var kind: PassKind
  /// By number; empty for all instruments.
  var symbols: Set<UInt32>

  /// What an operator's command asks for, if that is such a pass and is not refused.
  init?(_ command: OperatorCommand, _ configuration: EngineConfiguration) {
    guard case .pass(let request) = command, configuration.isEnabled || request.kind == .emergency else { return nil }
    if let compared = configuration.reconciledInstruments, !compared.isSuperset(of: request.symbols) { return nil }
    guard request.isDetectOnly || !request.symbols.isEmpty || request.kind.onlyTells else { return nil }
    kind = request.kind.substitute(configuration)?.kind ?? request.kind
    symbols = Set(request.symbols.map(\.index))
  }

  /// Does the work of another as well.
  mutating func join(_ other: WantedLook) {
    kind = kind.together(with: other.kind)
    symbols = symbols.isEmpty || other.symbols.isEmpty ? [] : symbols.union(other.symbols)
  }
}
