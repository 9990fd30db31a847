public import Trading

/// One durable fact; the engine's whole durable state is the sum of its records.
///
/// The state changes only by ``Ledger/apply(_:of:at:)``, live and during recovery, so that a restart cannot arrive at
/// anything but the replay of what was durable. Each group has its own type and its own coding.
public enum JournalRecord: Hashable, Sendable {
  /// Something changed an order without executing it.
  case order(OrderRecord)
  /// Something happened to the log of executions.
  case execution(ExecutionRecord)
  /// A position changed otherwise than by an execution.
  case position(PositionRecord)
  /// A balance changed otherwise than by an execution.
  case cash(CashRecord)
  /// A discrepancy opened or closed.
  case discrepancy(DiscrepancyRecord)
  /// A person has to decide something, or no longer has to.
  case ticket(TicketRecord)
  /// An operator changed how the engine works.
  case control(ControlRecord)
}

extension JournalRecord {
  /// The word for the kind of record.
  public var kind: Word {
    switch self {
    case .order(let record): record.kind
    case .execution(.counted): .execution
    case .position(.adopted): .position
    case .cash(.adopted): .cash
    case .position(.verified), .cash(.verified): .verified
    case .discrepancy(.found): .discrepancy
    case .discrepancy(.resolved): .resolution
    case .discrepancy(.held): .held
    case .ticket(let record): record.kind
    case .control(.halt): .halted
    case .control(.stop): .stopped
    case .control(.kind): .chosen
    case .control(.opening), .control(.opened): .opening
    case .control(.passReport): .passReport
    case .control(.archived): .archived
    case .control(.accountSeen): .accountSeen
    }
  }

  /// The index of the order the record is about, or ``Event/none``.
  public var order: UInt32 {
    switch self {
    case .order(let record): record.order.index
    case .execution(.counted(let execution, _, _)): execution.order.index
    case .discrepancy(.found(let discrepancy)): discrepancy.order
    case .ticket(let record): record.ticket?.order ?? Event.none
    case .control(.archived(.execution(let execution, _))): execution.order.index
    case .control(.archived(.order(let order))): order.id.index
    case .position, .cash, .discrepancy, .control: Event.none
    }
  }

  /// The index of the execution the record is about, or ``Event/none``.
  public var execution: UInt32 {
    switch self {
    case .execution(.counted(let execution, _, _)): execution.isInferred ? Event.none : execution.id.index
    case .discrepancy(.found(let discrepancy)): discrepancy.execution
    case .ticket(let record): record.ticket?.execution ?? Event.none
    case .control(.archived(.execution(let execution, _))): execution.isInferred ? Event.none : execution.id.index
    default: Event.none
    }
  }
}

/// A record of the log of executions.
public enum ExecutionRecord: Hashable, Sendable {
  /// An execution was counted.
  case counted(Execution, source: Word, origin: ExecutionOrigin)
}

/// A record of positions.
public enum PositionRecord: Hashable, Sendable {
  /// A position was taken over from the broker.
  case adopted(PositionAdoption)
  /// The broker has shown again what was taken over.
  case verified(InstrumentID)
}

/// A record of balances.
public enum CashRecord: Hashable, Sendable {
  /// A balance was taken over from the broker.
  case adopted(CashAdoption)
  /// The broker has shown again what was taken over.
  case verified(CurrencyID)
}

/// A record of discrepancies.
public enum DiscrepancyRecord: Hashable, Sendable {
  /// A discrepancy was found.
  case found(Discrepancy)
  /// A discrepancy is gone.
  case resolved(id: UInt32, kind: Word, by: Word)
  /// A discrepancy is for a person to settle, since a limit of automatic corrections was spent.
  case held(id: UInt32, limit: Word)
}

/// A record of an operator's orders.
public enum ControlRecord: Hashable, Sendable {
  /// No new orders are to be sent, or they are to be sent again, by the person whose name is this text.
  case halt(Bool, by: UInt32 = Event.none)
  /// The emergency stop is on, or off again, by the person whose name is this text.
  case stop(Bool, by: UInt32)
  /// Passes that a clock brings are of another kind.
  case kind(PassKind, for: PassClock)
  /// A store holds nothing at the start, or the account what such a store does not know of; the policy is one that does
  /// not just go on.
  case opening(Opening, policy: Word)
  /// A store that held nothing is in use: nothing was left to decide, or the person whose name is this text said so.
  case opened(by: Word, person: UInt32)
  /// What a pass came to.
  case passReport(PassReport)
  /// Orders that have ended leave the books.
  case archived(ArchiveRecord)
  /// An account of this change at the broker was compared: older ones prove nothing from here on, after a restart too.
  case accountSeen(asOf: BrokerSequence)
}

/// A record of orders that leave the books, all of them in one transaction, each with its executions as they stand.
///
/// The archive of a store keeps these, which is where the orders are still to be read.
public enum ArchiveRecord: Hashable, Sendable {
  /// An execution of the order that is next.
  case execution(Execution, ExecutionOrigin)
  /// An order.
  case order(ManagedOrder)
  /// So many have been named, and are in the books no more.
  case end(count: UInt32)
}
