import Testing
import Trading

@testable import Reconciliation

/// The rules that judge one report, execution or answer, as tables.
@Suite("What is believed of reports")
struct ReportRuleTests {
  private func order(_ status: OrderStatus, filled: Int = 0, change: (inout ManagedOrder) -> Void = { _ in })
    -> ManagedOrder
  {
    var order = ManagedOrder(id: Fixture.order, terms: Fixture.terms)
    order.status = status
    order.filled = Decimal(filled)
    order.brokerOrder = Fixture.brokerOrder
    change(&order)
    return order
  }

  private func report(
    _ status: OrderStatus, filled: Int = 0, _ change: (inout OrderReport) -> Void = { _ in }
  ) -> OrderReport {
    var report = Fixture.report(status, filled: filled)
    change(&report)
    return report
  }

  @Test("A report is about its order only if instrument and side are, and its figures can be")
  func believable() {
    let order = order(.open)
    #expect(StatusRule.isBelievable(report(.open), order))
    let wrong: [(inout OrderReport) -> Void] = [
      { $0.instrument = InstrumentID(index: 1) }, { $0.side = .sell }, { $0.terms.quantity = .zero },
      { $0.terms.quantity = Decimal(-1) }, { $0.filled = Decimal(-1) }, { $0.sequence = BrokerSequence(1 << 62) },
    ]
    for (index, change) in wrong.enumerated() {
      #expect(!StatusRule.isBelievable(report(.open, change), order), "\(index)")
    }
    #expect(StatusRule.isBelievable(report(.open) { $0.sequence = BrokerSequence(1 << 62 - 1) }, order))
    #expect(StatusRule.isBelievable(report(.open) { $0.terms.quantity = Decimal(1) }, order))
  }

  /// What the broker says, where the order stands, how much of it is booked, and what it is then.
  static let statuses: [(OrderStatus, OrderStatus, Int, OrderStatus)] = [
    (.open, .submitted, 0, .open), (.open, .partial, 40, .partial), (.partial, .open, 0, .open),
    (.partial, .open, 1, .partial), (.filled, .open, 99, .partial), (.filled, .open, 100, .filled),
    (.open, .partial, 100, .filled), (.partial, .partial, 101, .filled), (.filled, .cancelled, 40, .cancelled),
    (.filled, .unknown, 0, .open), (.open, .cancelled, 0, .open), (.partial, .cancelled, 40, .partial),
    (.cancelled, .open, 0, .cancelled), (.cancelled, .partial, 40, .cancelled), (.rejected, .open, 0, .rejected),
    (.expired, .partial, 40, .expired), (.pending, .open, 0, .open), (.submitted, .partial, 40, .partial),
    (.unknown, .unknown, 0, .unknown),
  ]

  @Test("`filled` is believed when the executions say so, an end at once, a status of ours never", arguments: statuses)
  func status(told: OrderStatus, stands: OrderStatus, booked: Int, becomes: OrderStatus) {
    #expect(StatusRule.status(of: report(told, filled: booked), given: order(stands, filled: booked)) == becomes)
  }

  @Test("A quantity that the broker has made smaller is what an order is full by")
  func smaller() {
    let smaller = report(.open, filled: 60) { $0.terms.quantity = Decimal(60) }
    #expect(StatusRule.status(of: smaller, given: order(.partial, filled: 60)) == .filled)
    #expect(StatusRule.status(of: smaller, given: order(.partial, filled: 59)) == .partial)
  }

  @Test("An order of nobody here is of concern while it works or has executed")
  func concern() {
    for status in OrderStatus.allCases {
      #expect(OrderDetector.isOfConcern(report(status)) == (status == .open || status == .partial))
      #expect(OrderDetector.isOfConcern(report(status, filled: 1)))
    }
  }

  @Test("A report is of another order if the broker's id is another one, once that is known")
  func other() {
    #expect(!OrderDetector.isOther(report(.open), than: order(.open)))
    #expect(OrderDetector.isOther(report(.open) { $0.brokerOrder = BrokerOrderID(index: 8) }, than: order(.open)))
    let unsent = order(.submitted) { $0.brokerOrder = nil }
    #expect(!OrderDetector.isOther(report(.open) { $0.brokerOrder = BrokerOrderID(index: 8) }, than: unsent))
    // Under an id that was refused as taken there is what was sent, or another's order.
    let refused = order(.unknown) { ($0.brokerOrder, $0.isKeyTaken) = (nil, true) }
    #expect(!OrderDetector.isOther(report(.open), than: refused))
    #expect(OrderDetector.isOther(report(.open) { $0.terms.quantity = Decimal(90) }, than: refused))
    #expect(OrderDetector.isOther(report(.open) { $0.side = .sell }, than: refused))
    #expect(OrderDetector.isOther(report(.open) { $0.instrument = InstrumentID(index: 1) }, than: refused))
  }

  @Test("Terms differ by quantity first, else by limit or stop, unless the trader has asked for them")
  func terms() throws {
    func found(_ mine: OrderPricing, _ theirs: Amendment, wanted: Amendment? = nil) -> [String] {
      var order = order(.open)
      order.terms.pricing = mine
      order.replaceIntent = wanted
      let finding = OrderDetector.terms(report(.open) { $0.terms = theirs }, order)
      return finding.map { [$0.key.kind.text, $0.local.description, $0.broker.description] } ?? []
    }
    func amendment(_ quantity: Int, _ pricing: OrderPricing) -> Amendment {
      Amendment(quantity: Decimal(quantity), pricing: pricing)
    }
    let (nine, ten, eleven) = (Decimal(9), Decimal(10), Decimal(11))
    #expect(found(.limit(ten), amendment(100, .limit(ten))) == [])
    #expect(found(.limit(ten), amendment(80, .limit(nine))) == ["terms-mismatch", "100", "80"])
    #expect(found(.limit(ten), amendment(100, .limit(nine))) == ["price-discrepancy", "10", "9"])
    #expect(found(.stop(ten), amendment(100, .stop(eleven))) == ["price-discrepancy", "10", "11"])
    #expect(found(.market, amendment(100, .stop(eleven))) == ["price-discrepancy", "0", "11"])
    let both = OrderPricing.stopLimit(stop: nine, limit: ten)
    #expect(found(both, amendment(100, .stopLimit(stop: nine, limit: eleven))) == ["price-discrepancy", "10", "11"])
    #expect(found(.limit(ten), amendment(80, .limit(nine)), wanted: amendment(80, .limit(nine))) == [])
    #expect(
      found(.limit(ten), amendment(80, .limit(nine)), wanted: amendment(80, .limit(ten))).first == "terms-mismatch")
  }

  @Test("A gap is too much at the broker for a pass, and too little for everybody")
  func gap() {
    func found(_ told: Int, booked: Int, _ source: Word) -> [Decimal]? {
      OrderDetector.gap(report(.partial, filled: told), order(.partial, filled: booked), source: source).map {
        [$0.local, $0.broker]
      }
    }
    #expect(found(40, booked: 40, .poll) == nil && found(40, booked: 40, .stream) == nil)
    #expect(found(60, booked: 40, .poll) == [Decimal(40), Decimal(60)] && found(60, booked: 40, .stream) == nil)
    #expect(found(20, booked: 40, .poll) == [Decimal(40), Decimal(20)])
    #expect(found(20, booked: 40, .stream) == [Decimal(40), Decimal(20)])
    let finding = OrderDetector.gap(report(.partial, filled: 20), order(.partial, filled: 40), source: .poll)
    #expect(finding?.key == Finding.Key(kind: .quantityMismatch, order: 0))
  }

  @Test("A status is a surprise if the order can take it over; an early end is none while executions are missing")
  func surprise() {
    func found(_ told: OrderStatus, _ stands: OrderStatus, early: Bool = false) -> [OrderStatus?]? {
      OrderDetector.surprise(report(told, filled: 7), order(stands), isTooEarly: early).map {
        [$0.localStatus, $0.brokerStatus]
      }
    }
    #expect(found(.cancelled, .open) == [.open, .cancelled] && found(.cancelled, .open, early: true) == nil)
    #expect(found(.expired, .partial) == [.partial, .expired] && found(.expired, .partial, early: true) == nil)
    #expect(found(.rejected, .open) == [.open, .rejected] && found(.rejected, .open, early: true) == nil)
    #expect(found(.open, .open) == nil && found(.open, .filled) == nil && found(.rejected, .filled) == nil)
    let finding = OrderDetector.surprise(report(.cancelled, filled: 7), order(.partial, filled: 5), isTooEarly: false)
    #expect(finding?.local == Decimal(5) && finding?.broker == Decimal(7) && finding?.key.kind == .statusInconsistency)
    let missing = OrderDetector.missing(order(.partial, filled: 5))
    #expect(missing.key == Finding.Key(kind: .missingOrder, order: 0) && missing.local == Decimal(5))
    #expect(missing.localStatus == .partial && missing.brokerStatus == nil && missing.broker == .zero)
  }

  @Test("A pass has missed executions of an order that is as it is known, and counts more")
  func missed() throws {
    let books = try Fixture.books(after: 4)
    func found(_ filled: Int, _ change: (inout OrderReport) -> Void = { _ in }) -> [[Decimal]] {
      let snapshot = Snapshot(
        rows: [
          report(
            .partial, filled: filled,
            {
              $0.sequence = BrokerSequence(6); change(&$0)
            })
        ],
        asOf: BrokerSequence(9))
      return OrderDetector.missedExecutions(in: snapshot, books).map { [$0.local, $0.broker] }
    }
    #expect(found(60) == [[Decimal(30), Decimal(60)]])
    #expect(found(30).isEmpty && found(20).isEmpty)
    #expect(found(60) { $0.sequence = BrokerSequence(5) }.isEmpty)
    #expect(found(60) { $0.side = .sell }.isEmpty)
    #expect(found(60) { $0.brokerOrder = BrokerOrderID(index: 8) }.isEmpty)
    #expect(found(60) { $0.order = ClientOrderID(index: 3) }.isEmpty)
  }

  @Test("An execution is doubted for one reason, in this order")
  func executions() {
    let order = order(.open)
    func doubt(
      _ change: (inout Execution) -> Void = { _ in }, booked: Execution? = nil, unknown: Bool = false,
      taken: Bool = false, isOwn: Bool = false,
      former: Execution? = nil
    ) -> [Word] {
      var (execution, order) = (Fixture.execution(1, 30), order)
      change(&execution)
      if taken { (order.isKeyTaken, order.brokerOrder) = (true, nil) }
      return ExecutionDetector.doubt(
        about: execution, booked: booked, order: unknown ? nil : order, revises: former, isOwn: isOwn,
        instrumentCount: 2
      ).map { [$0.kind, $0.reason] } ?? []
    }
    #expect(doubt() == [])
    #expect(doubt(taken: true) == [.unknownOrder, .duplicateKey] && doubt(taken: true, isOwn: true) == [])
    let invalid: [(inout Execution) -> Void] = [
      { $0.quantity = .zero }, { $0.quantity = Decimal(-1) }, { $0.price = Decimal(-1) },
      { $0.price = .zero }, { $0.instrument = InstrumentID(index: 2) }, { $0.sequence = BrokerSequence(1 << 62) },
    ]
    for (index, change) in invalid.enumerated() {
      #expect(
        doubt(change) == [.invalidReport, .invalid] && doubt(change, unknown: true).first == .invalidReport, "\(index)")
    }
    #expect(doubt(unknown: true) == [.unknownOrder, .unknownOrder])
    #expect(doubt({ $0.brokerOrder = BrokerOrderID(index: 8) }) == [.unknownOrder, .duplicateKey])
    #expect(doubt({ $0.instrument = InstrumentID(index: 1) }) == [.invalidReport, .wrongInstrument])
    #expect(doubt({ $0.side = .sell }) == [.invalidReport, .wrongSide])
    let booked = Fixture.execution(1, 30)
    let other: [(inout Execution) -> Void] = [
      { $0.quantity = Decimal(31) }, { $0.price = Decimal(11) }, { $0.side = .sell },
      { $0.reference = ExecutionID(index: 7) },
    ]
    let bust: (inout Execution) -> Void = { ($0.reference, $0.quantity) = (ExecutionID(index: 7), .zero) }
    #expect(doubt(bust) == [.invalidReport, .unknownExecution] && doubt(bust, former: booked) == [])
    #expect(doubt({ $0.reference = ExecutionID(index: 7) }, former: booked) == [])
    #expect(doubt(booked: booked, unknown: true) == [])
    #expect(doubt({ $0.sequence = BrokerSequence(9) }, booked: booked) == [])
    for (index, change) in other.enumerated() {
      #expect(doubt(change, booked: booked) == [.duplicateExecution, .idReused], "\(index)")
    }
  }

  @Test("An order is overfilled by what is above its quantity; a quarantined execution keeps its figures")
  func overfill() {
    let execution = Fixture.execution(3, 30)
    #expect(ExecutionDetector.overfill(by: execution, order(.filled, filled: 100)) == nil)
    let finding = ExecutionDetector.overfill(by: execution, order(.filled, filled: 101))
    #expect(finding?.key == Finding.Key(kind: .overfill, order: 0, execution: 3))
    #expect(finding?.local == Decimal(100) && finding?.broker == Decimal(101))
    var asked = order(.partial, filled: 101)
    asked.replaceIntent = Amendment(quantity: Decimal(150), pricing: asked.terms.pricing)
    #expect(ExecutionDetector.overfill(by: execution, asked) == nil)
    asked.replaceIntent = nil
    #expect(ExecutionDetector.overfill(by: execution, asked) == nil)
    asked.settleAskedTerms()
    #expect(ExecutionDetector.overfill(by: nil, asked)?.key == Finding.Key(kind: .overfill, order: 0))
    let aside = ExecutionDetector.quarantined(execution, .invalidReport)
    #expect(aside.key == Finding.Key(kind: .invalidReport, order: 0, execution: 3, instrument: 0))
    #expect(aside.broker == Decimal(30) && aside.local == .zero)
  }

  @Test("An execution is too bad if it is beyond every limit that was in force or asked for")
  func worseThanLimit() {
    func found(_ price: Int, _ side: Side = .buy, asked: Int? = nil, former: [Int] = []) -> [Decimal]? {
      var order = order(.partial)
      order.terms.side = side
      order.terms.pricing = .limit(Decimal(10))
      order.replaceIntent = asked.map { Amendment(quantity: Decimal(100), pricing: .limit(Decimal($0))) }
      let terms = former.map { Amendment(quantity: Decimal(100), pricing: .limit(Decimal($0))) }
      let execution = Fixture.execution(3, 30, at: price, side: side)
      return ExecutionDetector.worseThanLimit(execution, order, former: terms).map { [$0.local, $0.broker] }
    }
    #expect(found(10) == nil && found(9) == nil && found(11) == [Decimal(10), Decimal(11)])
    #expect(found(10, .sell) == nil && found(11, .sell) == nil && found(9, .sell) == [Decimal(10), Decimal(9)])
    #expect(found(11, asked: 11) == nil && found(12, asked: 11) == [Decimal(11), Decimal(12)])
    #expect(found(12, former: [12, 8]) == nil && found(9, .sell, former: [12, 8]) == nil)
    var market = order(.partial)
    market.terms.pricing = .market
    #expect(ExecutionDetector.worseThanLimit(Fixture.execution(3, 30, at: 99), market, former: []) == nil)
  }

  @Test("A status of a gateway says one thing, and has one word", arguments: [TimeSpan.seconds(1), nil])
  func gateways(pause: TimeSpan?) {
    let guarantees = BrokerGuarantees(rateLimitPause: pause)
    func meaning(_ status: Int) -> TransportFailure.Meaning {
      TransportFailure.gateway(status: status).meaning(under: guarantees)
    }
    for status in [400, 401, 403, 404, 407, 409, 428, 430, 499] {
      #expect(meaning(status) == .refused && TransportFailure.gateway(status: status).reason == .refusedByBroker)
    }
    for status in [408, 500, 501, 503, 504, 599] {
      #expect(meaning(status) == .unknown && TransportFailure.gateway(status: status).reason == .serverError)
    }
    #expect(meaning(429) == (pause.map { .stopped(pause: $0) } ?? .unknown))
    #expect(TransportFailure.gateway(status: 429).reason == .rateLimited)
    #expect(TransportFailure.reset.meaning(under: guarantees) == .unknown && TransportFailure.reset.reason == .reset)
  }

  @Test("Nothing is concluded from an answer that is incomplete, or from beyond all counts")
  func snapshots() {
    let (last, beyond) = (BrokerSequence(1 << 62 - 1), BrokerSequence(1 << 62))
    #expect(SnapshotRule.doubt(isComplete: true, asOf: last) == nil)
    #expect(SnapshotRule.doubt(isComplete: false, asOf: last) == .incomplete)
    #expect(SnapshotRule.doubt(isComplete: true, asOf: beyond) == .invalid)
    #expect(SnapshotRule.doubt(isComplete: false, asOf: beyond) == .invalid)
    let snapshot = Snapshot(rows: [Decimal(1), Decimal(2), Decimal(3)], start: 1, asOf: .zero)
    #expect(Array(snapshot.answer) == [Decimal(2), Decimal(3)])
    #expect(Snapshot(rows: [Decimal(1)], start: -1, asOf: .zero).answer.count == 1)
    #expect(Snapshot(rows: [Decimal(1)], start: 5, asOf: .zero).answer.isEmpty)
  }

  @Test("An order can be sent again where an id is never taken twice, or where a late request is refused")
  func resend() {
    for scope in [BrokerGuarantees.IdentityScope.forever, .whileWorking, .never] {
      for honours in [true, false] {
        let guarantees = BrokerGuarantees(identityScope: scope, honoursDeadlines: honours)
        #expect(guarantees.allowsResend == (scope == .forever || honours))
      }
    }
  }

  @Test("The condition is halted, else ready if all is seen, else degraded, in which orders are sent unless held")
  func condition() {
    func condition(_ halted: Bool, _ up: Bool, _ failed: Bool) -> EngineCondition {
      RiskGate.condition(isHalted: halted, isStreamUp: up, lacksAnswer: failed)
    }
    for (up, failed) in [(true, true), (true, false), (false, true), (false, false)] {
      #expect(condition(true, up, failed) == .halted)
      #expect(condition(false, up, failed) == (up && !failed ? .ready : .degraded))
    }
    for holds in [true, false] {
      var configuration = Fixture.configuration()
      configuration.holdsOrdersWhileDegraded = holds
      let allowed = [EngineCondition.starting, .ready, .degraded, .halted].filter {
        RiskGate.allowsOrders($0, configuration)
      }
      #expect(allowed == (holds ? [.ready] : [.ready, .degraded]))
    }
  }

  @Test("What is left of an order is never less than nothing, and its price is that of what was executed")
  func order() {
    #expect([0, 40, 100, 130].map { order(.open, filled: $0).leaves } == [100, 60, 0, 0].map { Decimal($0) })
    #expect(order(.open).averagePrice == nil)
    let executed = order(.partial, filled: 40) { $0.value = ExactAmount(Decimal(420)) }
    #expect(executed.averagePrice?.description == "10.5")
    #expect(executed.amendment == Amendment(quantity: Decimal(100), pricing: .limit(Decimal(10))))
  }
}
