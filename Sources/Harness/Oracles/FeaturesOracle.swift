import Reconciliation
import Simulation
import Specification
import Trading

/// `position-features`: what an engine says of positions to a model is what its records and the broker's answers make it, and never
/// valid when it is not (position document, phase 5).
struct FeaturesOracle: Sendable {
  /// How long the broker's word lets figures be relied on.
  var within: TimeSpan
  private let isPaper: Bool
  private var passes = 0
  private var ended: (entry: TraceEntry, number: UInt32)?

  init(_ plan: Plan) {
    within = plan.configuration.engine.featuresWithin
    isPaper = plan.configuration.engine.mode == .paper
  }

  /// A pass has ended: the first few are looked at, and then one in eight.
  mutating func noteFinished(_ entry: TraceEntry, _ number: UInt32) {
    passes += 1
    if passes < 5 || passes % 8 == 0 { ended = (entry, number) }
  }

  /// Whether there is something to look at.
  var isDue: Bool { ended != nil }

  /// Looks at the figures once all of a step is in, as they are now and as they will be when nothing is heard any more.
  ///
  /// - Parameters:
  ///   - specification: who tells what they have to be; no closure around it, which would copy it for each of them.
  ///   - isJudged: whether it has seen all turns.
  mutating func observeStep<Engine: SimulatedEngine>(
    _ world: inout World<Engine>, _ specification: Specification, isJudged: Bool, _ names: Names
  ) -> Violation? {
    guard let ended else { return nil }
    self.ended = nil
    guard world.isRunning else { return nil }
    for index in world.configuration.engine.instruments.indices {
      let instrument = InstrumentID(index: UInt32(index))
      for now in [world.now, world.now + within + TimeSpan(nanoseconds: 1)] {
        guard let said = world.incarnation.liveFeatures(of: instrument, at: now),
          let difference = compare(
            said, isJudged ? specification.features(of: instrument, at: now) : nil, isLater: now > world.now)
        else { continue }
        return Violation(
          oracle: .positionFeatures,
          message: "the engine says \(about: difference.what) \(difference.said) of \(names.instruments[index]) to a "
            + "model, and \(difference.due) is true",
          instant: ended.entry.instant, entry: ended.number)
      }
    }
    return nil
  }

  private func compare(
    _ said: PositionFeatures, _ due: ExpectedFeatures?, isLater: Bool
  ) -> (what: String, said: String, due: String)? {
    var comparison = LiveComparison()
    // What nobody compares, or nobody has told of for so long, is valid on no account.
    if said.isValid, isPaper || isLater {
      comparison.look("reason", "none", (isPaper ? FeatureDoubt.paper : .stale).rawValue)
    }
    guard let due else { return comparison.difference }
    comparison.look("reason", said.doubt?.rawValue, due.doubt?.rawValue)
    let side = due.quantity.isZero ? "flat" : due.quantity.isNegative ? "short" : "long"
    comparison.look("side", said.side.rawValue, side)
    comparison.look("quantity", said.quantity, due.quantity.figure)
    comparison.look("average", said.averagePrice, due.average?.figure)
    comparison.look("realized", said.realizedProfit, due.realized.figure)
    comparison.look("value", said.marketValue, due.value?.figure)
    comparison.look("exposure", said.exposure, due.exposure?.figure)
    comparison.look("opened", said.opened, due.opened)
    comparison.look("seen", said.seen, due.seen)
    comparison.look("unrealized", said.unrealizedProfit, due.unrealized?.figure)
    return comparison.difference
  }
}
