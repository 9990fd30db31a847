import Reconciliation
import Simulation

/// A line such as `net fail place with 503 next 3`.
package struct NetFail: LineForm {
  /// The kinds of request.
  package var kinds = RequestKinds()
  /// The status of the answer.
  package var status = GatewayStatus(503)
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["net", "fail"]
  package static let syntax: [Slot<Self>] = [.value(\.kinds), .value("with", \.status), .extent(\.extent)]
  package static let summary = "a gateway answers requests with an error"
  package static let example = "net fail place with 503 next 3"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(
      .network(MessageFilter(channel: .requests, kinds: kinds.kinds), .fail(status: status.code), extent.compiled))
  }
}
