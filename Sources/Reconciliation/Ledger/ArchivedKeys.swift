public import Trading

/// What is still known of orders and executions that have left the books: that they were in them.
///
/// An id is not given twice, and an execution counts once, however long ago that was (design, section 3, rule 3). So the
/// keys stay when all else goes: a few bytes each, in lists whose bytes are equal when what they hold is.
public struct ArchivedKeys: Hashable, Sendable {
  /// An order that has left the books: by what news of it differs from what is known.
  public struct Order: Hashable, Sendable {
    /// Its client order id.
    public var id: ClientOrderID
    /// The newest change at the broker that was known of it.
    public var sequence: BrokerSequence
    /// The quantity that was counted of it.
    public var filled: Decimal
  }

  /// The orders, by ascending client order id.
  public private(set) var orders: [Order] = []
  /// What the executions are unique within, ascending.
  private(set) var executions: [ExecutionIndex.Key] = []
  /// The newest change at the broker among the executions.
  public private(set) var newest = BrokerSequence.zero

  /// The orders that leave with the end of the transaction; none outside one.
  private(set) var leaving: [Order] = []

  /// Makes the keys of empty books.
  init() {}

  /// Makes the keys as read from a checkpoint; nil if they are not in their order.
  init?(orders: [Order], executions: [ExecutionIndex.Key], newest: BrokerSequence) {
    guard zip(orders, orders.dropFirst()).allSatisfy({ $0.id.index < $1.id.index }),
      zip(executions, executions.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    self.orders = orders
    self.executions = executions
    self.newest = newest
  }

  /// Whether nothing has left the books.
  public var isEmpty: Bool { orders.isEmpty }

  /// How many executions have left the books.
  public var executionCount: Int { executions.count }

  /// What is known of an order that has left the books; nil if none has under that id.
  public func order(_ id: ClientOrderID) -> Order? {
    let place = orders.firstIndex(from: id.index, by: { $0.id.index })
    return place < orders.count && orders[place].id == id ? orders[place] : nil
  }

  /// Whether an execution has left the books.
  func contains(_ key: ExecutionIndex.Key) -> Bool {
    let place = executions.firstIndex(from: key, by: { $0 })
    return place < executions.count && executions[place] == key
  }

  /// An order is among those that leave with the end of the transaction.
  mutating func announce(_ order: ManagedOrder) {
    leaving.append(Order(id: order.id, sequence: order.sequence, filled: order.filled))
  }

  /// The orders that were named have left, with these executions.
  mutating func end(with gone: some Sequence<Execution>) {
    orders.append(contentsOf: leaving)
    orders.sort { $0.id.index < $1.id.index }
    leaving = []
    for execution in gone {
      executions.append(ExecutionIndex.Key(execution))
      newest = max(newest, execution.sequence)
    }
    executions.sort()
  }
}

/// An order that is to leave the books, with all that was counted of it, in the order in which it was.
struct ArchivedOrder {
  var order: ManagedOrder
  var executions: [BookedExecution]
}
