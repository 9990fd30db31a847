import Reconciliation
import Testing
import Trading

@testable import Simulation

@Suite("Messages that say what is not so")
struct FalsifyTests {
  /// A world of two instruments with an order at the broker, and a rule from then on.
  private func bench(_ channel: Word, _ lie: MessageLie, _ extent: FaultExtent = .next(1)) throws -> NetworkBench {
    var bench = NetworkBench { $0.engine.instruments.append(Sample.instrument) }
    try bench.place()
    bench.run(to: 60)
    try bench.world.perform(.network(MessageFilter(channel: channel), .falsify(lie), extent), line: 7)
    return bench
  }

  private func fill(_ bench: inout NetworkBench) throws {
    let command = BrokerCommand.fill(
      NamedOrder(Sample.order), quantity: Decimal(30), isOverfill: false, price: Decimal(10),
      execution: ExecutionID(index: 0))
    try bench.world.perform(.broker(command), line: 3)
    bench.run(to: 500)
  }

  private func executions(_ bench: NetworkBench) -> [Execution] {
    (bench.world.engine?.inputs ?? []).compactMap { entry in
      if case .streamUpdate(.execution(let execution, _)) = entry.input { execution } else { nil }
    }
  }

  @Test(
    "An execution is on the other side, of another instrument, or of a negative quantity; the broker's is as it was")
  func executions() throws {
    for (lie, expected) in [
      (MessageLie.wrongSide, (Side.sell, UInt32(0), Decimal(30))), (.wrongInstrument, (.buy, 1, Decimal(30))),
      (.negative, (.buy, 0, Decimal(-30))),
    ] {
      var bench = try bench(.stream, lie)
      try fill(&bench)
      let execution = try #require(executions(bench).first)
      #expect((execution.side, execution.instrument.index, execution.quantity) == expected, "\(lie)")
      #expect(bench.world.broker.executions.map(\.side) == [.buy])
      #expect(bench.world.entries(.messageFalsified) == ["60 line 7 \(lie.rawValue)"])
    }
  }

  @Test("An execution has another fee, of which a report of an order alone says nothing")
  func fee() throws {
    var bench = NetworkBench()
    try bench.place()
    bench.run(to: 60)
    try bench.world.perform(
      .network(MessageFilter(channel: .stream), .falsify(.fee(Decimal(5))), .next(1)), line: 7)
    try fill(&bench)
    #expect(executions(bench).map(\.fee) == [Decimal(5)] && bench.world.broker.executions.map(\.fee) == [.zero])
    #expect(bench.world.entries(.messageFalsified) == ["60 line 7 contents"])
    #expect(FalseField.fee(Decimal(5)).told(of: .stream(.order(bench.world.broker.orders[0], kind: .ack))) == nil)
  }

  @Test("A quantity is the largest there is, an order has executed nothing, a count of changes is near 2^64")
  func figures() throws {
    let largest = try Decimal(units: .max)
    var enormous = try bench(.stream, .enormous)
    try fill(&enormous)
    #expect(executions(enormous).map(\.quantity) == [largest] && reports(enormous).last?.filled == largest)
    var less = try bench(.stream, .lessFilled)
    try fill(&less)
    #expect(executions(less).map(\.quantity) == [Decimal(30)] && reports(less).last?.filled == .zero)
    var ahead = try bench(.stream, .ahead)
    try fill(&ahead)
    #expect(executions(ahead).map(\.sequence.value) == [.max - 1] && reports(ahead).last?.sequence.value == .max - 1)
    #expect(ahead.world.entries(.messageFalsified) == ["60 line 7 ahead"])
  }

  @Test("A whole answer says as of a count that no broker reaches", arguments: [Word.orders, .executions, .account])
  func aheadInAnswers(kind: Word) throws {
    var bench = NetworkBench { $0.engine.instruments.append(Sample.instrument) }
    try bench.place()
    bench.run(to: 60)
    try bench.world.perform(
      .network(MessageFilter(channel: .responses, kinds: [kind]), .falsify(.ahead), .next(1)), line: 7)
    try bench.world.perform(.operatorCommand(.reconcile), line: 2)
    bench.run(to: 500)
    let counts = (bench.world.engine?.inputs ?? []).compactMap { entry -> UInt64? in
      switch entry.input {
      case .response(_, .orders(let snapshot)) where kind == .orders: snapshot.asOf.value
      case .response(_, .executions(let snapshot)) where kind == .executions: snapshot.asOf.value
      case .response(_, .account(let account)) where kind == .account: account.asOf.value
      default: nil
      }
    }
    #expect(counts.allSatisfy { $0 == .max - 1 } && (kind == .account || !counts.isEmpty))
  }

  private func reports(_ bench: NetworkBench) -> [OrderReport] {
    (bench.world.engine?.inputs ?? []).compactMap { entry in
      switch entry.input {
      case .streamUpdate(.execution(_, let report)), .streamUpdate(.order(let report, _)): report
      default: nil
      }
    }
  }

  @Test("An id again with other figures comes behind the true execution")
  func reusedID() throws {
    var bench = try bench(.stream, .reusedID)
    try fill(&bench)
    #expect(executions(bench).map(\.quantity) == [Decimal(30), Decimal(60)])
    #expect(Set(executions(bench).map(\.id)).count == 1)
  }

  @Test("What has been falsified already is not falsified again, so that the truth is always before an addition")
  func twice() throws {
    var bench = try bench(.stream, .reusedID)
    try bench.world.perform(.network(MessageFilter(channel: .stream), .falsify(.wrongSide), .next(1)), line: 8)
    try fill(&bench)
    #expect(executions(bench).map(\.side) == [.sell])
    var other = try self.bench(.stream, .wrongSide)
    try other.world.perform(.network(MessageFilter(channel: .stream), .falsify(.reusedID), .next(1)), line: 8)
    try fill(&other)
    #expect(executions(other).count == 1 && other.world.faults.faults[1].fired == 0)
  }

  @Test("A working order is said to be filled, without an execution; an ended one gives nothing to lie about")
  func filled() throws {
    var bench = try bench(.responses, .filled, .unlimited)
    try bench.world.perform(.operatorCommand(.reconcile), line: 2)
    try bench.world.perform(.command(.cancel(Sample.order)), line: 2)
    bench.run(to: 500)
    let rows = bench.world.engine?.inputs.compactMap { entry in
      if case .response(_, .orders(let snapshot)) = entry.input { snapshot.answer.first } else { nil as OrderReport? }
    }
    #expect(rows?.map(\.status) == [.filled] && rows?.map(\.filled) == [Decimal(100)])
    #expect(bench.world.faults.faults[0].fired == 1 && bench.world.broker.orders[0].filled == .zero)
  }

  @Test("An answer about one order is a true one about another; with one order there is none")
  func wrongOrder() throws {
    var bench = try bench(.responses, .wrongOrder)
    bench.run(to: 100)
    try bench.world.perform(.command(.replace(Sample.order, quantity: Decimal(5), limit: nil, stop: nil)), line: 2)
    bench.run(to: 200)
    #expect(bench.world.faults.faults[0].fired == 0)
    try bench.place(1)
    bench.run(to: 300)
    let reports = bench.world.engine?.inputs.compactMap { entry in
      if case .response(_, .done(let report)) = entry.input { report.order.index } else { nil as UInt32? }
    }
    #expect(reports == [0, 0, 0])
  }

  @Test("A gateway forwards a request or not, whatever its status is")
  func forwarding() throws {
    for (status, isForwarded, expected) in [
      (503, true, 1), (503, false, 0), (504, false, 0), (504, true, 1), (503, nil, 0), (504, nil, 1), (400, nil, 0),
    ] as [(Int, Bool?, Int)] {
      var bench = NetworkBench()
      let effect = NetworkEffect.fail(status: status, isForwarded: isForwarded)
      try bench.world.perform(.network(MessageFilter(channel: .requests), effect, .next(1)), line: 7)
      try bench.place()
      bench.run(to: 500)
      #expect(bench.world.broker.orders.count == expected, "\(status)")
      #expect(bench.arrivals.contains { $0.contains("failed 1") } && !bench.arrivals.contains { $0.contains("done") })
    }
  }

  @Test("An order by hand works at the broker, and the stream tells of it")
  func byHand() throws {
    var bench = NetworkBench()
    try bench.world.perform(.broker(.place(NamedOrder(ClientOrderID(index: 3)), Sample.terms)), line: 4)
    bench.run(to: 100)
    #expect(bench.arrivals == ["0 connected", "25 stream ack"])
    #expect(bench.world.broker.orders.map(\.order.index) == [3])
    #expect(bench.world.entries(.brokerAccepted) == ["0 line 4"])
  }
}
