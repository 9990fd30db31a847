public import Reconciliation
public import Trading

/// An engine of somebody else in the place of ours: what the world, the checks and the oracles take it for.
///
/// Its statement becomes ``Books`` after every input. Each input is given to a copy first, and the contract is looked at:
/// see ``ContractBreach``.
public struct Adapted<Engine: ForeignEngine>: SimulatedEngine {
  /// The engine itself.
  public private(set) var engine: Engine
  /// What it believes.
  public private(set) var books: Books
  /// How it has broken the contract, the first time that it did.
  public private(set) var contractBreach: ContractBreach?
  private let instruments: [Instrument]
  private let bounds: IndexBounds
  private var watch = ContractWatch(Engine.abilities)
  /// The bytes of what the last input made it write.
  private var written: [UInt64: [UInt8]] = [:]
  private var checkpointBytes: [UInt8] = []
  private var checkpointSequence: UInt64 = 0

  /// What the engine keeps and tells.
  public static var abilities: EngineAbilities { Engine.abilities }

  /// How the engine is.
  public var condition: EngineCondition { engine.condition }

  /// The books as they would be written; the bytes of the engine are in ``ownCheckpoint``.
  public var checkpoint: Checkpoint { Checkpoint(sequence: watch.written, books: books) }

  /// Makes an engine that knows nothing.
  public init(configuration: EngineConfiguration) {
    engine = Engine(configuration: configuration)
    instruments = configuration.instruments
    bounds = IndexBounds(instrumentCount: instruments.count, currencyCount: configuration.currencyCount)
    books = Books(
      BooksStatement(instrumentCount: instruments.count, currencyCount: configuration.currencyCount),
      instruments: instruments)
    take(engine.statement)
  }

  /// Reads what an earlier process has left.
  public mutating func recover(own store: ForeignStore) throws(RecoveryError) -> Int {
    do throws(StoreRefusal) {
      let length = try engine.recover(store)
      take(engine.statement)
      return min(max(0, length), store.journal.count)
    } catch { throw .ownStore(error.message) }
  }

  /// The bytes of a record that the engine has wanted to keep with its last input.
  public func bytes(ofRecord sequence: UInt64) -> [UInt8] { written[sequence] ?? [] }

  /// The bytes of the checkpoint that it has wanted written last.
  public var ownCheckpoint: (sequence: UInt64, bytes: [UInt8]) { (checkpointSequence, checkpointBytes) }

  /// Gives the engine an input, and looks whether it keeps the contract.
  public mutating func handle(_ input: EngineInput, at now: Instant, into effects: inout [EngineEffect]) {
    let input = ForeignInput(input)
    watch.note(input)
    let before = engine.statement
    var twin = engine.fork()
    var expected: [ForeignEffect] = []
    twin.handle(input, at: now, into: &expected)
    if engine.statement != before { note(.sharesState(after: input.name)) }
    var wanted: [ForeignEffect] = []
    engine.handle(input, at: now, into: &wanted)
    let after = engine.statement
    if wanted != expected || after != twin.statement {
      note(.differs(at: input.name, ContractBreach.difference(expected, wanted)))
    }
    take(after)
    written.removeAll(keepingCapacity: true)
    for effect in wanted {
      if let breach = watch.look(at: effect) { note(breach) }
      if let breach = bounds.breach(of: effect) {
        note(breach)
        continue
      }
      effects.append(translated(effect))
    }
  }

  /// Takes what the engine says; of a statement that names what there is not nothing is taken, as tables are sized by it.
  private mutating func take(_ statement: BooksStatement) {
    if let breach = bounds.breach(of: statement) { return note(breach) }
    books = Books(statement, instruments: instruments)
  }

  private mutating func note(_ breach: ContractBreach) { contractBreach = contractBreach ?? breach }

  private mutating func translated(_ effect: ForeignEffect) -> EngineEffect {
    switch effect {
    case .send(let request): return .send(request)
    case .persist(let record, let bytes):
      written[record.sequence] = bytes
      return .keep(record)
    case .writeCheckpoint(let sequence, let bytes):
      (checkpointSequence, checkpointBytes) = (sequence, bytes)
      return .writeCheckpoint(upTo: sequence)
    case .publish(let event): return .publish(event)
    case .notify(let event): return .notify(event)
    case .log(let event): return .log(event)
    case .setTimer(let timer, let instant): return .setTimer(timer, at: instant)
    case .cancelTimer(let timer): return .cancelTimer(timer)
    }
  }
}

extension ForeignInput {
  /// The input as an engine of somebody else takes it.
  init(_ input: EngineInput) {
    switch input {
    case .started(_, let reason): self = .started(reason: reason)
    case .command(let command): self = .command(command)
    case .operatorCommand(let command, let person): self = .operatorCommand(command, by: person)
    case .response(let id, let response): self = .response(id, response)
    case .requestFailed(let id, let failure): self = .requestFailed(id, failure)
    case .streamUpdate(let update): self = .streamUpdate(update)
    case .streamConnected: self = .streamConnected
    case .streamLost: self = .streamLost
    case .timer(let timer): self = .timer(timer)
    case .persisted(let sequence): self = .persisted(upTo: sequence)
    case .persistFailed(let reason): self = .persistFailed(reason: reason)
    case .publishFailed(let sequence, let reason): self = .publishFailed(from: sequence, reason: reason)
    case .published(let sequence): self = .published(upTo: sequence)
    case .stopping: self = .stopping
    }
  }

  /// The name of the case, for texts.
  var name: String { "\(self)".prefix { $0 != "(" }.description }
}
