import Reconciliation
import Testing
import Trading

@testable import Simulation

@Suite("The simulated network")
struct NetworkTests {
  private func network(
    _ channel: Word, kinds: [Word] = [], order: UInt32? = nil, _ effect: NetworkEffect,
    _ extent: FaultExtent = .unlimited
  ) -> WorldAction {
    .network(MessageFilter(channel: channel, kinds: kinds, order: order), effect, extent)
  }

  /// A world in which one rule was set before one order is placed at the start.
  private func bench(_ rule: WorldAction?, to end: Int = 1000) throws -> NetworkBench {
    var bench = NetworkBench()
    if let rule { try bench.world.perform(rule, line: 7) }
    try bench.place()
    bench.run(to: end)
    return bench
  }

  @Test("A message takes one latency each way, the response before the stream")
  func latency() throws {
    let bench = try bench(nil)
    #expect(bench.arrivals == ["0 connected", "50 done 1", "50 stream ack"])
    #expect(bench.world.entries(.brokerAccepted) == ["25 line 1"])
  }

  @Test("A dropped request never reaches the broker, a dropped response leaves the order there")
  func drops() throws {
    let request = try bench(network(.requests, kinds: [.place], .drop))
    #expect(request.arrivals == ["0 connected"] && request.world.broker.orders.isEmpty)
    #expect(request.world.entries(.messageLost) == ["0 line 7"] && request.world.faults.faults[0].fired == 1)
    let response = try bench(network(.responses, kinds: [.place], .drop))
    #expect(response.arrivals == ["0 connected", "50 stream ack"] && response.world.broker.orders.count == 1)
    #expect(response.world.entries(.messageLost) == ["25 line 7"])
    let stream = try bench(network(.stream, .drop))
    #expect(stream.arrivals == ["0 connected", "50 done 1"])
  }

  @Test("A filter leaves other channels, kinds and orders alone")
  func filters() throws {
    let others = [
      network(.requests, kinds: [.cancel], .drop), network(.requests, kinds: [.place], order: 1, .drop),
      network(.responses, kinds: [.query], .drop), network(.stream, kinds: [.fill], .drop),
    ]
    for rule in others {
      let bench = try bench(rule)
      #expect(bench.arrivals == ["0 connected", "50 done 1", "50 stream ack"])
      #expect(bench.world.faults.faults[0].fired == 0)
    }
    #expect(try bench(network(.requests, kinds: [.cancel, .place], order: 0, .drop)).arrivals == ["0 connected"])
  }

  @Test("A delay adds to the latency, two delays add up")
  func delays() throws {
    let rule = network(.requests, .delay(by: .milliseconds(100), jitter: .zero))
    #expect(try bench(rule).arrivals == ["0 connected", "150 done 1", "150 stream ack"])
    var bench = NetworkBench()
    try bench.world.perform(rule, line: 7)
    try bench.world.perform(network(.requests, .delay(by: .milliseconds(10), jitter: .zero)), line: 8)
    try bench.place()
    bench.run(to: 1000)
    #expect(bench.world.entries(.brokerAccepted) == ["135 line 1"])
    #expect(
      bench.world.trace.entries.filter { $0.event.kind == .messageDelayed }.map(\.event.number) == [
        100_000_000, 10_000_000,
      ])
  }

  @Test("Jitter stays within its bound, and one rule's draws do not move another's")
  func jitter() throws {
    func extras(_ line: UInt32, with other: Bool) throws -> [Int64] {
      var bench = NetworkBench()
      if other {
        let rule = network(.requests, order: 9, .delay(by: .zero, jitter: .milliseconds(50)))
        try bench.world.perform(rule, line: 5)
      }
      try bench.world.perform(
        network(.requests, order: 0, .delay(by: .seconds(1), jitter: .milliseconds(50))), line: line)
      for _ in 0..<20 {
        try bench.world.perform(.command(.cancel(ClientOrderID(index: 9))), line: 1)
        try bench.world.perform(.command(.cancel(ClientOrderID(index: 0))), line: 1)
      }
      return bench.world.trace.entries
        .filter { $0.event.kind == .messageDelayed && $0.event.order == 0 }.map(\.event.number)
    }
    let alone = try extras(7, with: false)
    #expect(alone.count == 20 && Set(alone).count > 5)
    #expect(alone.allSatisfy { (1_000_000_000...1_050_000_000).contains($0) })
    #expect(try extras(7, with: true) == alone)
    #expect(try extras(8, with: false) != alone)
  }

  @Test("A duplicate arrives a second time, and the broker answers twice")
  func duplicates() throws {
    let request = try bench(network(.requests, .duplicate(after: .milliseconds(300))))
    #expect(request.arrivals == ["0 connected", "50 done 1", "50 stream ack", "350 refused 1 duplicate-key"])
    let stream = try bench(network(.stream, .duplicate(after: .milliseconds(300))))
    #expect(stream.arrivals == ["0 connected", "50 done 1", "50 stream ack", "350 stream ack"])
    #expect(stream.world.entries(.messageDuplicated) == ["25 line 7"])
  }

  @Test("Held messages arrive when the last of them would have, the last one first")
  func reorders() throws {
    func arrivals(_ extent: FaultExtent, healing: Int? = nil, ending: Int? = nil) throws -> [String] {
      var bench = NetworkBench()
      try bench.world.perform(network(.requests, .reorder, extent), line: 7)
      for (index, instant) in [0, 100, 200].enumerated() {
        bench.run(to: instant)
        if instant == ending { bench.world.endFaults(ofLine: 7) }
        try bench.place(UInt32(index))
      }
      if let healing {
        bench.run(to: healing)
        try bench.world.perform(.heal, line: 8)
      }
      bench.run(to: 1000)
      return bench.arrivals.filter { $0.contains("done") }
    }
    #expect(try arrivals(.next(2)) == ["150 done 2", "150 done 1", "250 done 3"])
    #expect(try arrivals(.next(3)) == ["250 done 3", "250 done 2", "250 done 1"])
    #expect(try arrivals(.next(4)) == [])
    #expect(try arrivals(.next(4), healing: 500) == ["550 done 3", "550 done 2", "550 done 1"])
    #expect(try arrivals(.duration(.milliseconds(150))) == ["200 done 2", "200 done 1", "250 done 3"])
    #expect(try arrivals(.unlimited, ending: 200) == ["250 done 2", "250 done 1", "250 done 3"])
    #expect(try arrivals(.unlimited) == [])
  }

  @Test("Messages come in bursts: so many together, or those that are there when the first has waited long enough")
  func bursts() throws {
    func arrivals(_ size: Int, within patience: Int?, _ extent: FaultExtent, ending: Int? = nil) throws -> [String] {
      var bench = NetworkBench()
      let burst = NetworkEffect.burst(of: size, within: patience.map { .milliseconds($0) })
      try bench.world.perform(network(.requests, burst, extent), line: 7)
      for (index, instant) in [0, 100, 200].enumerated() {
        bench.run(to: instant)
        if instant == ending { bench.world.endFaults(ofLine: 7) }
        try bench.place(UInt32(index))
      }
      bench.run(to: 1000)
      return bench.arrivals.filter { $0.contains("done") }
    }
    #expect(try arrivals(2, within: nil, .unlimited) == ["150 done 1", "150 done 2"])
    #expect(try arrivals(3, within: nil, .unlimited) == ["250 done 1", "250 done 2", "250 done 3"])
    #expect(try arrivals(2, within: 50, .unlimited) == ["100 done 1", "200 done 2", "300 done 3"])
    #expect(try arrivals(4, within: 150, .unlimited) == ["200 done 1", "200 done 2", "400 done 3"])
    #expect(try arrivals(2, within: 150, .next(3)) == ["150 done 1", "150 done 2", "250 done 3"])
    #expect(try arrivals(4, within: nil, .duration(.milliseconds(150))) == ["200 done 1", "200 done 2", "250 done 3"])
    #expect(try arrivals(4, within: nil, .unlimited, ending: 200) == ["250 done 1", "250 done 2", "250 done 3"])
    #expect(try arrivals(4, within: nil, .unlimited) == [])
  }

  @Test(
    "A gateway forwards before it gives up with 502 and 504, and not with any other status",
    arguments: [(500, false), (503, false), (429, false), (502, true), (504, true)])
  func gateways(status: Int, isForwarded: Bool) throws {
    let bench = try bench(network(.requests, kinds: [.place], .fail(status: status), .next(1)))
    let reason = status == 429 ? "rate-limited" : "server-error"
    #expect(
      bench.arrivals
        == (isForwarded
          ? ["0 connected", "50 failed 1 \(reason)", "50 stream ack"]
          : ["0 connected", "50 failed 1 \(reason)"]))
    #expect(bench.world.broker.orders.count == (isForwarded ? 1 : 0))
    #expect(bench.world.trace.entries.first { $0.event.kind == .messageFailed }?.event.number == Int64(status))
  }

  @Test("A cut loses what is sent and what is on its way, and resets the stream at once")
  func cut() throws {
    var bench = NetworkBench()
    try bench.place()
    bench.run(to: 10)
    try bench.world.perform(.cut(.unlimited), line: 7)
    #expect(bench.world.isCut && bench.arrivals == ["0 connected", "10 lost"])
    try bench.place(1)
    bench.run(to: 500)
    #expect(bench.world.entries(.messageLost) == ["10 line 1 cut", "25 line 1 cut"])
    #expect(bench.world.broker.orders.isEmpty)
    try bench.world.perform(.heal, line: 8)
    #expect(!bench.world.isCut)
    try bench.place(2)
    bench.run(to: 1000)
    #expect(bench.arrivals.dropFirst(2) == ["525 connected", "550 done 3", "550 stream ack"])
    #expect(bench.world.entries(.netHealed) == ["500 line 8"])
    #expect(bench.world.entries(.netCut) == ["10 line 7"])
  }

  @Test("A cut with a length ends by itself; healing an uncut network reconnects nothing")
  func timedCut() throws {
    var bench = NetworkBench()
    try bench.world.perform(.cut(.duration(.milliseconds(300))), line: 7)
    bench.run(to: 1000)
    #expect(bench.arrivals == ["0 connected", "0 lost", "325 connected"])
    #expect(bench.world.entries(.netHealed) == ["300 line 7"])
    try bench.world.perform(.heal, line: 8)
    bench.run(to: 2000)
    #expect(bench.arrivals.count == 3)
  }

  @Test("Of two overlapping cuts the later one ends the silence")
  func overlappingCuts() throws {
    var bench = NetworkBench()
    try bench.world.perform(.cut(.duration(.milliseconds(300))), line: 7)
    try bench.world.perform(.cut(.duration(.milliseconds(500))), line: 8)
    bench.run(to: 400)
    #expect(bench.world.isCut)
    bench.run(to: 1000)
    #expect(!bench.world.isCut && bench.arrivals.last == "525 connected")
    #expect(bench.arrivals.count { $0.hasSuffix("connected") } == 2)
  }

  @Test("`next` counts messages, `for` ends at its instant, a mark ends the faults of its line")
  func extents() throws {
    func arrivals(_ extent: FaultExtent, endingAt end: Int? = nil) throws -> [String] {
      var bench = NetworkBench()
      try bench.world.perform(network(.requests, .drop, extent), line: 7)
      for (index, instant) in [0, 100, 200, 300].enumerated() {
        bench.run(to: instant)
        if instant == end { bench.world.endFaults(ofLine: 7) }
        try bench.place(UInt32(index))
      }
      bench.run(to: 1000)
      return bench.arrivals.filter { $0.contains("done") }
    }
    #expect(try arrivals(.next(2)) == ["250 done 3", "350 done 4"])
    #expect(try arrivals(.duration(.milliseconds(200))) == ["250 done 3", "350 done 4"])
    #expect(try arrivals(.duration(.milliseconds(201))) == ["350 done 4"])
    #expect(try arrivals(.unlimited) == [])
    #expect(try arrivals(.unlimited, endingAt: 100) == ["150 done 2", "250 done 3", "350 done 4"])
  }

  @Test("A pin fixes the latency of one message of its channel")
  func pins() throws {
    var bench = NetworkBench { configuration in
      configuration.pins = [
        LatencyPin(channel: .responses, ordinal: 2, latency: .milliseconds(400)),
        LatencyPin(channel: .requests, ordinal: 1, latency: .milliseconds(5)),
      ]
    }
    for order in 0..<3 as Range<UInt32> { try bench.place(order) }
    bench.run(to: 1000)
    #expect(bench.arrivals.filter { $0.contains("done") } == ["30 done 1", "50 done 3", "425 done 2"])
  }

  @Test("The broker's stream beats every five seconds where the engine watches it, and not through a cut")
  func heartbeat() throws {
    var bench = NetworkBench { $0.engine.streamSilence = .seconds(15) }
    bench.run(to: 11_000)
    try bench.world.perform(.cut(.duration(.seconds(5))), line: 7)
    bench.run(to: 21_000)
    let beats = bench.world.engine?.inputs.filter { entry in
      if case .streamUpdate(.heartbeat) = entry.input { true } else { false }
    }
    #expect(beats?.map { $0.instant.nanoseconds / 1_000_000 } == [5025, 10_025, 20_025])
  }

  @Test("An answer to a process that is gone is lost, even if another one runs by then")
  func previousIncarnation() throws {
    var bench = NetworkBench()
    try bench.place()
    bench.run(to: 10)
    try bench.world.perform(.crash(point: nil, order: nil, execution: nil, down: .milliseconds(5)), line: 7)
    bench.run(to: 1000)
    #expect(bench.arrivals == ["15 connected", "50 stream ack"])
    #expect(bench.world.entries(.messageLost) == ["50 line 1 crash"])
  }
}
