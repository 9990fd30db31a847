import Reconciliation
import Simulation
import Trading

/// A line such as `broker snapshot omits A until @heal`.
package struct BrokerSnapshotOmits: LastingLine {
  /// The order that is left out.
  package var order: OrderName = ""
  /// Which answers; nil for all.
  package var query: AnswerQuery?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "snapshot", "omits"]
  package static let syntax: [Slot<Self>] = [
    .value(\.order), .optional("of", \.query, as: .query([.orders, .executions])), .extent(\.extent),
  ]
  package static let summary = "answers lack an order and its executions, and claim to be complete"
  package static let example = "broker snapshot omits A until @heal"
  package static var traits: LineTraits { [.fault, .hidesTruth] }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.falsify(.omits(try scope.named(order.located)), of: query?.kind, extent.compiled))
  }
}
