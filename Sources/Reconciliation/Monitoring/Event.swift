public import Trading

/// One thing that happened: a kind and its typed fields, in a fixed size.
///
/// The fields of a kind are listed in ``EventKind/fields``; what a kind does not have stays at its default.
/// Fixed slots instead of an enum with payloads keep an entry free of allocation, so that a run can afford to
/// record everything; names come back when an entry is printed.
public struct Event: Hashable, Sendable {
  /// The value of a slot that names nothing.
  public static let none = UInt32.max

  /// What happened.
  public var kind: EventKind
  /// Slot of `status`, `to`, `result` and `level`.
  public var state: Word?
  /// Slot of `from`, `instead` and `pass`.
  public var origin: Word?
  /// Slot of `source`, `channel`, `policy`, `trigger` and `by`.
  public var source: Word?
  /// Slot of `reason`, `side` and `point`.
  public var reason: Word?
  /// Slot of `kind` and `request`.
  public var subject: Word?
  /// Slot of `order` and `key`: the index of a client order id.
  public var order: UInt32 = Event.none
  /// Slot of `exec`: the index of an execution id.
  public var execution: UInt32 = Event.none
  /// Slot of `symbol`: the index of an instrument.
  public var instrument: UInt32 = Event.none
  /// Slot of `currency`: the index of a currency.
  public var currency: UInt32 = Event.none
  /// Slot of `note`: the index of a text.
  public var note: UInt32 = Event.none
  /// Slot of `id`: the number of a discrepancy.
  public var discrepancy: UInt32 = Event.none
  /// Slot of `person`: the index of the text that is a person's name.
  public var person: UInt32 = Event.none
  /// Slot of `assignee`: the index of the text that is a person's name.
  public var assignee: UInt32 = Event.none
  /// Slot of `seq`: the number of a journal record.
  public var sequence: UInt64 = 0
  /// Slot of `attempt`, `records`, `orders`, `code`, `ticket`, `passes` and `delay` (in nanoseconds).
  public var number: Int64 = 0
  /// Slot of `found` and `failed`; for `realized` and `figure`, 1 if it is set.
  public var count: Int64 = 0
  /// Slot of `qty`, `local`, `figure` and `accuracy`, which is below zero where it is unknown.
  public var quantity: Decimal = .zero
  /// Slot of `price` and `pending`.
  public var price: Decimal = .zero
  /// Slot of `filled`, `broker` and `open`.
  public var filled: Decimal = .zero
  /// Slot of `leaves` and `realized`.
  public var leaves: Decimal = .zero
  /// Slot of `fee`.
  public var fee: Decimal = .zero

  /// Makes an event with no field set.
  @inlinable
  public init(_ kind: EventKind) {
    self.kind = kind
  }
}

extension Event {
  /// Whether the bus was told of an execution by it, or of what has become of one.
  var isOfExecution: Bool {
    switch kind {
    case .orderFilled, .executionBusted, .executionCorrected, .fillInferred, .fillReplaced: true
    default: false
    }
  }
}
