public import Trading

/// One difference between what the engine believes and what the broker says.
public struct Discrepancy: Hashable, Sendable {
  /// The number in order of discovery, printed as D1, D2 and so on, and counted on over restarts.
  public var id: UInt32
  /// The kind, one of ``Word/discrepancyKinds``.
  public var kind: Word
  /// The index of the order, or ``Event/none``.
  public var order: UInt32
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
