package import Reconciliation
package import Simulation
import Trading

/// What an engine says of a position to a model.
package struct FeatureView: Sendable {
  /// The figures.
  package var features: PositionFeatures
  /// The position as its most authoritative source has it.
  package var snapshot: PositionSnapshot

  /// Makes the view of both.
  package init(_ features: PositionFeatures, _ snapshot: PositionSnapshot) {
    self.features = features
    self.snapshot = snapshot
  }
}

/// A field of the figures of a position.
package enum FeatureField: String, ReportField {
  case valid, reason
  case side, quantity, average, realized, unrealized, value, exposure, age
  case source, confidence, seen, related, pending

  package static let owner = "the feature vector of a position"

  package var words: [String]? {
    switch self {
    case .valid: ["yes", "no"]
    case .reason: FeatureDoubt.allCases.map(\.rawValue) + ["none"]
    case .side: PositionFeatures.Side.allCases.map(\.rawValue)
    case .source: PositionSnapshot.Source.allCases.map(\.rawValue)
    default: nil
    }
  }

  package var isDuration: Bool { self == .age || self == .seen }

  package var isAmount: Bool {
    switch self {
    case .quantity, .average, .realized, .unrealized, .value, .exposure: true
    default: false
    }
  }

  package func value(of view: FeatureView) -> ReportValue? {
    let (features, snapshot) = (view.features, view.snapshot)
    return switch self {
    case .valid: .word(features.isValid ? "yes" : "no")
    case .reason: .word(features.doubt?.rawValue ?? "none")
    case .side: .word(features.side.rawValue)
    case .quantity: .amount(features.quantity, places: 0)
    case .average: features.averagePrice.map { .amount($0, places: 0) }
    case .realized: .amount(features.realizedProfit, places: 0)
    case .unrealized: features.unrealizedProfit.map { .amount($0, places: 0) }
    case .value: features.marketValue.map { .amount($0, places: 0) }
    case .exposure: features.exposure.map { .amount($0, places: 0) }
    case .age: features.age.map { .span($0) }
    case .source: .word(snapshot.source.rawValue)
    case .confidence: .number(snapshot.confidence)
    case .seen: features.seen.map { .span(features.instant - $0) }
    case .related: .number(snapshot.relatedOrders.count)
    case .pending: .number(snapshot.pendingOrders.count)
    }
  }
}

/// A line such as `features AAPL valid=yes side=long exposure=1500.00`.
package struct FeatureCheck: CheckForm {
  /// The instrument.
  package var symbol: SymbolName = ""
  /// What must hold.
  package var conditions: [ReportCondition<FeatureField>] = []

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.passes]
  package static let words = ["features"]
  package static let syntax: [Slot<Self>] = [.value(\.symbol), .conditions(\.conditions)]
  package static let summary = "what the engine says of a position to a model, and whether that can be relied on"
  package static let example = "features AAPL valid=yes side=long quantity=10 unrealized~12.50 age<1m confidence>900"
  package static let remarks = [
    "Figures are the books', valued at the mark that the broker has told last; without one `value`, `unrealized` and "
      + "`exposure` have none. `exposure` is the most that can be open, either way, if all orders execute.",
    "`reason` is why they cannot be relied on, the gravest one: `paper`, `left-out`, `unseen` by any pass since the start, "
      + "`differs`, `unverified` since it was taken over, `blind` while the engine is not ready, `stale` after "
      + "`features-within`, `unpriced`; `none` if they can.",
    "`source` is the most authoritative snapshot: `reconciled` books, the `exchange`, or the `internal` books alone; "
      + "`confidence` is in thousandths and falls to 0 while `features-within` passes; `seen` is how long ago the broker "
      + "told of it, and `age` for how long it is open, by the broker's clock.",
    "False while no engine runs, and of a field that has no value.",
  ]

  package func compile(in scope: some PlanScope) throws(PlanError) -> any StateCheck {
    Compiled(instrument: try scope.instrument(symbol.located), conditions: conditions)
  }

  private struct Compiled: StateCheck {
    let instrument: InstrumentID
    let conditions: [ReportCondition<FeatureField>]

    func holds(in state: some StateView) -> Bool {
      guard let view = state.features(of: instrument) else { return false }
      return conditions.allSatisfy { $0.holds(of: view) }
    }

    func actual(in state: some StateView) -> String {
      guard let view = state.features(of: instrument) else { return "the engine is down" }
      return "it has " + conditions.map { $0.actual(in: view) }.joined(separator: " ")
    }
  }
}
