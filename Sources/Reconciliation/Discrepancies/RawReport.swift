public import Trading

/// What the broker has sent and the engine has put aside, each field as it came (design, section 3, rule 9).
public enum RawReport: Hashable, Sendable {
  /// A report of an execution.
  case execution(Execution)
  /// A report of the state of an order.
  case order(OrderReport)
}

extension RawReport {
  /// Calls a function with every number in the report that stands for a name.
  func forEachName(_ body: (NameKey) -> Void) {
    switch self {
    case .execution(let execution): execution.forEachName(body)
    case .order(let report):
      body(NameKey(.order, report.order.index))
      body(NameKey(.brokerOrder, report.brokerOrder.index))
      body(NameKey(.instrument, report.instrument.index))
      if report.note != Event.none { body(NameKey(.text, report.note)) }
    }
  }
}
