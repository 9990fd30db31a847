import Reconciliation
import Testing
import Trading

@testable import Simulation

/// A broker driven by hand.
struct BrokerBench {
  var broker: SimulatedBroker
  var faults = FaultLedger()
  private(set) var outputs: [BrokerOutput] = []

  init(_ profile: BrokerProfile = .scripted) {
    broker = SimulatedBroker(
      profile: profile, instruments: [Sample.instrument], currencyCount: 1, keepsHistory: true)
    broker.remember(at: .origin)
  }

  mutating func ask(
    _ content: Request.Content, at milliseconds: Int = 0, deadline: Int = 2000, limit: Int? = nil,
    from cursor: PageCursor? = nil
  ) {
    outputs = []
    let request = Request(
      id: RequestID(1), content: content, deadline: .origin + .milliseconds(deadline), limit: limit, cursor: cursor)
    broker.receive(request, at: .origin + .milliseconds(milliseconds), faults: &faults, into: &outputs)
  }

  mutating func tell(_ command: BrokerCommand, at milliseconds: Int = 0) throws(Impossibility) {
    outputs = []
    try broker.carryOut(command, at: .origin + .milliseconds(milliseconds), into: &outputs)
  }

  mutating func fill(
    _ quantity: Int?, _ id: UInt32, overfill: Bool = false, price: Int = 10, at: Int = 0
  ) throws(Impossibility) {
    try tell(
      .fill(
        NamedOrder(Sample.order), quantity: quantity.map { Decimal($0) }, isOverfill: overfill, price: Decimal(price),
        execution: ExecutionID(index: id)), at: at)
  }

  /// Why a command cannot be carried out, or nil if it can; nothing may then be changed by it.
  mutating func impossibility(_ command: BrokerCommand) -> Impossibility? {
    let before = (broker.orders, broker.executions, broker.positions, broker.cash)
    do { try tell(command) } catch {
      #expect((broker.orders, broker.executions, broker.positions, broker.cash) == before)
      return error
    }
    return nil
  }

  static func fill(_ quantity: Int) -> BrokerCommand {
    .fill(
      NamedOrder(Sample.order), quantity: Decimal(quantity), isOverfill: false, price: Decimal(10),
      execution: ExecutionID(index: 1))
  }

  mutating func falsify(
    _ falsehood: SnapshotFalsehood, of query: Word? = nil, _ extent: FaultExtent = .unlimited, at milliseconds: Int = 0
  ) {
    let fault = faults.add(line: 3, extent: extent, now: .origin + .milliseconds(milliseconds))
    broker.snapshotFaults.append(SnapshotRule(fault: fault, query: query, falsehood: falsehood))
  }

  var refusal: Word? {
    for case .respond(.refused(let refusal)) in outputs { return refusal.reason }
    return nil
  }
  var events: [EventKind] {
    outputs.compactMap { if case .event(let event) = $0 { event.kind } else { nil } }
  }
  var done: OrderReport? {
    for case .respond(.done(let report)) in outputs { return report }
    return nil
  }
  var orders: Snapshot<OrderReport>? {
    for case .respond(.orders(let snapshot)) in outputs { return snapshot }
    return nil
  }
  var executions: Snapshot<Execution>? {
    for case .respond(.executions(let snapshot)) in outputs { return snapshot }
    return nil
  }
  var account: AccountReport? {
    for case .respond(.account(let report)) in outputs { return report }
    return nil
  }
}

@Suite("The simulated broker")
struct BrokerTests {
  private func working(_ profile: BrokerProfile = .scripted) -> BrokerBench {
    var bench = BrokerBench(profile)
    bench.ask(.place(Sample.order, Sample.terms))
    return bench
  }

  @Test("A late request is refused, at its deadline it is not; a broker that ignores deadlines carries it out")
  func deadlines() {
    for content in [
      Request.Content.place(ClientOrderID(index: 1), Sample.terms), .cancel(Sample.order),
      .replace(Sample.order, Amendment(quantity: Decimal(5), pricing: .market)),
    ] {
      var bench = working()
      bench.ask(content, at: 2001)
      #expect(bench.refusal == .late && bench.events == [.brokerRefused] && bench.broker.orders.count == 1)
      bench.ask(content, at: 2000)
      #expect(bench.refusal == nil && bench.done != nil)
      var tagged = working(.scriptedTagged)
      tagged.ask(content, at: 2001)
      #expect(tagged.refusal == nil && tagged.done != nil)
    }
    var bench = working()
    bench.ask(.query(Sample.order), at: 9000)
    guard case .respond(.order(let report?))? = bench.outputs.first else {
      Issue.record("no answer to a late query")
      return
    }
    #expect(report.status == .open)
  }

  @Test("A client order id is unique as long as the profile says")
  func identity() throws {
    func refusals(_ profile: BrokerProfile) throws -> [Word?] {
      var bench = working(profile)
      bench.ask(.place(Sample.order, Sample.terms))
      let whileWorking = bench.refusal
      try bench.tell(.cancel(NamedOrder(Sample.order), note: Event.none))
      bench.ask(.place(Sample.order, Sample.terms))
      return [whileWorking, bench.refusal]
    }
    #expect(try refusals(.scripted) == [.duplicateKey, nil])
    #expect(try refusals(.scriptedUnique) == [.duplicateKey, .duplicateKey])
    #expect(try refusals(.scriptedTagged) == [nil, nil])
    #expect(try refusals(.scriptedLate) == [.duplicateKey, nil])
    #expect(try refusals(.scriptedUniqueLate) == [.duplicateKey, .duplicateKey])
    #expect(try refusals(.scriptedTaggedTimely) == [nil, nil])
  }

  @Test("There is a profile for every combination of promises about ids and deadlines")
  func profiles() {
    let promises = BrokerProfile.allCases.map(\.guarantees)
    for scope in [BrokerGuarantees.IdentityScope.forever, .whileWorking, .never] {
      for honoursDeadlines in [false, true] {
        #expect(promises.contains { $0.identityScope == scope && $0.honoursDeadlines == honoursDeadlines })
      }
    }
    #expect(Set(promises).count == promises.count)
  }

  @Test("Of two orders under one id the working one is meant, then the younger")
  func slots() throws {
    var bench = working(.scriptedTagged)
    bench.ask(.place(Sample.order, Sample.terms))
    #expect(bench.broker.slot(of: Sample.order) == 1)
    try bench.tell(.cancel(NamedOrder(Sample.order), note: Event.none))
    #expect(bench.broker.orders.map(\.status) == [.open, .cancelled] && bench.broker.slot(of: Sample.order) == 0)
    try bench.tell(.cancel(NamedOrder(Sample.order), note: Event.none))
    #expect(bench.broker.slot(of: Sample.order) == 1)
    #expect(bench.broker.slot(of: ClientOrderID(index: 5)) == nil)
  }

  @Test("Fills move order, position, cash and the count of changes")
  func fills() throws {
    var bench = working()
    try bench.fill(30, 1)
    #expect(bench.broker.orders[0].status == .partial && bench.broker.orders[0].filled == Decimal(30))
    #expect(bench.broker.positions[0].quantity == Decimal(30) && bench.broker.cash == [Decimal(-300)])
    try bench.fill(nil, 2, price: 11)
    #expect(bench.broker.orders[0].status == .filled && bench.broker.orders[0].sequence == BrokerSequence(3))
    #expect(bench.broker.executions.map(\.quantity) == [Decimal(30), Decimal(70)])
    #expect(bench.broker.averagePrice(ofSlot: 0)?.description == "10.7")
    #expect(bench.events == [.brokerFilled])
  }

  @Test("What cannot be filled is said to be impossible, and nothing changes")
  func impossible() throws {
    var bench = BrokerBench()
    let absent = bench.impossibility(BrokerBench.fill(1))
    bench = working()
    let tooMuch = bench.impossibility(BrokerBench.fill(101))
    try bench.fill(100, 1)
    let again = bench.impossibility(BrokerBench.fill(1))
    let rejection = bench.impossibility(.reject(NamedOrder(Sample.order), note: 0))
    #expect(absent == .noSuchOrder && tooMuch == .moreThanLeft(Decimal(100)))
    #expect(again == .notWorking(.filled) && rejection == .notWorking(.filled))
    #expect(bench.broker.executions.count == 1 && bench.broker.positions[0].quantity == Decimal(100))
    try bench.fill(20, 3, overfill: true)
    #expect(bench.broker.orders[0].filled == Decimal(120) && bench.broker.orders[0].status == .filled)
  }

  @Test("A fill may come after a cancel or an expiry, which the order keeps; after a rejection it may not")
  func lateFill() throws {
    for (end, status) in [
      (BrokerCommand.cancel(NamedOrder(Sample.order), note: 0), OrderStatus.cancelled),
      (.expire(NamedOrder(Sample.order)), .expired),
    ] {
      var bench = working()
      try bench.tell(end)
      try bench.fill(30, 1)
      #expect(bench.broker.orders[0].status == status && bench.broker.orders[0].filled == Decimal(30))
      try bench.fill(70, 2)
      #expect(bench.broker.orders[0].status == .filled)
    }
    var rejected = working()
    try rejected.tell(.reject(NamedOrder(Sample.order), note: 0))
    let late = rejected.impossibility(BrokerBench.fill(30))
    #expect(late == .notWorking(.rejected))
  }

  @Test("An order by hand is meant by its own name, and the engine's by its id")
  func names() throws {
    var bench = BrokerBench()
    bench.ask(.place(Sample.order, Sample.terms))
    let hand = NamedOrder(Sample.order, hand: 0)
    try bench.tell(.place(hand, Sample.terms))
    #expect(bench.broker.slot(of: NamedOrder(Sample.order)) == 0 && bench.broker.slot(of: hand) == 1)
    #expect(bench.broker.slot(of: NamedOrder(Sample.order, hand: 1)) == nil)
    try bench.tell(.cancel(NamedOrder(Sample.order), note: Event.none))
    #expect(bench.broker.orders.map(\.status) == [.cancelled, .open])
    #expect(bench.broker.slot(of: NamedOrder(Sample.order)) == 0)
  }

  @Test("A cancel or replace of what does not work is refused, and a replace below what is filled")
  func refusals() throws {
    var bench = BrokerBench()
    bench.ask(.cancel(Sample.order))
    #expect(bench.refusal == .noSuchOrder)
    bench = working()
    try bench.fill(30, 1)
    func replace(_ quantity: Int) -> Request.Content {
      .replace(Sample.order, Amendment(quantity: Decimal(quantity), pricing: .limit(Decimal(9))))
    }
    bench.ask(replace(30))
    #expect(bench.refusal == .belowFilled)
    bench.ask(replace(31))
    #expect(bench.done?.terms.quantity == Decimal(31) && bench.done?.terms.pricing == .limit(Decimal(9)))
    bench.ask(.cancel(Sample.order))
    bench.ask(.cancel(Sample.order))
    #expect(bench.refusal == .terminal)
    bench.ask(replace(50))
    #expect(bench.refusal == .terminal)
  }

  @Test("Trades and adjustments change the account and no order")
  func account() throws {
    var bench = BrokerBench()
    let instrument = InstrumentID(index: 0)
    try bench.tell(.trade(instrument, .sell, quantity: Decimal(4), price: Decimal(25), note: 1))
    #expect(bench.broker.positions[0].quantity == Decimal(-4) && bench.broker.cash == [Decimal(100)])
    try bench.tell(.adjustPosition(instrument, quantity: Decimal(-8), price: nil, note: 1))
    #expect(bench.broker.positions[0].averagePrice == Decimal(25))
    try bench.tell(.adjustCash(CurrencyID(index: 0), amount: Decimal(-30), note: 1))
    #expect(bench.broker.cash == [Decimal(70)] && bench.broker.executions.isEmpty)
    #expect(bench.broker.sequence == BrokerSequence(3))
  }
}
