public import Trading

/// The executions counted, in the order in which they came.
public struct ExecutionLog: Hashable, Sendable {
  /// The executions, in the order in which they were counted.
  public private(set) var entries = ChunkedArray<BookedExecution>()
  /// The newest change at the broker among them, in whatever order they came.
  public private(set) var newest = BrokerSequence.zero
  var slots = ExecutionIndex()
  /// By what was taken back or amended: the slot of the report that did so.
  private var revisions: [ExecutionIndex.Key: Int] = [:]

  /// What was inferred and not reported so far, by order.
  private var inferences: [ClientOrderID: InferredExecutions] = [:]

  /// Makes an empty log.
  public init() {}

  /// The execution counted under an id, or nil.
  public func execution(_ id: ExecutionID, of order: ClientOrderID) -> BookedExecution? {
    slots[ExecutionIndex.Key(order: order, id: id)].map { entries[$0] }
  }

  /// What is counted as this execution: under its id, or as of its change if it has none; nil if nothing is.
  func booked(_ execution: Execution) -> BookedExecution? {
    slots[ExecutionIndex.Key(execution)].map { entries[$0] }
  }

  /// Whether another report has taken an execution back or amended it.
  func isRevised(_ id: ExecutionID, of order: ClientOrderID) -> Bool {
    revisions[ExecutionIndex.Key(order: order, id: id)] != nil
  }

  /// The log once had an execution of this change at the broker.
  mutating func noteKnown(upTo sequence: BrokerSequence) { newest = max(newest, sequence) }

  mutating func append(_ execution: Execution, _ origin: ExecutionOrigin) {
    let key = ExecutionIndex.Key(execution)
    slots.set(key, to: entries.count)
    if let reference = execution.reference { revise(reference, by: execution) }
    newest = max(newest, execution.sequence)
    if execution.isInferred { note(execution) }
    var booked = BookedExecution(execution: execution, origin: origin)
    // What takes it back or amends it may have come before it.
    if !revisions.isEmpty, let slot = revisions[key] { booked.note(entries[slot].execution) }
    entries.append(booked)
  }

  private mutating func revise(_ reference: ExecutionID, by report: Execution) {
    let key = ExecutionIndex.Key(order: report.order, id: reference)
    revisions[key] = entries.count
    if let slot = slots[key], slot < entries.count { entries[slot].note(report) }
  }

  /// Whether anything is counted that was inferred: the real executions are to be read as soon as somebody tells them.
  var hasInferred: Bool { !inferences.isEmpty && inferences.values.contains { !$0.standing.isEmpty } }

  /// What was inferred of an order and what of it still counts.
  func inferred(of order: ClientOrderID) -> InferredExecutions { inferences[order] ?? InferredExecutions() }

  private mutating func note(_ execution: Execution) {
    var known = inferred(of: execution.order)
    known.note(execution)
    inferences[execution.order] = known
  }

  /// The steps of an instrument from one slot on that make up its position.
  ///
  /// What was taken back is not among them, and what was amended is as it was amended, where it was; what the figures
  /// before the slot hold already is taken back where the report of it was.
  ///
  /// - Parameter baseline: up to which change at the broker those figures hold all there was.
  func steps(of instrument: InstrumentID, from slot: Int, behind baseline: BrokerSequence) -> [PositionStep] {
    var steps = entries[min(slot, entries.count)...].compactMap { booked in
      booked.origin == .reported && booked.execution.instrument == instrument && !booked.execution.isHeld(by: baseline)
        ? PositionStep(booked.execution) : nil
    }
    if !revisions.isEmpty { revise(&steps) }
    return steps
  }

  /// Where the first execution of an instrument behind a change stands, from one slot on.
  func firstIndex(of instrument: InstrumentID, from slot: Int, behind sequence: BrokerSequence) -> Int {
    entries[min(slot, entries.count)...].firstIndex { booked in
      booked.execution.instrument == instrument && booked.execution.sequence > sequence
    } ?? entries.count
  }

  /// Brings into effect what takes others back or amends them.
  func revise(_ steps: inout [PositionStep]) {
    var index = 0
    while index < steps.count {
      let report = steps[index].execution
      guard steps[index].isTrade, let reference = report.reference else {
        index += 1
        continue
      }
      steps.remove(at: index)
      let key = (report.order, reference)
      let place = steps[..<index].firstIndex { $0.isTrade && ($0.execution.order, $0.execution.id) == key }
      if let place {
        if report.isBust {
          steps.remove(at: place)
          index -= 1
        } else {
          // As a report about it is referred to by the next one.
          steps[place].execution.id = report.id
          steps[place].execution.quantity = report.quantity
          steps[place].execution.price = report.price
        }
      } else if let former = execution(reference, of: report.order) {
        steps.insert(PositionStep(taking: former, at: report.sequence), at: index)
        index += 1
        guard !report.isBust else { continue }
        var amended = report
        amended.reference = nil
        steps.insert(PositionStep(amended), at: index)
        index += 1
      }
    }
  }
}

/// An execution and how it came into the books.
public struct BookedExecution: Hashable, Sendable {
  /// The execution.
  public var execution: Execution
  /// How it came into the books.
  public var origin: ExecutionOrigin
  /// What has become of it, by the reports about it that are counted.
  public private(set) var state = ExecutionState.live

  init(execution: Execution, origin: ExecutionOrigin) {
    self.execution = execution
    self.origin = origin
  }

  /// A report about it is counted.
  mutating func note(_ report: Execution) { state = report.isBust ? .busted : .corrected }
}

/// What has become of an execution that was counted.
public enum ExecutionState: String, Hashable, Sendable, CaseIterable {
  /// It counts as it is.
  case live
  /// It was taken back, and counts no more.
  case busted
  /// It was amended, and the report that did so counts in its place.
  case corrected
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

extension Execution {
  /// Whether figures as of a change at the broker hold the execution; of one without a place nobody can say so.
  func isHeld(by baseline: BrokerSequence) -> Bool { sequence > .zero && sequence <= baseline }
}
