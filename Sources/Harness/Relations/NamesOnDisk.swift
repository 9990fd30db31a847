import Reconciliation
import Simulation
import Trading

/// The numbers in a value that stand for names, found by reflection: a property that is added tomorrow is among them,
/// and what the engine lists for its store is not asked.
struct MentionedNames {
  private(set) var keys: Set<NameKey> = []

  /// Adds those of a value.
  mutating func add(_ value: Any, called label: String? = nil) {
    switch value {
    case let id as ClientOrderID: keys.insert(NameKey(.order, id.index))
    case let id as ExecutionID where id.index != Event.none: keys.insert(NameKey(.execution, id.index))
    case is ExecutionID: return
    case let id as BrokerOrderID: keys.insert(NameKey(.brokerOrder, id.index))
    case let id as InstrumentID: keys.insert(NameKey(.instrument, id.index))
    case let id as CurrencyID: keys.insert(NameKey(.currency, id.index))
    case let number as UInt32:
      guard number != Event.none, let kind = label.flatMap({ Self.plain[$0] }) else { return }
      keys.insert(NameKey(kind, number))
    case is Decimal, is ExactAmount, is Word, is Instant, is String: return
    default: for child in Mirror(reflecting: value).children { add(child.value, called: child.label) }
    }
  }

  /// Properties that hold a number without a type, or ``Event/none``.
  private static let plain: [String: NameKind] = [
    "order": .order, "execution": .execution, "instrument": .instrument, "currency": .currency, "note": .text,
    "author": .text, "assignee": .text, "by": .text,
  ]
}

extension StoreContents {
  /// How many of the last records are looked at: reflection takes its time.
  private static let looks = 12

  /// What is wrong with the names of the store: each thing that records and books mention has the one it has everywhere.
  func wrongName(_ names: Names) -> RelationBreach? {
    var mentioned = MentionedNames()
    for entry in entries.suffix(Self.looks) { mentioned.add(entry.record) }
    let books = recovery.books
    for order in books.orders.suffix(Self.looks) { mentioned.add(order) }
    for execution in books.executions.suffix(Self.looks) { mentioned.add(execution) }
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
