import Reconciliation
import Simulation

/// A line such as `net fail place with 503 next 3`.
package struct NetFail: LineForm {
  /// The kinds of request.
  package var kinds = RequestKinds()
  /// The status of the answer.
  package var status = GatewayStatus(503)
  /// Whether the broker gets the request all the same; nil for what the status says.
  package var forwarding: Forwarding?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["net", "fail"]
  package static let syntax: [Slot<Self>] = [
    .value(\.kinds), .value("with", \.status), .word(\.forwarding), .extent(\.extent),
  ]
  package static let summary = "a gateway answers requests with an error"
  package static let example = "net fail place with 503 next 3"
  package static var remarks: [String] {
    [
      "With 502 and 504 the broker gets the request all the same, with any other status it does not; `forwarded` and "
        + "`dropped` say otherwise."
    ]
  }
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(
      .network(
        MessageFilter(channel: .requests, kinds: kinds.kinds),
        .fail(status: status.code, isForwarded: forwarding.map { $0 == .forwarded }), extent.compiled))
  }
}
