public import Trading

/// What a person has to decide: one for each discrepancy that a person was told of, as long as that is open.
///
/// It is durable, so that nobody is told the same again after a restart.
public struct Ticket: Hashable, Sendable {
  /// The number in order of opening, printed as T1, T2 and so on, and counted on over restarts.
  public var id: UInt32
  /// The number of the discrepancy.
  public var discrepancy: UInt32
  /// The kind of the discrepancy.
  public var kind: Word
  /// The index of the order, or ``Event/none``.
  public var order: UInt32
  /// The index of the execution, or ``Event/none``.
  public var execution: UInt32
  /// The index of the instrument, or ``Event/none``.
  public var instrument: UInt32
  /// The index of the currency, or ``Event/none``.
  public var currency: UInt32
  /// Why a person has to decide.
  public var reason: Word?
  /// How urgent it is.
  public var level: Level?
  /// The local figure that the person was told of.
  public var local: Decimal
  /// The broker's figure that the person was told of.
  public var broker: Decimal
  /// When the ticket was opened, by the engine's clock.
  public var opened: Instant
  /// When the person was told last.
  public var told: Instant

  /// Makes the ticket of a discrepancy, with the figures of that.
  public init(_ discrepancy: Discrepancy, id: UInt32, reason: Word?, at instant: Instant) {
    self.id = id
    self.discrepancy = discrepancy.id
    kind = discrepancy.kind
    order = discrepancy.order
    execution = discrepancy.execution
    instrument = discrepancy.instrument
    currency = discrepancy.currency
    self.reason = reason
    level = discrepancy.level
    local = discrepancy.local
    broker = discrepancy.broker
    opened = instant
    told = instant
  }
}

/// A record of tickets.
public enum TicketRecord: Hashable, Sendable {
  /// A person has to decide about a discrepancy.
  case opened(Ticket)
  /// The figures of an open ticket are new, and the person is told again.
  case updated(Ticket)
  /// There is nothing to decide any more.
  case resolved(id: UInt32, discrepancy: UInt32, kind: Word, by: Word)
}

extension TicketRecord {
  /// The word for the kind of record.
  var kind: Word {
    switch self {
    case .opened: .ticket
    case .updated: .ticketUpdate
    case .resolved: .ticketEnd
    }
  }

  /// The ticket as it is from here on; nil if it is no more.
  var ticket: Ticket? {
    switch self {
    case .opened(let ticket), .updated(let ticket): ticket
    case .resolved: nil
    }
  }
}

extension Ticket {
  func forEachName(_ body: (NameKey) -> Void) {
    for (kind, number) in [
      (NameKind.order, order), (.execution, execution), (.instrument, instrument), (.currency, currency),
    ] where number != Event.none {
      body(NameKey(kind, number))
    }
  }
}
