import Trading

/// Effects that must not be seen before a journal record is durable, in the order in which they were wanted.
struct Outbox: Sendable {
  struct Item: Sendable {
    var barrier: UInt64
    var content: Content
    var account: AccountID
  }

  enum Content: Sendable {
    case event(Event)
    case notice(Event, wanted: Instant)
    case place(ClientOrderID)
    case cancel(ClientOrderID)
    case replace(ClientOrderID)
    case cancelStranger(BrokerOrderID)
  }

  /// The account of what is wanted now.
  var account = AccountID.default
  private var items: [Item] = []
  private var head = 0
  /// The first item that was let out in the last turn.
  private var released = 0

  /// How many items wait.
  var count: Int { items.count - head }

  mutating func append(_ content: Content, after barrier: UInt64) {
    items.append(Item(barrier: barrier, content: content, account: account))
  }

  /// Lets what waits for a record behind one wait for another one, the last of their transaction.
  mutating func holdBack(after start: UInt64, until last: UInt64) {
    var index = items.count - 1
    while index >= head, items[index].barrier > start {
      items[index].barrier = last
      index -= 1
    }
  }

  /// Takes the first item if everything it rests on is durable.
  mutating func removeFirst(durable: UInt64) -> Item? {
    guard head < items.count, items[head].barrier <= durable else { return nil }
    defer { head += 1 }
    return items[head]
  }

  /// How many of the events that wait are free to go, as what they rest on is durable.
  func eventCount(durable: UInt64) -> Int {
    items[head...].prefix { $0.barrier <= durable }.count { item in
      if case .event = item.content { true } else { false }
    }
  }

  /// Whether the last turn has let out anything.
  var hasReleased: Bool { head > released }

  /// What was let out in the last turn is not asked for any more.
  mutating func endRelease() {
    if head == items.count {
      items.removeAll(keepingCapacity: true)
      head = 0
    }
    released = head
  }

  /// The events of the last turn from that of a record on.
  func events(from sequence: UInt64) -> [Item] {
    items[released..<head].filter { item in
      if case .event(let event) = item.content { event.sequence >= sequence } else { false }
    }
  }
}
