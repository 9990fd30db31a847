public import Reconciliation
import Trading

/// How an answer of the broker can be wrong without being an error.
///
/// Each falsehood is a value in a file of its own, with the static member that makes it; there is no list of them.
public struct SnapshotFalsehood: Sendable {
  let fault: any AnswerFault

  init(_ fault: some AnswerFault) {
    self.fault = fault
  }
}

/// A way for an answer to be wrong.
protocol AnswerFault: Sendable {
  /// What the trace calls it.
  var word: Word { get }
  /// Whether it puts former contents in the place of the present ones.
  var showsPast: Bool { get }
  /// Whether the answer to this query is hit.
  func hits(_ query: Word) -> Bool
  func falsify(orders: inout Snapshot<OrderReport>, of broker: SimulatedBroker, at now: Instant)
  func falsify(executions: inout Snapshot<Execution>, of broker: SimulatedBroker, at now: Instant)
  func falsify(account: inout AccountReport, of broker: SimulatedBroker, at now: Instant)
}

extension AnswerFault {
  var showsPast: Bool { false }
  func hits(_ query: Word) -> Bool { true }
}

/// A snapshot fault that is in force.
struct SnapshotRule: Sendable {
  var fault: Int
  /// The query whose answer is hit; nil for all.
  var query: Word?
  var falsehood: SnapshotFalsehood

  /// Whether the answer to this query is hit.
  func hits(_ query: Word) -> Bool { (self.query == nil || self.query == query) && falsehood.fault.hits(query) }
}

private struct FalsifyAnswers: WorldAct {
  let falsehood: SnapshotFalsehood
  let query: Word?
  let extent: FaultExtent

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) -> Int? {
    let fault = world.faults.add(line: line, extent: extent, now: world.now)
    world.broker.snapshotFaults.append(SnapshotRule(fault: fault, query: query, falsehood: falsehood))
    return fault
  }
}

extension WorldAction {
  /// The broker's answers become wrong, to all queries or to one.
  public static func falsify(
    _ falsehood: SnapshotFalsehood, of query: Word? = nil, _ extent: FaultExtent
  ) -> WorldAction {
    WorldAction(FalsifyAnswers(falsehood: falsehood, query: query, extent: extent))
  }
}
