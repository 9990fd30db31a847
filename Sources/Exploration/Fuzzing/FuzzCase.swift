public import Harness
public import Reconciliation
import Simulation

/// One case of a fuzzing run: its number, its seed, what it came to.
public struct FuzzCase: Sendable {
  /// The number of the case within the run.
  public let index: Int
  /// The seed that its scenario is made from.
  public let seed: UInt64
  /// What the run came to.
  public let result: CaseResult

  /// What identifies the failure, or nil for a pass.
  public var fingerprint: Fingerprint? { result.failures.first.map { Fingerprint($0) } }

  /// The seed of the n-th case of a run.
  ///
  /// - Parameters:
  ///   - base: the seed of the run.
  ///   - index: the number of the case, counted from 0.
  public static func seed(base: UInt64, index: Int) -> UInt64 {
    SiteRandomness(seed: base).bits(site: 0xF022, ordinal: UInt64(index))
  }

  /// Makes, runs and judges one case.
  ///
  /// - Parameters:
  ///   - base: the seed of the run.
  ///   - index: the number of the case, counted from 0.
  ///   - mode: a fixed trading mode; nil lets the seed choose.
  ///   - relations: what is tried on copies of the run.
  ///   - engine: the engine that is tested.
  public static func run(
    base: UInt64, index: Int, mode: TradingMode? = nil, relations: RelationChoice = .usual,
    on engine: EngineUnderTest = .real
  ) -> FuzzCase {
    let seed = seed(base: base, index: index)
    let scenario = engine.abilities.fitted(CaseGenerator.scenario(seed: seed, mode: mode))
    return FuzzCase(index: index, seed: seed, result: engine.run(scenario, relations: relations))
  }
}
