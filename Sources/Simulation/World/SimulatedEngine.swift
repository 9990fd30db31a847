public import Reconciliation
public import Trading

/// What the world needs of an engine, so that another one can stand in the place of the real one.
///
/// That is ours behind somebody's adapter, or one that is broken on purpose. An engine with books of its own conforms to
/// ``ForeignEngine`` instead.
///
/// It is a value whose copies share nothing, since oracles and relations run copies; it is deterministic, reads no clock
/// but `now`, and does no I/O. Its effects are carried out in their order, before the next input, and the container may
/// be killed between any two. What it sends or publishes rests on records that ``EngineInput/persisted(upTo:)`` has named.
public protocol SimulatedEngine: Sendable {
  /// What the engine believes.
  @_borrowed var books: Books { get }
  /// What it keeps and tells, which says by what it can be judged.
  static var abilities: EngineAbilities { get }
  /// How it has broken the contract, if it has.
  var contractBreach: ContractBreach? { get }
  /// Reads a store of the engine's own, whose journal is not ours.
  ///
  /// - Returns: How many bytes of the journal are whole.
  mutating func recover(own store: ForeignStore) throws(RecoveryError) -> Int
  /// The bytes of a record of its own journal that it has wanted to keep with its last input.
  func bytes(ofRecord sequence: UInt64) -> [UInt8]
  /// The bytes of its own checkpoint that it has wanted written last, and up to which record they are.
  var ownCheckpoint: (sequence: UInt64, bytes: [UInt8]) { get }
  /// What the disk is to hold when the engine asks for a checkpoint.
  var checkpoint: Checkpoint { get }
  /// How the engine is.
  var condition: EngineCondition { get }
  /// What the pass that ended last came to, if the engine keeps that.
  var lastPass: PassReport? { get }
  /// What the pass of a kind that ended last came to, if the engine keeps that.
  func lastPass(of kind: PassKind) -> PassReport?
  /// What a pass that waits, runs or has ended came to, if the engine keeps that.
  func passReport(_ number: UInt32) -> PassReport?
  /// What all passes came to since the start, if the engine keeps that.
  var livePasses: PassHistory? { get }
  /// How well the engine sees its broker, if it tells.
  var liveHealth: Health? { get }
  /// The figures of a position for a model, if the engine tells.
  func liveFeatures(of instrument: InstrumentID, at now: Instant) -> PositionFeatures?
  /// A position as its most authoritative source has it, if the engine tells.
  func liveSnapshot(of instrument: InstrumentID, at now: Instant) -> PositionSnapshot?
  /// Makes an engine that knows nothing; its first input is `started`.
  init(configuration: EngineConfiguration)
  /// Takes one input, changes the state, appends what is to be done.
  mutating func handle(_ input: EngineInput, at now: Instant, into effects: inout [EngineEffect])
}

extension SimulatedEngine {
  /// An engine with our books and our journal has all that can be asked for.
  public static var abilities: EngineAbilities { .ours }
  /// An engine that nobody looks after has broken nothing.
  public var contractBreach: ContractBreach? { nil }
  /// An engine with our journal has no other one.
  public mutating func recover(own store: ForeignStore) throws(RecoveryError) -> Int { 0 }
  /// An engine with our journal has no other one.
  public func bytes(ofRecord sequence: UInt64) -> [UInt8] { [] }
  /// An engine with our journal has no other one.
  public var ownCheckpoint: (sequence: UInt64, bytes: [UInt8]) { (0, []) }
  /// An engine that keeps no reports has none.
  public var lastPass: PassReport? { nil }
  /// What the engine keeps of all passes; an engine that keeps no reports has none.
  public func lastPass(of kind: PassKind) -> PassReport? { livePasses?.last(of: kind) }
  /// What the engine keeps of all passes; an engine that keeps no reports has none.
  public func passReport(_ number: UInt32) -> PassReport? { livePasses?.report(number) }
  /// An engine that keeps no reports has none.
  public var livePasses: PassHistory? { nil }
  /// An engine that tells nothing of its health has none.
  public var liveHealth: Health? { nil }
  /// An engine that tells no figures has none.
  public func liveFeatures(of instrument: InstrumentID, at now: Instant) -> PositionFeatures? { nil }
  /// An engine that tells no snapshots has none.
  public func liveSnapshot(of instrument: InstrumentID, at now: Instant) -> PositionSnapshot? { nil }
}

extension ReconciliationEngine: SimulatedEngine {
  /// What all passes came to since the start.
  public var livePasses: PassHistory? { passHistory }
  /// How well the engine sees its broker.
  public var liveHealth: Health? { health }
  /// The figures of a position for a model.
  public func liveFeatures(of instrument: InstrumentID, at now: Instant) -> PositionFeatures? {
    features(of: instrument, at: now)
  }
  /// A position as its most authoritative source has it.
  public func liveSnapshot(of instrument: InstrumentID, at now: Instant) -> PositionSnapshot? {
    snapshot(of: instrument, at: now)
  }
}
