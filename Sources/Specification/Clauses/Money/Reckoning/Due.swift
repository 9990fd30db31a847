import Reconciliation
import Trading

/// One output that the reports of a turn call for.
struct Due: Sendable {
  /// Which outputs are held against which: each has a clause.
  enum Family: Sendable {
    case executions, fills, terms, openings, closings, adoptions, holds, tellings, sights, tickets
  }

  /// What is called for.
  enum Content: Hashable, Sendable {
    case record(JournalRecord)
    case fill(FillLine)
    /// A discrepancy opens; its number is not part of what is compared.
    case opening(Discrepancy)
    case closing(DiscrepancyKey, by: Word)
    case holding(DiscrepancyKey, limit: Word)
    /// A person is told, at the earliest when this record is durable.
    case telling(Event, record: UInt64)
  }

  var family: Family
  var content: Content
  /// Whether it may be left out, since its premise cannot be told from outside.
  var isOptional = false
}

/// What a discrepancy is about, whatever its figures are: of these at most one is open.
///
/// A position that differs is one, whether or not one side has none of it.
struct DiscrepancyKey: Hashable, Sendable {
  var kind: Word
  var order: UInt32
  /// The broker's number, where the order is none of the engine's.
  var brokerOrder: BrokerOrderID?
  var execution: UInt32
  var instrument: UInt32
  var currency: UInt32

  init(_ discrepancy: Discrepancy) {
    kind = discrepancy.kind == .missingPosition ? .quantityMismatch : discrepancy.kind
    order = discrepancy.order
    brokerOrder = discrepancy.brokerOrder
    execution = discrepancy.execution
    // What somebody else's order is of is what is told of it.
    instrument = discrepancy.kind == .unknownOrder ? Event.none : discrepancy.instrument
    currency = discrepancy.currency
  }
}

/// A line of the engine's log about an execution report, without the profit.
struct FillLine: Hashable, Sendable {
  var kind: EventKind
  var order: UInt32
  var execution: UInt32
  var quantity = Decimal.zero
  var price = Decimal.zero
  var fee = Decimal.zero
  var reason: Word?
  var source: Word

  init(_ kind: EventKind, _ report: Execution, source: Word, reason: Word? = nil) {
    self.kind = kind
    order = report.order.index
    execution = report.id.isInferred ? Event.none : report.id.index
    if kind != .fillDuplicate { (quantity, price, fee) = (report.quantity, report.price, report.fee) }
    self.reason = reason
    self.source = source
  }

  /// The line that an event is, or nil.
  init?(_ event: Event) {
    guard [.fillReceived, .fillApplied, .fillDuplicate, .fillQuarantined].contains(event.kind) else { return nil }
    kind = event.kind
    order = event.order
    execution = event.execution
    if kind != .fillDuplicate { (quantity, price, fee) = (event.quantity, event.price, event.fee) }
    reason = event.reason
    guard let source = event.source else { return nil }
    self.source = source
  }
}
