import Simulation
import Trading

/// A line such as `broker correct E1 qty 30 at 150.10`.
package struct BrokerCorrect: LineForm {
  /// The execution.
  package var execution = ExecutionReference()
  /// How much it is from now on.
  package var quantity: Quantity?
  /// At what price.
  package var price: Price?
  /// What the broker takes for it.
  package var fee: Money?
  /// The name of the report, which the execution goes by from then on.
  package var report: ExecutionName?

  package init() {}

  package static let words = ["broker", "correct"]
  package static let syntax: [Slot<Self>] = [
    .value(\.execution),
    .anyOrder(
      [.optional("qty", \.quantity), .optional("at", \.price), .optional("fee", \.fee)],
      needs: "what changes, such as `qty 30`"),
    .optional("exec", \.report),
  ]
  package static let summary = "the broker amends an execution"
  package static let example = "broker correct E1 qty 30 at 150.10 exec X1"
  package static var remarks: [String] {
    [
      "The broker tells it by a report of its own, on the stream and in its answers about executions (FIX: trade correct); "
        + "`exec` gives that a name, by which the execution is amended again or taken back."
    ]
  }

  package var simpler: [BrokerCorrect] { simplerBySlots.filter { $0.report == report } }

  package var orderStep: OrderStep? {
    .revised(execution.name.located, quantity: quantity?.value, report: report?.located)
  }

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
    return .world(
      .broker(
        .correct(
          try execution.id(in: scope), quantity: quantity?.value, price: price?.value, fee: fee?.value,
          report: ExecutionID(index: report))))
  }
}
