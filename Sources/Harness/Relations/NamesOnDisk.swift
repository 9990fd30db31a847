import Reconciliation
import Simulation
import Trading

/// The numbers in records and books that stand for names, listed here once more: what the engine lists for its store is
/// not asked.
///
/// A test holds the lists against reflection, which takes a hundred times as long: so a property that is added tomorrow
/// has to be among them.
struct MentionedNames {
  private(set) var keys: [NameKey] = []

  /// Adds those of a record.
  mutating func add(_ record: JournalRecord) {
    switch record {
    case .order(let record): add(record)
    case .execution(.counted(let execution, _, _)): add(execution)
    case .position(.adopted(let adoption)): insert(.instrument, adoption.instrument.index)
    case .position(.verified(let instrument)): insert(.instrument, instrument.index)
    case .cash(.adopted(let adoption)): insert(.currency, adoption.currency.index)
    case .cash(.verified(let currency)): insert(.currency, currency.index)
    case .discrepancy(.found(let discrepancy)): add(discrepancy)
    case .ticket(.opened(let ticket)), .ticket(.updated(let ticket)), .ticket(.stepped(let ticket, _)): add(ticket)
    case .control(.halt(_, let person)), .control(.stop(_, let person)), .control(.opened(_, let person)):
      insert(.text, person)
    case .control(.archived(.execution(let execution, _))): add(execution)
    case .control(.archived(.order(let order))): add(order)
    case .discrepancy(.resolved), .discrepancy(.held), .ticket(.resolved), .control(.kind),
      .control(.opening), .control(.passReport), .control(.archived(.end)), .control(.accountSeen):
      break
    }
  }

  private mutating func add(_ record: OrderRecord) {
    insert(.order, record.order.index)
    switch record {
    case .accepted(_, let terms): insert(.instrument, terms.instrument.index)
    case .adopted(_, let terms, let number, _):
      insert(.instrument, terms.instrument.index)
      insert(.brokerOrder, number.index)
    case .status(let change):
      if let brokerOrder = change.brokerOrder { insert(.brokerOrder, brokerOrder.index) }
      insert(.text, change.note)
    case .attempt, .cancelIntent, .replaceIntent, .intentEnd, .terms, .stale: break
    }
  }

  /// Adds those of an order.
  mutating func add(_ order: ManagedOrder) {
    insert(.order, order.id.index)
    insert(.instrument, order.terms.instrument.index)
    if let brokerOrder = order.brokerOrder { insert(.brokerOrder, brokerOrder.index) }
  }

  /// Adds those of an execution.
  mutating func add(_ execution: Execution) {
    // What was inferred has a number of the engine's, and no name.
    if !execution.id.isInferred {
      insert(.execution, execution.id.index)
      if let reference = execution.reference { insert(.execution, reference.index) }
    }
    insert(.order, execution.order.index)
    insert(.brokerOrder, execution.brokerOrder.index)
    insert(.instrument, execution.instrument.index)
  }

  /// Adds those of a discrepancy.
  mutating func add(_ discrepancy: Discrepancy) {
    insert(.order, discrepancy.order)
    insert(.execution, discrepancy.execution)
    insert(.instrument, discrepancy.instrument)
    insert(.currency, discrepancy.currency)
    switch discrepancy.report {
    case .execution(let execution): add(execution)
    case .order(let report):
      insert(.order, report.order.index)
      insert(.brokerOrder, report.brokerOrder.index)
      insert(.instrument, report.instrument.index)
      insert(.text, report.note)
    case nil: break
    }
  }

  /// Adds those of a ticket.
  mutating func add(_ ticket: Ticket) {
    insert(.order, ticket.order)
    insert(.execution, ticket.execution)
    insert(.instrument, ticket.instrument)
    insert(.currency, ticket.currency)
    insert(.text, ticket.assignee)
    insert(.text, ticket.author)
    insert(.text, ticket.note)
  }

  private mutating func insert(_ kind: NameKind, _ number: UInt32) {
    if number != Event.none { keys.append(NameKey(kind, number)) }
  }
}

extension StoreContents {
  /// How many of the last records are looked at.
  private static let looks = 12

  /// What is wrong with the names of the store: each thing that records and books mention has the one it has everywhere.
  func wrongName(_ names: Names) -> RelationBreach? {
    var mentioned = MentionedNames()
    for entry in entries.suffix(Self.looks) { mentioned.add(entry.record) }
    let books = recovery.books
    for order in books.orders.suffix(Self.looks) { mentioned.add(order) }
    for booked in books.executions.suffix(Self.looks) { mentioned.add(booked.execution) }
    for discrepancy in books.discrepancies.suffix(Self.looks) { mentioned.add(discrepancy) }
    for ticket in books.tickets.suffix(Self.looks) { mentioned.add(ticket) }
    let wrong = mentioned.keys.filter { recovery.names.name($0.kind, $0.number) != names.name($0.kind, $0.number) }
    guard let key = wrong.min(by: { ($0.kind.rawValue, $0.number) < ($1.kind.rawValue, $1.number) }) else { return nil }
    return RelationBreach(
      message:
        "the store names \(about: key.kind.text) \(key.number) \(recovery.names.name(key.kind, key.number)), and "
        + "it is \(names.name(key.kind, key.number))", property: key.kind.text)
  }
}
