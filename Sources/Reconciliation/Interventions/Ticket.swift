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
  /// When the time began in which somebody has to see to it: with its figures, with its last escalation, or with the
  /// level that a person has given it.
  public var raised: Instant
  /// Whether a person has seen it.
  public var isAcknowledged = false
  /// The index of the text that is the name of whose it is, or ``Event/none``.
  public var assignee = Event.none
  /// Whether a person has given it its level, whatever the figures are worth.
  public var hasGivenLevel = false
  /// How often what a limit holds back was tried again.
  public var attempts: UInt32 = 0
  /// When the wait for the next try began: with the last one, or with the ticket.
  public var tried: Instant
  /// What a person has decided.
  public var decision: TicketDecision?
  /// The index of the text that is the name of who took the last step, or ``Event/none``.
  public var author = Event.none
  /// The index of the text that was noted with it, or ``Event/none``.
  public var note = Event.none

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
    raised = instant
    tried = instant
  }

  /// How far it is.
  public var status: TicketStatus { decision != nil ? .decided : isAcknowledged ? .acknowledged : .open }

  /// Whether it is about a report that was put aside: of an order of somebody else, if that has executed.
  ///
  /// What was executed beyond an order is none: it is booked.
  var isOfReport: Bool {
    switch kind {
    case .duplicateExecution, .invalidReport, .contradiction: true
    case .unknownOrder: broker.isPositive
    default: false
    }
  }

  /// Whether what a person has decided is all there is to do: a report is thrown away, an order taken over, or what was
  /// executed beyond an order stays booked.
  var isDone: Bool {
    decision == .discard || decision == .adopt || kind == .overfill && decision == .acceptLocal
  }

  /// Whether it is about the account.
  var isAboutAccount: Bool { order == Event.none && execution == Event.none }

  /// Whether it is about a figure of the account: one as a whole that cannot be compared has none to take over.
  var isAboutFigure: Bool { isAboutAccount && kind != .timingConflict }

  /// Whether it is about accounts that are older than one that was compared.
  var isOfOlderAccount: Bool { kind == .timingConflict && reason == .older }
}

/// A record of tickets.
public enum TicketRecord: Hashable, Sendable {
  /// A person has to decide about a discrepancy.
  case opened(Ticket)
  /// The figures of an open ticket are new, and the person is told again.
  case updated(Ticket)
  /// Somebody has done something about an open ticket, or nobody has in time.
  case stepped(Ticket, TicketStep)
  /// There is nothing to decide any more.
  case resolved(id: UInt32, discrepancy: UInt32, kind: Word, by: Word)
}

extension TicketRecord {
  /// The word for the kind of record.
  var kind: Word {
    switch self {
    case .opened: .ticket
    case .updated: .ticketUpdate
    case .stepped: .ticketStep
    case .resolved: .ticketEnd
    }
  }

  /// The ticket as it is from here on; nil if it is no more.
  var ticket: Ticket? {
    switch self {
    case .opened(let ticket), .updated(let ticket), .stepped(let ticket, _): ticket
    case .resolved: nil
    }
  }
}

extension Ticket {
  func forEachName(_ body: (NameKey) -> Void) {
    for (kind, number) in [
      (NameKind.order, order), (.execution, execution), (.instrument, instrument), (.currency, currency),
      (.text, assignee), (.text, author), (.text, note),
    ] where number != Event.none {
      body(NameKey(kind, number))
    }
  }
}
