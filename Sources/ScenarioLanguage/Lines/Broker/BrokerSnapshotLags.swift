import Simulation
package import Trading

/// A line such as `broker snapshot lags positions by 10s for 1m`.
package struct BrokerSnapshotLags: LastingLine {
  /// What is behind the rest.
  package var half = AccountHalfName.positions
  /// How far.
  package var age = TimeSpan.zero
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "snapshot", "lags"]
  package static let syntax: [Slot<Self>] = [
    .value(\.half), .value("by", \.age, as: .positive("how far it is behind")), .extent(\.extent),
  ]
  package static let summary = "the account's positions, or its balances, show the past, and claim to be of now"
  package static let example = "broker snapshot lags positions by 10s for 1m"
  package static var remarks: [String] {
    [
      "Where a broker keeps the two in different places, one follows the other by seconds: half of a trade is seen. "
        + "`broker snapshot stale` is another thing: such an answer says how old it is."
    ]
  }
  package static var traits: LineTraits { [.fault, .hidesTruth] }

  package func declare(in scope: inout some PlanScope) { scope.keepBrokerHistory() }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.falsify(.lags(half.half, by: age), extent.compiled))
  }
}

/// One half of what an account shows, as files name it.
package enum AccountHalfName: String, SlotValue, CaseIterable, Hashable {
  case positions, balances

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<AccountHalfName> {
    .choice(.accountHalf, "HALF", "what is behind the rest of the account")
  }
  package var text: String { rawValue }

  /// The half.
  var half: AccountHalf {
    switch self {
    case .positions: .positions
    case .balances: .balances
    }
  }
}
