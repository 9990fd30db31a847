import Reconciliation
import Simulation
import Trading

/// A line such as `log raced A with E1`.
package struct LogRaced: LogForm {
  /// The order that was to be cancelled or replaced.
  package var order = OrderName("A")
  /// The execution that was on its way.
  package var execution = ExecutionName("E1")

  package init() {}

  package static let words = ["raced"]
  package static let syntax: [Slot<Self>] = [.value(\.order), .value("with", \.execution, as: .made)]
  package static let summary = "a cancel or replace and an execution were on their way at the same time"
  package static let example = "raced A with E1"
  package static let remarks = [
    "The engine asked before it knew of the execution, and the broker executed before it was asked."
  ]

  package func compile(in scope: some PlanScope) throws(PlanError) -> any CompiledLogCheck {
    guard let execution = scope.execution(execution.value) else {
      throw PlanError(
        message: "no line makes an execution `\(self.execution.value)`", span: self.execution.located.span)
    }
    return Compiled(order: try scope.order(order.located).index, execution: execution)
  }

  private struct Compiled: CompiledLogCheck {
    let order: UInt32
    let execution: UInt32
    let window = CompiledWindow()

    func judge(_ log: RunLog, at span: SourceSpan) -> LogFinding? {
      let entries = log.trace.entries
      let asked = entries.indices.filter { index in
        entries[index].event.order == order && [.cancelSent, .replaceSent].contains(entries[index].event.kind)
      }
      func first(_ kinds: [EventKind]) -> Int? {
        entries.firstIndex { kinds.contains($0.event.kind) && $0.event.execution == execution }
      }
      let executed = first([.brokerFilled])
      let known = first([.fillReceived, .fillApplied])
      let name = log.names.executions[Int(execution)]
      func finding(_ label: String, _ entry: Int?, _ notes: [Int]) -> LogFinding {
        LogFinding(
          title: "there was no race", span: span, label: label,
          notes: notes.map { "entry    \(log.line($0))" }, instant: entry.map { entries[$0].instant } ?? log.end,
          entry: entry.map { UInt32($0) })
      }
      guard let executed else { return finding("\(name) was never executed", nil, []) }
      let unknowing = asked.last { ask in known.map { ask < $0 } ?? true }
      guard let ask = unknowing ?? asked.first else {
        return finding("no cancel and no replace of \(log.names.orders[Int(order)]) was sent", nil, [executed])
      }
      if let known, known < ask {
        return finding("the engine knew of \(name) when it asked", ask, [known, ask])
      }
      // What the broker says of the request follows from it.
      let arrived = entries.indices.first { index in
        index > ask && [.brokerCancelled, .brokerReplaced, .brokerRefused].contains(entries[index].event.kind)
          && entries[index].event.order == order && log.follows(index, from: ask)
      }
      guard let arrived else { return finding("the request never came to the broker", ask, [ask]) }
      guard executed < arrived else {
        return finding("the broker was asked before it executed \(name)", executed, [arrived, executed])
      }
      return nil
    }
  }
}

extension RunLog {
  /// Whether an entry was caused, in however many steps, by another one.
  fileprivate func follows(_ entry: Int, from other: Int) -> Bool {
    var next = trace.entries[entry].cause
    while next != TraceEntry.noCause, Int(next) >= other {
      if Int(next) == other { return true }
      next = trace.entries[Int(next)].cause
    }
    return false
  }
}
