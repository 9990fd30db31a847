import Reconciliation
import Testing
import Trading

@testable import Simulation

@Suite("The simulated disk")
struct DiskTests {
  private let identity: ConfigurationIdentity = {
    let names = Names(instruments: ["AAPL"], currencies: ["USD"])
    return ConfigurationIdentity(Sample.configuration().engine, naming: names)
  }()

  private func checkpoint(_ sequence: UInt64) -> Checkpoint {
    Checkpoint(sequence: sequence, books: Books(instruments: [Sample.instrument], currencyCount: 1))
  }

  private func disk(synced: ClosedRange<UInt64>) -> SimulatedDisk {
    var disk = SimulatedDisk(opening: nil, identity: identity)
    for number in synced { disk.append(Sample.entry(number, order: UInt32(number))) }
    disk.sync()
    return disk
  }

  /// The bytes of entries, as a process writes them behind a checkpoint.
  private func bytes(_ numbers: UInt64..., after checkpoint: Checkpoint? = nil) -> [UInt8] {
    var writer = JournalWriter(identity, after: checkpoint)
    var bytes: [UInt8] = []
    for number in numbers {
      writer.append(Sample.entry(number, order: UInt32(number)), naming: Names(), to: &bytes)
    }
    return bytes
  }

  @Test("What was not synced is lost at a kill; of a torn write the first half stays")
  func kill() throws {
    var lost = disk(synced: 1...2)
    let durable = lost.contents.journal
    #expect(durable == bytes(1, 2))
    lost.append(Sample.entry(3, order: 3))
    #expect(lost.hasUnsynced && lost.contents.journal == durable)
    var torn = lost
    lost.loseUnsynced(keepingTornHalf: false)
    #expect(lost.contents.journal == durable && !lost.hasUnsynced)
    #expect(try lost.recover().sequence == 2)
    torn.loseUnsynced(keepingTornHalf: true)
    let length = bytes(1, 2, 3).count - durable.count
    #expect(torn.contents.journal.count == durable.count + length / 2)
    let recovery = try torn.recover()
    #expect(recovery.sequence == 2 && recovery.hadTornTail)
    #expect(torn.contents.journal.count == recovery.journalLength)
  }

  @Test("Damage upon damage heals nothing")
  func damagedTwice() throws {
    var disk = SimulatedDisk(opening: checkpoint(0), identity: identity)
    let intact = disk.contents.checkpoints
    for _ in 0..<4 {
      _ = disk.corruptCheckpoint()
      #expect(disk.contents.checkpoints != intact)
    }
  }

  @Test("What a process names after a torn write it names in full")
  func namesAfterATornWrite() throws {
    var disk = disk(synced: 1...1)
    disk.append(Sample.entry(2, order: 7))
    disk.loseUnsynced(keepingTornHalf: true)
    _ = try disk.recover()
    disk.append(Sample.entry(2, order: 7))
    disk.sync()
    let recovery = try disk.recover()
    #expect(recovery.sequence == 2 && recovery.names[NameKey(.order, 7)] == "order#7")
  }

  @Test("Two checkpoints are kept, and the journal as far back as the older of them")
  func checkpoints() throws {
    var disk = disk(synced: 1...3)
    disk.write(checkpoint(3))
    #expect(disk.contents.checkpoints.count == 1)
    var copy = disk
    #expect(try copy.recover().replayedCount == 0)
    disk.append(Sample.entry(4, order: 4))
    disk.sync()
    disk.write(checkpoint(4))
    disk.append(Sample.entry(5, order: 5))
    disk.sync()
    #expect(disk.contents.checkpoints.count == 2)
    #expect(disk.contents.journal == bytes(4, after: checkpoint(3)) + bytes(5, after: checkpoint(4)))
    var damaged = disk
    let wasThere = damaged.corruptCheckpoint()
    #expect(wasThere)
    let recovery = try damaged.recover()
    #expect(recovery.checkpoint == 3 && recovery.sequence == 5 && recovery.replayedCount == 2)
    disk.write(checkpoint(5))
    #expect(disk.contents.checkpoints.count == 2)
    #expect(disk.contents.journal == bytes(5, after: checkpoint(4)))
  }

  @Test("After a tail was cut off, the next checkpoint cuts no more than what the older one covers")
  func cutTail() throws {
    var disk = disk(synced: 1...1)
    disk.write(checkpoint(1))
    disk.append(Sample.entry(2))
    disk.loseUnsynced(keepingTornHalf: true)
    let recovery = try disk.recover()
    #expect(recovery.sequence == 1 && recovery.hadTornTail)
    disk.append(Sample.entry(2))
    disk.sync()
    disk.write(checkpoint(2))
    let hadCheckpoint = disk.corruptCheckpoint()
    #expect(hadCheckpoint)
    #expect(try disk.recover().sequence == 2)
  }

  @Test("A damaged journal is refused")
  func damagedJournal() throws {
    var disk = disk(synced: 1...1)
    let hadJournal = disk.corruptJournal()
    #expect(hadJournal)
    #expect(throws: RecoveryError.hole(offset: 0)) { try disk.recover() }
  }

  @Test("There may be nothing to damage")
  func nothing() {
    var empty = SimulatedDisk(opening: nil, identity: identity)
    let isDamaged = (empty.corruptCheckpoint(), empty.corruptJournal())
    #expect(isDamaged == (false, false))
    let opened = SimulatedDisk(opening: checkpoint(9), identity: identity)
    #expect(opened.contents.checkpoints == [checkpoint(9).encoded(naming: Names(), identity)])
    #expect(opened.contents.journal.isEmpty && !opened.hasUnsynced)
  }
}

extension Names {
  fileprivate init(instruments: [String], currencies: [String]) {
    self.init()
    self.instruments = instruments
    self.currencies = currencies
  }
}

@Suite("The store in a world")
struct StoreTests {
  /// A world in which the engine persists two records at 10 ms under a store fault of line 7.
  private func world(_ effect: StoreEffect?, _ extent: FaultExtent = .unlimited) throws -> World<ScriptedEngine> {
    var world = World<ScriptedEngine>(Sample.configuration())
    world.start()
    if let effect { try world.perform(.store(effect, extent), line: 7) }
    world.run(to: 10)
    try world.perform(.operatorCommand(.halt), line: 8)
    return world
  }

  private func reports(_ world: World<ScriptedEngine>) -> [String] {
    (world.engine?.inputs ?? []).compactMap { instant, input in
      switch input {
      case .persisted(let sequence): "\(instant.nanoseconds / 1_000_000) up to \(sequence)"
      case .persistFailed(let reason): "\(instant.nanoseconds / 1_000_000) \(reason.text)"
      default: nil
      }
    }
  }

  @Test("The records of one input are synced together and reported at once")
  func sync() throws {
    let world = try world(nil)
    #expect(reports(world) == ["10 up to 2"])
    #expect(world.trace.entries.suffix(3).map(\.event.kind) == [.journalAppended, .journalAppended, .journalSynced])
    #expect(!world.disk.contents.journal.isEmpty && !world.storeHasLied)
  }

  @Test("A lost sync reports success and keeps nothing over a kill")
  func lostSync() throws {
    var world = try world(.loseSync)
    #expect(reports(world) == ["10 up to 2"] && world.disk.contents.journal.isEmpty && world.storeHasLied)
    try world.perform(.crash(point: nil, order: nil, execution: nil, down: .seconds(1)), line: 9)
    world.run(to: 2000)
    #expect(world.engine != nil && world.disk.contents.journal.isEmpty)
  }

  @Test("A failing store takes nothing and says why, as long as it fails")
  func failure() throws {
    var world = try world(.fail(.noSpace), .next(1))
    #expect(reports(world) == ["10 no-space"] && world.disk.contents.journal.isEmpty)
    #expect(world.entries(.journalFailed) == ["10 line 8 no-space"])
    try world.perform(.operatorCommand(.halt), line: 9)
    #expect(reports(world) == ["10 no-space", "10 up to 4"])
  }

  @Test("A slow store reports later, and not to another incarnation")
  func slow() throws {
    var world = try world(.slow(.milliseconds(300)))
    var killed = world
    #expect(reports(world).isEmpty)
    world.run(to: 1000)
    #expect(reports(world) == ["310 up to 2"])
    try killed.perform(.crash(point: nil, order: nil, execution: nil, down: .milliseconds(1)), line: 9)
    killed.run(to: 1000)
    #expect(reports(killed).isEmpty && killed.disk.contents.journal.isEmpty)
  }

  @Test("A sync that is slow and lost keeps nothing, and reports success when it is done")
  func slowAndLost() throws {
    var world = World<ScriptedEngine>(Sample.configuration())
    world.start()
    try world.perform(.store(.slow(.milliseconds(300)), .next(1)), line: 7)
    try world.perform(.store(.loseSync, .next(1)), line: 8)
    try world.perform(.operatorCommand(.halt), line: 9)
    #expect(reports(world).isEmpty && !world.storeHasLied)
    world.run(to: 1000)
    #expect(reports(world) == ["300 up to 2"])
    #expect(world.disk.contents.journal.isEmpty && world.storeHasLied)
  }

  @Test("A torn write leaves half of what a kill caught unsynced")
  func tornWrite() throws {
    var world = World<ScriptedEngine>(Sample.configuration())
    world.start()
    try world.perform(.store(.tornWrite, .unlimited), line: 7)
    let crash = WorldAction.crash(point: .persistUnsynced, order: nil, execution: nil, down: .seconds(1))
    try world.perform(crash, line: 8)
    try world.perform(.operatorCommand(.halt), line: 9)
    var writer = JournalWriter(ConfigurationIdentity(Sample.configuration().engine, naming: Names()), after: nil)
    var bytes: [UInt8] = []
    writer.append(Sample.entry(1), naming: Names(), to: &bytes)
    #expect(world.disk.contents.journal.count == bytes.count / 2 && world.engine == nil)
    #expect(world.entries(.containerKilled) == ["0 line 8 persist.unsynced"])
    world.run(to: 2000)
    #expect(world.container == .running && world.recoveredBooks?.orders.isEmpty == true)
  }

  @Test("A container refuses a journal with a hole")
  func refusal() throws {
    var world = try world(nil)
    try world.perform(.corruptJournal, line: 9)
    try world.perform(.restart(down: .milliseconds(100)), line: 10)
    world.run(to: 1000)
    #expect(world.container == .refusing(.hole(offset: 0)) && world.engine == nil)
    do {
      try world.perform(.command(.cancel(Sample.order)), line: 11)
      Issue.record("a trader's command reached a container that does not run")
    } catch { #expect(error == .containerDown) }
  }
}
