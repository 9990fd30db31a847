public import Trading

/// The executions counted, in the order in which they came.
public struct ExecutionLog: Hashable, Sendable {
  /// The executions, in the order in which they were counted.
  public private(set) var entries = ChunkedArray<BookedExecution>()
  /// The newest change at the broker among them, in whatever order they came.
  public private(set) var newest = BrokerSequence.zero
  var slots = ExecutionIndex()

  /// Makes an empty log.
  public init() {}

  /// The execution counted under an id, or nil.
  public func execution(_ id: ExecutionID, of instrument: InstrumentID) -> BookedExecution? {
    slots[ExecutionIndex.Key(instrument: instrument, id: id)].map { entries[$0] }
  }

  mutating func append(_ execution: Execution, _ origin: ExecutionOrigin) {
    slots.set(ExecutionIndex.Key(instrument: execution.instrument, id: execution.id), to: entries.count)
    newest = max(newest, execution.sequence)
    entries.append(BookedExecution(execution: execution, origin: origin))
  }

  /// The executions of an instrument from one slot on that make up its position.
  func reported(_ instrument: InstrumentID, from slot: Int) -> [Execution] {
    entries[min(slot, entries.count)...].compactMap { booked in
      booked.origin == .reported && booked.execution.instrument == instrument ? booked.execution : nil
    }
  }
}

/// An execution and how it came into the books.
public struct BookedExecution: Hashable, Sendable {
  /// The execution.
  public var execution: Execution
  /// How it came into the books.
  public var origin: ExecutionOrigin
}

/// How an execution came into the books.
///
/// Journals hold the raw values.
public enum ExecutionOrigin: UInt8, Hashable, Sendable, CaseIterable {
  /// The broker reported it, and it changed the position.
  case reported = 1
  /// Its quantity was part of a position taken over before, and so was not added again.
  case absorbed = 2
}
