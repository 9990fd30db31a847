import Testing
import Trading

@testable import Reconciliation

@Suite("Durable before visible")
struct DurabilityTests {
  @Test("An order is sent only once its attempt is durable")
  func sendWaits() {
    var bench = EngineBench.ready(persistsAtOnce: false)
    bench.place()
    #expect(bench.persistedKinds == [.accepted, .attempt])
    #expect(bench.sends.isEmpty)
    bench.give(.persisted(upTo: 1), at: 10)
    #expect(bench.sends.isEmpty)
    bench.give(.persisted(upTo: 2), at: 20)
    #expect(bench.sends.map(\.content) == [.place(Fixture.order, Fixture.terms)])
    // The time in which the broker must have it counts from the sending: the store may have been slow.
    #expect(bench.sends.first?.deadline == Instant.origin + .milliseconds(2020))
    #expect(bench.timer(.request(RequestID(1))) == 2020)
  }

  @Test("A fill is counted at once and published when durable, cancels and replaces are sent when durable")
  func publicationWaits() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.persistsAtOnce = false
    bench.execute(Fixture.execution(1, 30, sequence: 6), filled: 30)
    #expect(bench.order?.filled == Decimal(30))
    #expect(bench.persistedKinds == [.execution])
    #expect(bench.publications.isEmpty && bench.checkpoints.isEmpty)
    let record = bench.records.last?.sequence ?? 0
    bench.give(.command(.cancel(Fixture.order)), at: 110)
    #expect(bench.persistedKinds == [.cancelIntent] && bench.sends.isEmpty)
    bench.give(.persisted(upTo: record), at: 120)
    #expect(bench.publications.map(\.kind) == [.orderFilled])
    #expect(bench.publications.map(\.sequence) == [record])
    #expect(bench.sends.isEmpty && bench.checkpoints.isEmpty)
    bench.give(.persisted(upTo: record + 1), at: 130)
    #expect(bench.sentKinds == [.cancel])
    #expect(bench.checkpoints.map(\.sequence) == [record + 1])
  }

  @Test("A report about records that were never written, or an old one, is ignored")
  func absurdReports() {
    var bench = EngineBench.ready(persistsAtOnce: false)
    bench.place()
    bench.give(.persisted(upTo: 3), at: 1)
    #expect(bench.sends.isEmpty)
    bench.give(.persisted(upTo: .max), at: 2)
    #expect(bench.sends.isEmpty)
    bench.give(.persisted(upTo: 2), at: 3)
    #expect(bench.sentKinds == [.place])
    bench.give(.persisted(upTo: 1), at: 4)
    #expect(bench.effects.isEmpty)
  }

  @Test("A failing store halts the engine, tells a person at once, and is tried again")
  func storeFailure() {
    var bench = EngineBench.ready(persistsAtOnce: false)
    bench.place()
    bench.give(.persistFailed(reason: .noSpace), at: 10)
    #expect(bench.engine.condition == .halted)
    #expect(bench.logged.map(\.kind) == [.engineHalted] && bench.logged.first?.reason == .noSpace)
    #expect(bench.notices.map(\.subject) == [.storeFailure] && bench.notices.first?.reason == .noSpace)
    #expect(bench.timer(.store) == 1010)
    bench.place(ClientOrderID(index: 1), at: 20)
    #expect(bench.logged.map(\.reason) == [.halted] && bench.persisted.isEmpty)
    bench.give(.timer(.store), at: 1010)
    #expect(bench.persisted == [1, 2] && bench.persistedKinds == [.accepted, .attempt])
    bench.give(.persistFailed(reason: .noSpace), at: 1010)
    #expect(bench.notices.isEmpty && bench.engine.condition == .halted)
    #expect((3010...3210).contains(bench.timer(.store) ?? 0))
    bench.give(.timer(.store), at: 3100)
    bench.give(.persisted(upTo: 2), at: 3100)
    #expect(bench.engine.condition == .ready)
    #expect(bench.logged.map(\.kind).contains(.engineRecovered))
    #expect(bench.sentKinds == [.place])
    bench.give(.timer(.store), at: 4000)
    #expect(bench.effects.isEmpty)
  }

  @Test("A failure told when all has become durable since ends with the next try, which has nothing to write")
  func lateStoreFailure() {
    var bench = EngineBench.ready(persistsAtOnce: false)
    bench.place()
    bench.give(.persisted(upTo: 2), at: 5)
    bench.give(.persistFailed(reason: .ioError), at: 10)
    #expect(bench.engine.condition == .halted)
    bench.give(.timer(.store), at: 1010)
    #expect(bench.persisted.isEmpty)
    #expect(bench.engine.condition == .ready)
    #expect(bench.logged.map(\.kind) == [.engineRecovered])
  }

  @Test("A restart publishes again what may not have gone out, and asks about what was on its way")
  func restart() throws {
    let configuration = Fixture.configuration()
    var records = Fixture.records
    records[2] = .order(.cancelIntent(Fixture.order))
    let second = ClientOrderID(index: 1)
    records[4] = .order(.accepted(second, Fixture.terms))
    records[5] = .order(.attempt(second, number: 1))
    let journal = Fixture.bytes(records.enumerated().map { Fixture.entry($1, UInt64($0 + 1)) })
    let recovery = try Recovery(checkpoints: [], journal: journal, identity: Fixture.identity)
    var bench = EngineBench(configuration)
    bench.give(.started(recovery, reason: .crash), at: 5000)
    #expect(bench.logged.first?.kind == .engineStarted)
    #expect(bench.logged.first?.sequence == 6 && bench.logged.first?.number == 6)
    #expect(bench.publications.map(\.kind) == [.orderFilled, .orderUpdated])
    #expect(bench.publications.map(\.sequence) == [4, 7])
    #expect(bench.engine.books.order(ClientOrderID(index: 1))?.status == .unknown)
    #expect(bench.sentKinds == [.orders, .executions])
    #expect(bench.engine.condition == .starting)
  }

  @Test("A checkpoint is written every so many executions, and never ahead of the bus")
  func checkpointInterval() {
    var bench = EngineBench.ready { $0.checkpointEvery = 2 }
    bench.placeAndAccept()
    bench.execute(Fixture.execution(1, 10, sequence: 6), filled: 10)
    #expect(bench.checkpoints.isEmpty)
    bench.execute(Fixture.execution(2, 10, sequence: 7), filled: 20)
    #expect(bench.checkpoints.map(\.books.executions.count) == [2])
    bench.execute(Fixture.execution(3, 10, sequence: 8), filled: 30)
    #expect(bench.checkpoints.isEmpty)
  }
}
