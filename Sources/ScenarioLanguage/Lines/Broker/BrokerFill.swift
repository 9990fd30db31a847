import Reconciliation
import Simulation
import Trading

/// A line such as `broker fill A 40 at 150.00 exec E1`.
package struct BrokerFill: LineForm {
  /// The order.
  package var order: OrderName = ""
  /// How much.
  package var quantity = FillQuantity()
  /// At what price.
  package var price = Price(.zero)
  /// The name of the execution.
  package var execution: ExecutionName?
  /// What the broker takes for it, or gives if it is below zero.
  package var fee: Money?

  package init() {}

  package static let words = ["broker", "fill"]
  package static let syntax: [Slot<Self>] = [
    .value(\.order, as: .placed), .value(\.quantity), .value("at", \.price),
    .optional("exec", \.execution, as: .madeOrNone), .optional("fee", \.fee),
  ]
  package static let summary = "the broker executes an order, or a part of it"
  package static let example = "broker fill A 40 at 150.00 exec E1"
  package static var remarks: [String] {
    [
      "`exec none`: the broker gives the execution no id. An id can be given once for each order.",
      "`fee`: what the broker takes for it, in the currency of the instrument; below zero a rebate. It moves the balance, "
        + "and neither the average price nor the profit.",
      "A cancelled order can still be filled: the two may have raced. Any other ended order needs `overfill`.",
    ]
  }

  /// A fill without a name would get one again.
  package var simpler: [BrokerFill] { simplerBySlots.filter { $0.execution == execution } }

  package var orderStep: OrderStep? {
    .filled(
      order.located, quantity.quantity.map { Located($0.value, at: $0.span) }, isOverfill: quantity.isOverfill,
      execution: execution.flatMap { $0.isNone ? nil : $0.located })
  }

  package mutating func nameExecution(_ names: inout ExecutionNames, at span: SourceSpan) -> Located<String>? {
    guard execution == nil else { return nil }
    let name = Located(names.next(), at: span)
    execution = ExecutionName(name)
    return name
  }

  package func declare(in scope: inout some PlanScope) {
    if let execution, !execution.isNone { _ = scope.executionIndex(execution.value) }
  }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    let isNameless = execution?.isNone ?? false
    let id = isNameless ? Event.none : scope.executionIndex(execution?.value ?? scope.nextExecutionName)
    return .world(
      .broker(
        .fill(
          try scope.named(order.located), quantity: quantity.quantity?.value, isOverfill: quantity.isOverfill,
          price: price.value, fee: fee?.value ?? .zero, execution: ExecutionID(index: id))))
  }
}
