import Reconciliation
import Testing
import Trading

@testable import Simulation

@Suite("The simulated disk")
struct DiskTests {
  private let configuration = Sample.configuration().engine

  private func record(_ number: UInt64) -> JournalRecord { .cancelIntent(ClientOrderID(index: UInt32(number))) }

  private func checkpoint(_ sequence: UInt64) -> Checkpoint {
    Checkpoint(sequence: sequence, books: Books(instruments: configuration.instruments, currencyCount: 1))
  }

  private func disk(synced: ClosedRange<UInt64>) -> SimulatedDisk {
    var disk = SimulatedDisk(opening: nil)
    for number in synced { disk.append(record(number), sequence: number) }
    disk.sync()
    return disk
  }

  private func recover(_ disk: SimulatedDisk) throws(RecoveryError) -> Recovery {
    try Recovery(checkpoints: disk.checkpoints, journal: disk.journal, configuration: configuration)
  }

  @Test("What was not synced is lost at a kill; of a torn write the first half stays")
  func kill() throws {
    var lost = disk(synced: 1...2)
    let durable = lost.journal
    lost.append(record(3), sequence: 3)
    #expect(lost.hasUnsynced && lost.journal == durable)
    var torn = lost
    lost.loseUnsynced(keepingTornHalf: false)
    #expect(lost.journal == durable && !lost.hasUnsynced)
    #expect(try recover(lost).sequence == 2)
    torn.loseUnsynced(keepingTornHalf: true)
    let length = JournalFrame.encode(record(3), sequence: 3).count
    #expect(torn.journal.count == durable.count + length / 2)
    let recovery = try recover(torn)
    #expect(recovery.sequence == 2 && recovery.hadTornTail)
    torn.truncateJournal(to: recovery.journalLength)
    #expect(torn.journal == durable)
  }

  @Test("Two checkpoints are kept, and the journal as far back as the older of them")
  func checkpoints() throws {
    var disk = disk(synced: 1...3)
    disk.write(checkpoint(3))
    #expect(disk.checkpoints.count == 1)
    #expect(try recover(disk).replayedCount == 0)
    disk.append(record(4), sequence: 4)
    disk.sync()
    disk.write(checkpoint(4))
    disk.append(record(5), sequence: 5)
    disk.sync()
    #expect(disk.checkpoints.count == 2)
    let tail = JournalFrame.encode(record(4), sequence: 4) + JournalFrame.encode(record(5), sequence: 5)
    #expect(disk.journal == tail)
    var damaged = disk
    let wasThere = damaged.corruptCheckpoint()
    #expect(wasThere)
    let recovery = try recover(damaged)
    #expect(recovery.checkpoint == 3 && recovery.sequence == 5 && recovery.replayedCount == 2)
    disk.write(checkpoint(5))
    #expect(disk.checkpoints.count == 2 && disk.journal == JournalFrame.encode(record(5), sequence: 5))
  }

  @Test("After a tail was cut off, the next checkpoint cuts no more than what the older one covers")
  func cutTail() throws {
    var disk = disk(synced: 1...1)
    disk.write(checkpoint(1))
    let hadJournal = disk.corruptJournal()
    #expect(hadJournal)
    let recovery = try recover(disk)
    #expect(recovery.sequence == 1 && recovery.journalLength == 0)
    disk.truncateJournal(to: recovery.journalLength)
    disk.append(record(2), sequence: 2)
    disk.sync()
    disk.write(checkpoint(2))
    let hadCheckpoint = disk.corruptCheckpoint()
    #expect(hadCheckpoint)
    #expect(try recover(disk).sequence == 2)
  }

  @Test("There may be nothing to damage")
  func nothing() {
    var empty = SimulatedDisk(opening: nil)
    let isDamaged = (empty.corruptCheckpoint(), empty.corruptJournal())
    #expect(isDamaged == (false, false))
    let opened = SimulatedDisk(opening: checkpoint(9))
    #expect(opened.checkpoints == [checkpoint(9).encoded()])
    #expect(opened.journal.isEmpty && !opened.hasUnsynced)
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
    #expect(!world.disk.journal.isEmpty && !world.storeHasLied)
  }

  @Test("A lost sync reports success and keeps nothing over a kill")
  func lostSync() throws {
    var world = try world(.loseSync)
    #expect(reports(world) == ["10 up to 2"] && world.disk.journal.isEmpty && world.storeHasLied)
    try world.perform(.crash(point: nil, order: nil, execution: nil, down: .seconds(1)), line: 9)
    world.run(to: 2000)
    #expect(world.engine != nil && world.disk.journal.isEmpty)
  }

  @Test("A failing store takes nothing and says why, as long as it fails")
  func failure() throws {
    var world = try world(.fail(.noSpace), .next(1))
    #expect(reports(world) == ["10 no-space"] && world.disk.journal.isEmpty)
    #expect(world.entries(.journalFailed) == ["10 line 0 no-space"])
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
    #expect(reports(killed).isEmpty && killed.disk.journal.isEmpty)
  }

  @Test("A torn write leaves half of what a kill caught unsynced")
  func tornWrite() throws {
    var world = World<ScriptedEngine>(Sample.configuration())
    world.start()
    try world.perform(.store(.tornWrite, .unlimited), line: 7)
    let crash = WorldAction.crash(point: .persistUnsynced, order: nil, execution: nil, down: .seconds(1))
    try world.perform(crash, line: 8)
    try world.perform(.operatorCommand(.halt), line: 9)
    let length = JournalFrame.encode(.cancelIntent(ClientOrderID(index: 0)), sequence: 1).count
    #expect(world.disk.journal.count == length / 2 && world.engine == nil)
    #expect(world.entries(.containerKilled) == ["0 line 8 persist.unsynced"])
    world.run(to: 2000)
    #expect(world.engine != nil && world.disk.journal.isEmpty && world.container == .running)
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
