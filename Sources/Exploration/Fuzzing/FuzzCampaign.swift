public import Harness
public import Reconciliation
public import ScenarioLanguage

/// Which cases a fuzzing run consists of; the same for every machine, number of threads and division into shards.
public struct FuzzCampaign: Hashable, Sendable {
  /// The seed of the run.
  public var seed: UInt64
  /// A fixed trading mode; nil lets each case choose.
  public var mode: TradingMode?
  /// The part of the cases that this process runs, counted from 0.
  public var shard: Int
  /// Into how many parts the cases are divided.
  public var shardCount: Int
  /// What is tried on copies of the runs.
  public var relations = RelationChoice.usual
  /// What the tool is called in the commands that run a case again.
  public var tool = "trueup"

  /// Makes a campaign.
  public init(seed: UInt64, mode: TradingMode? = nil, shard: Int = 0, shardCount: Int = 1) {
    self.seed = seed
    self.mode = mode
    self.shard = shard
    self.shardCount = shardCount
  }

  /// The number of the n-th case of this shard.
  public func index(_ ordinal: Int) -> Int { ordinal * shardCount + shard }

  /// How many of the first so many cases are in this shard: all shards together run each of them once.
  public func count(of total: Int) -> Int {
    // In this order no number is too large.
    let (whole, rest) = total.quotientAndRemainder(dividingBy: shardCount)
    return whole + (shard < rest ? 1 : 0)
  }

  /// Makes, runs and judges the n-th case of this shard.
  public func run(_ ordinal: Int, on engine: EngineUnderTest = .real) -> FuzzCase {
    FuzzCase.run(base: seed, index: index(ordinal), mode: mode, relations: relations, on: engine)
  }

  /// The scenario of a case, as far as an engine claims to withstand it.
  public func scenario(ofCase index: Int, on engine: EngineUnderTest = .real) -> Scenario {
    engine.abilities.fitted(
      CaseGenerator.scenario(seed: FuzzCase.seed(base: seed, index: index), mode: mode))
  }

  /// The command that runs one case again.
  public func replayCommand(ofCase index: Int) -> String {
    "\(tool) fuzz --seed 0x\(String(seed, radix: 16))\(mode.map { " --mode \($0.rawValue)" } ?? "")"
      + "\(relations == .usual ? "" : " --relations \(relations.text)") --case \(index)"
  }

  /// The command that a counterexample names as its origin.
  public func origin(ofCase index: Int) -> String {
    "\(replayCommand(ofCase: index)) (generator \(CaseGenerator.version))"
  }
}

/// What a fuzzing run adds up to; cases must be added in the order of their numbers.
public struct FuzzTally: Sendable {
  /// How many cases were run.
  public private(set) var cases = 0
  /// How many trace entries there were.
  public private(set) var entries = 0
  /// How many events the worlds handled.
  public private(set) var steps = 0
  /// How many cases failed.
  public private(set) var failures = 0
  /// How many cases used up their steps: neither passed nor failed.
  public private(set) var inconclusive = 0
  /// How many cases failed by a liveness oracle.
  public private(set) var livenessFailures = 0
  /// In how many cases each clause of the specification was put to the test, by its place in the catalogue.
  public private(set) var trials: [Int] = []
  /// In how many cases each liveness oracle was judged.
  public private(set) var judged: [OracleName: Int] = [:]
  /// How often relations were tried.
  public private(set) var relations = RelationCounts()
  /// The digests of all cases, folded in order.
  public private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  /// The first case of each kind of failure, and how many there were, in order of discovery.
  public private(set) var finds: [(fingerprint: Fingerprint, first: FuzzCase, count: Int)] = []

  /// Makes an empty tally.
  public init() {}

  /// Adds a case.
  ///
  /// - Returns: Whether it is the first of its kind of failure.
  public mutating func add(_ fuzzCase: FuzzCase) -> Bool {
    cases += 1
    entries += fuzzCase.result.entryCount
    steps += fuzzCase.result.stepCount
    let tried = fuzzCase.result.trials
    if trials.count < tried.count { trials += Array(repeating: 0, count: tried.count - trials.count) }
    for (clause, count) in tried.enumerated() where count > 0 { trials[clause] += 1 }
    for oracle in fuzzCase.result.judgedOracles { judged[oracle, default: 0] += 1 }
    relations.add(fuzzCase.result.relations)
    digest = (digest ^ fuzzCase.result.digest) &* 0x0000_0100_0000_01B3
    guard !fuzzCase.result.isInconclusive else {
      inconclusive += 1
      return false
    }
    guard let fingerprint = fuzzCase.fingerprint else { return false }
    failures += 1
    if fuzzCase.result.failures.first?.kind == .liveness { livenessFailures += 1 }
    if let known = finds.firstIndex(where: { $0.fingerprint == fingerprint }) {
      finds[known].count += 1
      return false
    }
    finds.append((fingerprint, fuzzCase, 1))
    return true
  }
}
