import Simulation
package import Trading

/// A line such as `broker clock ahead by 3s for 1m`.
package struct BrokerClock: LastingLine {
  /// How far it is ahead.
  package var span = TimeSpan.zero
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "clock", "ahead"]
  package static let syntax: [Slot<Self>] = [
    .value("by", \.span, as: .positive("how far the clock is ahead")), .extent(\.extent),
  ]
  package static let summary = "the broker's clock is ahead, so that requests are refused as late before their deadline"
  package static let example = "broker clock ahead by 3s for 1m"
  package static var remarks: [String] {
    [
      "A request has `request-timeout` from when it is sent; it acts where the profile refuses late requests, and only if it "
        + "is ahead by more than what is left of that."
    ]
  }
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.clockAhead(by: span, extent.compiled))
  }
}
