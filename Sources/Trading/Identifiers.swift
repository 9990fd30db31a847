/// A name that was interned: a dense index in memory, its text kept aside for printing.
///
/// Scenario files and brokers speak in text; the engine compares and stores small integers, so that a
/// look-up is an array access. The text comes back only when something is printed.
public protocol InternedIdentifier: Hashable, Comparable, Sendable {
  /// The dense index.
  var index: UInt32 { get }
  /// Makes the identifier of an index.
  init(index: UInt32)
}

extension InternedIdentifier {
  /// Orders by index, which is the order of first appearance.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// The key under which a trader's intent to have one order is known, across timeouts and restarts.
@frozen
public struct ClientOrderID: InternedIdentifier {
  /// The dense index.
  public let index: UInt32
  /// Makes the identifier of an index.
  @inlinable public init(index: UInt32) { self.index = index }
}

/// The name that the broker gave to an order it accepted.
@frozen
public struct BrokerOrderID: InternedIdentifier {
  /// The dense index.
  public let index: UInt32
  /// Makes the identifier of an index.
  @inlinable public init(index: UInt32) { self.index = index }
}

/// The name that the broker gave to one execution; unique per venue, account and instrument.
@frozen
public struct ExecutionID: InternedIdentifier {
  /// The dense index.
  public let index: UInt32
  /// Makes the identifier of an index.
  @inlinable public init(index: UInt32) { self.index = index }

  /// The first of the indices that no name of a broker has; the last one says that there is no name.
  private static var firstInferred: UInt32 { 0xFF00_0000 }

  /// Makes the identifier of what was inferred of an order, as the so-many-th record of such things of that order.
  public init(inference number: Int) {
    index = ExecutionID.firstInferred + UInt32(clamping: min(max(0, number), 0xFF_FFFE))
  }

  /// Whether the engine has given it to something that it has inferred.
  public var isInferred: Bool { index >= ExecutionID.firstInferred && index < UInt32.max }
}

/// An instrument, as an index into the list of instruments in use.
@frozen
public struct InstrumentID: InternedIdentifier {
  /// The dense index.
  public let index: UInt32
  /// Makes the identifier of an index.
  @inlinable public init(index: UInt32) { self.index = index }
}

/// A currency, as an index into the list of currencies in use.
@frozen
public struct CurrencyID: InternedIdentifier {
  /// The dense index.
  public let index: UInt32
  /// Makes the identifier of an index.
  @inlinable public init(index: UInt32) { self.index = index }
}

/// The broker's own count of changes to an account: the watermark of everything it reports.
///
/// Modelled on OANDA's `lastTransactionID`: whatever carries a lower number is older.
@frozen
public struct BrokerSequence: Hashable, Comparable, Sendable {
  /// The count; 0 before the first change.
  public let value: UInt64
  /// Makes the sequence of a count.
  @inlinable public init(_ value: UInt64) { self.value = value }
  /// Before the first change.
  @inlinable public static var zero: BrokerSequence { BrokerSequence(0) }
  /// Orders by age, oldest first.
  @inlinable
  public static func < (left: BrokerSequence, right: BrokerSequence) -> Bool { left.value < right.value }
}
