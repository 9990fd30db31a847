public import Trading

/// One difference between what the engine believes and what the broker says.
public struct Discrepancy: Hashable, Sendable {
  /// The number in order of discovery, printed as D1, D2 and so on, and counted on over restarts.
  public var id: UInt32
  /// The kind, one of ``Word/discrepancyKinds``.
  public var kind: Word
  /// The index of the order, or ``Event/none``.
  public var order: UInt32
  /// The broker's number of an order that is none of the engine's.
  public var brokerOrder: BrokerOrderID?
  /// The index of the execution, or ``Event/none``.
  public var execution: UInt32
  /// The index of the instrument, or ``Event/none``.
  public var instrument: UInt32
  /// The index of the currency, or ``Event/none``.
  public var currency: UInt32
  /// The local figure: a filled quantity, a position or an amount.
  public var local: Decimal
  /// The broker's figure.
  public var broker: Decimal
  /// The local status, where statuses differ.
  public var localStatus: OrderStatus?
  /// The broker's status, where statuses differ.
  public var brokerStatus: OrderStatus?
  /// What the difference is worth in money when it was found; nil if nobody can tell.
  public var impact: Decimal?
  /// How urgent it is by that; nil for one that is worth next to nothing.
  public var level: Level?
  /// Why it is one, where its kind does not say.
  public var reason: Word?
  /// What the broker has sent, where that was put aside as it is.
  public var report: RawReport?
  /// When it was found, by the engine's clock.
  public var found = Instant.origin

  /// Makes a discrepancy; it gets its number when it is opened.
  public init(
    _ kind: Word, order: UInt32 = Event.none, execution: UInt32 = Event.none, instrument: UInt32 = Event.none,
    currency: UInt32 = Event.none, local: Decimal = .zero, broker: Decimal = .zero,
    localStatus: OrderStatus? = nil, brokerStatus: OrderStatus? = nil
  ) {
    id = 0
    self.kind = kind
    self.order = order
    self.execution = execution
    self.instrument = instrument
    self.currency = currency
    self.local = local
    self.broker = broker
    self.localStatus = localStatus
    self.brokerStatus = brokerStatus
  }
}

extension Discrepancy {
  /// By how much the figures differ; nil if that leaves the range of a decimal.
  public var amount: Decimal? { (try? broker - local)?.magnitude }

  /// By how much the figures differ, in percent of the larger one, to two decimals.
  ///
  /// Which side is which does not matter, nor does a sign; two figures of opposite signs differ by more than 100 %, two
  /// zeros by nothing.
  public var percentage: Decimal? {
    let larger = max(local.magnitude, broker.magnitude)
    guard let amount else { return nil }
    guard !larger.isZero else { return .zero }
    guard let share = try? amount.divided(by: larger, rounding: .halfEven) else { return nil }
    return try? (share * Decimal(100)).rounded(toPlaces: 2, rounding: .halfEven)
  }
}

/// A discrepancy that is no more.
public struct PastDiscrepancy: Hashable, Sendable {
  /// What it was.
  public var discrepancy: Discrepancy
  /// When it ended.
  public var resolved: Instant
  /// Who ended it.
  public var by: Word

  /// Makes a past discrepancy.
  public init(_ discrepancy: Discrepancy, resolved: Instant, by: Word) {
    self.discrepancy = discrepancy
    self.resolved = resolved
    self.by = by
  }

  /// How many are kept: the last ones.
  public static let limit = 64
}
