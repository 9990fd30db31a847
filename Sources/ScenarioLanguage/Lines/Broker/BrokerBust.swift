import Simulation
import Trading

/// A line such as `broker bust E1`.
package struct BrokerBust: LineForm {
  /// The execution.
  package var execution = ExecutionReference()
  /// The name of the report.
  package var report: ExecutionName?

  package init() {}

  package static let words = ["broker", "bust"]
  package static let syntax: [Slot<Self>] = [.value(\.execution), .optional("exec", \.report)]
  package static let summary = "the broker takes an execution back"
  package static let example = "broker bust E1 exec X1"
  package static var remarks: [String] {
    [
      "The broker tells it by a report of its own, on the stream and in its answers about executions (FIX: trade cancel); "
        + "`exec` gives that a name.",
      "An order that was filled works again; one that had ended otherwise stays ended.",
    ]
  }

  package var simpler: [BrokerBust] { simplerBySlots.filter { $0.report == report } }

  package var orderStep: OrderStep? { .revised(execution.name.located, quantity: .zero, report: report?.located) }

  package mutating func nameExecution(_ names: inout ExecutionNames, at span: SourceSpan) -> Located<String>? {
    guard report == nil else { return nil }
    let name = Located(names.next(), at: span)
    report = ExecutionName(name)
    return name
  }

  package func declare(in scope: inout some PlanScope) {
    if let report { _ = scope.executionIndex(report.value) }
  }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    let report = scope.executionIndex(report?.value ?? scope.nextExecutionName)
    return .world(.broker(.bust(try execution.id(in: scope), report: ExecutionID(index: report))))
  }
}
