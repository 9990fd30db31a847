import Testing
import Trading

@testable import Reconciliation

@Suite("A bus that fails")
struct BusFailureTests {
  /// An engine with one order, whose first execution the bus has not confirmed.
  private func failing(_ change: (inout EngineConfiguration) -> Void = { _ in }) -> (EngineBench, UInt64) {
    var bench = EngineBench.ready(change)
    bench.placeAndAccept()
    bench.execute(Fixture.execution(1, 10, sequence: 6), filled: 10)
    let sequence = bench.publications.last?.sequence ?? 0
    bench.give(.publishFailed(from: sequence, reason: .failed), at: 100)
    return (bench, sequence)
  }

  @Test("It is logged and told once, and tried again after growing waits")
  func told() {
    var (bench, sequence) = failing()
    #expect(bench.logged.map(\.kind) == [.busFailed] && bench.logged.first?.sequence == sequence)
    #expect(bench.notices.map(\.subject) == [.busFailure] && bench.notices.first?.reason == .failed)
    #expect(bench.timer(.bus) == 1100)
    #expect(bench.engine.condition == .ready)
    bench.give(.timer(.bus), at: 1100)
    #expect(bench.publications.map(\.sequence) == [sequence])
    bench.give(.publishFailed(from: sequence, reason: .failed), at: 1100)
    #expect(bench.logged.isEmpty && bench.notices.isEmpty)
    #expect((3100...3300).contains(bench.timer(.bus) ?? 0))
  }

  @Test("What comes meanwhile waits behind what waits, and all goes out in order")
  func order() {
    var (bench, sequence) = failing()
    bench.execute(Fixture.execution(2, 10, sequence: 7), filled: 20)
    #expect(bench.publications.isEmpty && bench.engine.health.withheld == 2)
    bench.give(.timer(.bus), at: 1100)
    let published = bench.publications.map(\.sequence)
    #expect(published.count == 2 && published.first == sequence && published == published.sorted())
    bench.give(.published(upTo: published.last ?? 0), at: 1100)
    #expect(bench.logged.map(\.kind) == [.busRestored] && bench.logged.first?.number == 2)
    #expect(bench.publications.isEmpty && bench.engine.health.withheld == 0)
    bench.give(.timer(.bus), at: 2000)
    #expect(bench.publications.isEmpty)
  }

  @Test("What the bus has confirmed of a try does not go out again")
  func inPart() {
    var (bench, _) = failing()
    bench.execute(Fixture.execution(2, 10, sequence: 7), filled: 20)
    bench.give(.timer(.bus), at: 1100)
    let last = bench.publications.last?.sequence ?? 0
    bench.give(.publishFailed(from: last, reason: .timeout), at: 1100)
    bench.give(.timer(.bus), at: 3200)
    #expect(bench.publications.map(\.sequence) == [last])
  }

  @Test("A bus that says by itself that it works gets at once what has waited, and confirms that")
  func back() {
    var (bench, sequence) = failing()
    bench.give(.published(upTo: 0), at: 200)
    #expect(bench.publications.map(\.sequence) == [sequence] && bench.timer(.bus) == nil && bench.logged.isEmpty)
    bench.give(.published(upTo: sequence), at: 200)
    #expect(bench.logged.map(\.kind) == [.busRestored])
  }

  @Test("No checkpoint is written while it fails, and one is due when it works")
  func checkpoints() {
    var (bench, sequence) = failing()
    bench.execute(Fixture.execution(2, 10, sequence: 7), filled: 20)
    #expect(bench.checkpoints.isEmpty)
    bench.give(.timer(.bus), at: 1100)
    #expect(bench.checkpoints.isEmpty)
    bench.give(.published(upTo: sequence + 100), at: 1100)
    #expect(bench.checkpoints.map(\.sequence) == [bench.engine.checkpoint.sequence])
  }

  @Test("As many as may wait halt the engine, and one less does not")
  func bound() {
    var (bench, _) = failing { $0.busBacklog = 2 }
    #expect(bench.engine.condition == .ready)
    bench.execute(Fixture.execution(2, 10, sequence: 7), filled: 20)
    #expect(bench.engine.condition == .halted && bench.logged.last?.reason == .busFailure)
    bench.give(.timer(.bus), at: 1100)
    bench.give(.published(upTo: .max), at: 1100)
    #expect(bench.engine.condition == .ready)
  }

  @Test("A failure that names nothing of the last turn is a failure all the same: it is tried with nothing")
  func nothing() {
    var bench = EngineBench.ready()
    bench.give(.publishFailed(from: .max, reason: .failed), at: 100)
    #expect(bench.timer(.bus) == 1100)
    bench.give(.timer(.bus), at: 1100)
    #expect(bench.publications.isEmpty)
    bench.give(.published(upTo: 0), at: 1100)
    #expect(bench.logged.map(\.kind) == [.busRestored])
  }
}
