import Reconciliation
import Simulation
import Trading

/// Facts become records, and what rests on a record waits until it is durable.
extension PlainBook {
  /// Takes a fact in and writes it down.
  ///
  /// - Returns: The number of its record.
  @discardableResult
  mutating func note(_ fact: Ledger.Fact, _ source: Word, _ effects: inout [ForeignEffect]) -> UInt64 {
    let before = fact.order.flatMap { ledger.order($0) }
    ledger.apply(fact)
    let number = (facts.last?.number ?? 0) + 1
    facts.append((number, fact))
    if !storeFails { write(number, fact, &effects) }
    if var event = event(of: fact, number) {
      event.source = source
      if let before, event.kind == .orderUpdated { event.origin = Word(before.status) }
      waiting.append((number, .tell(event)))
    }
    return number
  }

  private mutating func write(_ number: UInt64, _ fact: Ledger.Fact, _ effects: inout [ForeignEffect]) {
    written = number
    var record = OwnRecord(number, fact.record, order: fact.order?.index ?? Event.none)
    if case .executed(let execution) = fact { record.execution = execution.id.index }
    effects.append(.persist(record, StoreFormat.line(number, fact)))
  }

  /// Writes once more what the store has refused.
  mutating func writeAgain(_ now: Instant, _ effects: inout [ForeignEffect]) {
    for (number, fact) in facts where number > durable { write(number, fact, &effects) }
    recoverCondition(now, &effects)
  }

  /// Does what has waited for records that are durable now.
  mutating func release(upTo number: UInt64, _ now: Instant, _ effects: inout [ForeignEffect]) {
    durable = max(durable, number)
    recoverCondition(now, &effects)
    while let index = waiting.firstIndex(where: { $0.record <= durable }) {
      switch waiting.remove(at: index).step {
      case .tell(let event): effects.append(.publish(event))
      case .place(let id): handOver(id, now, &effects)
      case .cancel(let id): handOverCancel(id, now, &effects)
      }
    }
    if durable >= kept + 50, isSettled { checkpoint(&effects) }
  }

  /// Whether all that has happened is durable and told.
  var isSettled: Bool { (facts.last?.number ?? 0) == durable && waiting.isEmpty }

  /// Writes all facts into one file.
  mutating func checkpoint(_ effects: inout [ForeignEffect]) {
    kept = durable
    effects.append(.writeCheckpoint(upTo: durable, facts.flatMap { StoreFormat.line($0.number, $0.fact) }))
  }

  /// What the bus is told of a fact.
  func event(of fact: Ledger.Fact, _ number: UInt64) -> Event? {
    var event: Event
    switch fact {
    case .became(_, let status, _, _):
      switch status {
      case .cancelled: event = Event(.orderCancelled)
      case .rejected: event = Event(.orderRejected)
      case .expired: event = Event(.orderExpired)
      default: event = Event(.orderUpdated)
      }
      event.state = Word(status)
    case .executed(let execution):
      event = Event(.orderFilled)
      event.execution = execution.id.index
      (event.quantity, event.price, event.fee) = (execution.quantity, execution.price, execution.fee)
    case .changed(_, let terms):
      event = Event(.orderReplaced)
      (event.quantity, event.price) = (terms.quantity, terms.pricing.limit ?? terms.pricing.stop ?? .zero)
    case .kept:
      event = Event(.orderUnchanged)
      event.subject = .cancel
      event.reason = .exhausted
    default: return nil
    }
    event.sequence = number
    event.order = fact.order?.index ?? Event.none
    if let order = fact.order.flatMap({ ledger.order($0) }) {
      event.filled = order.filled
      event.leaves = (try? order.terms.quantity - order.filled) ?? .zero
      if event.kind == .orderFilled { event.state = Word(order.status) }
    }
    return event
  }
}

extension Ledger.Fact {
  /// The order that it is about.
  var order: ClientOrderID? {
    switch self {
    case .taken(let id, _), .changed(let id, _), .sent(let id, _), .unwanted(let id), .kept(let id),
      .became(let id, _, _, _):
      id
    case .executed(let execution): execution.order
    case .held, .paid, .opened: nil
    }
  }

  /// The kind of its record.
  fileprivate var record: Word {
    switch self {
    case .taken: .accepted
    case .sent: .attempt
    case .changed: .terms
    case .unwanted: .cancelIntent
    case .kept: .intentEnd
    case .became: .status
    case .executed: .execution
    case .held, .paid, .opened: .opening
    }
  }
}
