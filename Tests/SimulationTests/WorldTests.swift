import Reconciliation
import Testing
import Trading

@testable import Simulation

@Suite("The world with the real engine")
struct WorldTests {
  typealias RealWorld = World<ReconciliationEngine>

  private func world(_ change: (inout WorldConfiguration) -> Void = { _ in }) -> RealWorld {
    var world = RealWorld(Sample.configuration(change))
    world.start()
    return world
  }

  private func fill(_ quantity: Int?, _ id: UInt32) -> WorldAction {
    .broker(
      .fill(
        NamedOrder(Sample.order), quantity: quantity.map { Decimal($0) }, isOverfill: false, price: Decimal(10),
        execution: ExecutionID(index: id)))
  }

  @Test("An order is placed, accepted and filled, and both sides agree")
  func life() throws {
    var world = world()
    world.run(to: 100)
    try world.perform(.command(.place(Sample.order, Sample.terms)), line: 2)
    world.run(to: 200)
    #expect(world.engine?.books.order(Sample.order)?.status == .open)
    try world.perform(fill(nil, 1), line: 3)
    world.run(to: 300)
    #expect(world.engine?.books.order(Sample.order)?.status == .filled)
    #expect(
      world.engine?.books.positions.map(\.quantity) == world.broker.positions.map(\.quantity)
        && world.engine?.books.cash == world.broker.cash)
  }

  @Test("Every entry has a cause before it, and the line of the scenario behind it")
  func causes() throws {
    var world = world()
    world.run(to: 100)
    try world.perform(.command(.place(Sample.order, Sample.terms)), line: 2)
    world.run(to: 200)
    try world.perform(fill(nil, 1), line: 3)
    world.run(to: 300)
    for (index, entry) in world.trace.entries.enumerated() where entry.cause != TraceEntry.noCause {
      #expect(entry.cause < index && world.trace.entries[Int(entry.cause)].instant <= entry.instant)
    }
    func line(_ kind: EventKind) -> UInt32? { world.trace.entries.first { $0.event.kind == kind }?.line }
    #expect(line(.orderSent) == 2 && line(.brokerAccepted) == 2 && line(.orderUpdated) == 2)
    #expect(line(.brokerFilled) == 3 && line(.fillApplied) == 3 && line(.orderFilled) == 3)
    let filled = try #require(world.trace.entries.first { $0.event.kind == .orderFilled })
    var kinds: [EventKind] = []
    var next = filled.cause
    while next != TraceEntry.noCause {
      kinds.append(world.trace.entries[Int(next)].event.kind)
      next = world.trace.entries[Int(next)].cause
    }
    #expect(kinds == [.journalSynced, .fillApplied, .journalAppended, .fillReceived, .brokerFilled])
    #expect(kinds.last == .brokerFilled && kinds.contains(.journalSynced))
  }

  @Test("A copy runs on independently, and to the same digest")
  func copies() throws {
    var original = world { $0.engine.orderInterval = .seconds(1) }
    original.run(to: 100)
    try original.perform(.command(.place(Sample.order, Sample.terms)), line: 2)
    original.run(to: 110)
    let digest = original.trace.digest
    var copy = original
    var lossy = original
    func goOn(_ world: inout RealWorld) throws {
      world.run(to: 200)
      try world.perform(fill(40, 1), line: 3)
      try world.perform(.crash(point: .publishBefore, order: nil, execution: nil, down: .seconds(1)), line: 4)
      world.run(to: 5000)
    }
    try goOn(&copy)
    #expect(original.trace.digest == digest && original.now == .origin + .milliseconds(110))
    #expect(copy.trace.digest != digest)
    try lossy.perform(.network(MessageFilter(channel: .responses), .drop, .next(1)), line: 9)
    try goOn(&lossy)
    try goOn(&original)
    #expect(original.trace.digest == copy.trace.digest && original.stepCount == copy.stepCount)
    #expect(original.trace.entries == copy.trace.entries)
    #expect(lossy.trace.digest != copy.trace.digest)
  }

  @Test("A kill at any effect boundary is survived, and both sides agree in the end", arguments: Word.crashPoints)
  func crashPoints(point: Word) throws {
    var world = world { $0.engine.orderInterval = .seconds(1) }
    world.run(to: 100)
    try world.perform(.crash(point: point, order: nil, execution: nil, down: .seconds(1)), line: 2)
    try world.perform(.command(.place(Sample.order, Sample.terms)), line: 3)
    // What was not sent is sent again when three look-ups have not found it.
    world.run(to: 10_000)
    let isAtBroker = !world.broker.orders.isEmpty
    if isAtBroker {
      try world.perform(fill(nil, 1), line: 4)
    }
    world.run(to: 20_000)
    #expect(world.entries(.containerKilled).count == 1 && world.faults.faults[0].fired == 1)
    #expect(world.trace.entries.first { $0.event.kind == .containerKilled }?.event.reason == point)
    #expect(world.trace.entries.count { $0.event.kind == .containerStarted } == 2)
    // A record that was not durable is an order that the trader was never promised.
    let isForgotten = [Word.persistBefore, .persistUnsynced].contains(point)
    #expect(isAtBroker == !isForgotten)
    #expect(world.engine?.books.order(Sample.order)?.status == (isForgotten ? nil : .filled))
    #expect(world.engine?.books.positions.map(\.quantity) == world.broker.positions.map(\.quantity))
    #expect(world.broker.orders.count <= 1)
  }

  @Test("A kill can wait for an order or an execution")
  func aimedCrash() throws {
    var world = world { $0.engine.orderInterval = nil }
    world.run(to: 100)
    try world.perform(.crash(point: .publishAfter, order: nil, execution: 2, down: .seconds(1)), line: 2)
    try world.perform(.command(.place(Sample.order, Sample.terms)), line: 3)
    world.run(to: 200)
    try world.perform(fill(10, 1), line: 4)
    world.run(to: 300)
    #expect(world.engine != nil)
    try world.perform(fill(10, 2), line: 5)
    world.run(to: 400)
    #expect(world.engine == nil && world.container == .down)
    #expect(world.entries(.containerKilled) == ["325 line 2 publish.after"])
    world.run(to: 1325)
    #expect(world.engine?.books.executions.count == 2)
  }

  @Test("The same configuration and script give the same digest, another latency does not")
  func determinism() throws {
    func digest(latency: Int) throws -> UInt64 {
      var world = world { $0.latency = .milliseconds(latency) }
      world.run(to: 100)
      try world.perform(.command(.place(Sample.order, Sample.terms)), line: 2)
      world.run(to: 60_000)
      return world.trace.digest
    }
    #expect(try digest(latency: 25) == digest(latency: 25))
    #expect(try digest(latency: 25) != digest(latency: 26))
  }

  @Test("Every word in a trace is one that the catalogue lists for its field")
  func vocabulary() throws {
    var world = world { $0.engine.mode = .live }
    try world.perform(.store(.slow(.milliseconds(5)), .unlimited), line: 1)
    world.run(to: 100)
    try world.perform(
      .network(MessageFilter(channel: .requests, kinds: [.orders]), .fail(status: 503), .next(1)), line: 1)
    try world.perform(.command(.place(Sample.order, Sample.terms)), line: 2)
    world.run(to: 200)
    try world.perform(.broker(.trade(InstrumentID(index: 0), .sell, quantity: .one, price: .one, note: 0)), line: 3)
    try world.perform(.falsify(.empty, .next(2)), line: 3)
    try world.perform(.cut(.duration(.seconds(1))), line: 3)
    world.run(to: 30_000)
    try world.perform(.crash(point: nil, order: nil, execution: nil, down: .seconds(1)), line: 4)
    world.run(to: 60_000)
    try world.perform(.restart(down: .seconds(1)), line: 4)
    world.run(to: 90_000)
    #expect(Set(world.trace.entries.map(\.event.kind)).count > 25)
    for entry in world.trace.entries {
      for field in entry.event.kind.fields {
        guard case .word(let words) = field.type, case .word(let word)? = entry.event[field] else { continue }
        #expect(words.contains(word), "\(entry.event.kind.name) has \(field.name)=\(word.text)")
      }
    }
  }
}
