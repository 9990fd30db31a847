import TestSupport
import Trading

@testable import Reconciliation

/// Inputs that no sane broker, store or trader would give, mixed with sane ones so that there is a state to upset.
struct AbsurdInputs {
  var generator: SeededGenerator
  private(set) var lastRequest: UInt32 = 0
  private(set) var lastSequence: UInt64 = 0
  private var pending: [Request] = []
  /// The newest point up to which executions were told: an account of before it proves nothing.
  private var toldUpTo = BrokerSequence.zero

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// Learns what the engine wants, so that some answers hit.
  mutating func note(_ effects: [EngineEffect]) {
    for effect in effects {
      if case .send(let request) = effect {
        lastRequest = max(lastRequest, request.id.number)
        pending.append(request)
      }
      if case .persist(let entry) = effect { lastSequence = max(lastSequence, entry.sequence) }
    }
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  private mutating func figure() throws -> Decimal {
    if chance(70) { return Decimal(Int.random(in: 0...100, using: &generator)) }
    return chance(50) ? Decimal(Int.random(in: -100 ... -1, using: &generator)) : try generator.decimal()
  }

  private mutating func order() -> ClientOrderID {
    ClientOrderID(index: chance(85) ? UInt32.random(in: 0...3, using: &generator) : generator.index())
  }

  private mutating func instrument() -> InstrumentID {
    InstrumentID(index: chance(85) ? UInt32.random(in: 0...1, using: &generator) : generator.index())
  }

  private mutating func sequence() -> BrokerSequence {
    chance(85) ? BrokerSequence(UInt64.random(in: 0...40, using: &generator)) : generator.sequence()
  }

  private mutating func pricing() throws -> OrderPricing {
    chance(70) ? .limit(Decimal(10)) : try generator.pricing()
  }

  /// The terms under which an order is placed when nothing is absurd about it.
  private mutating func saneTerms(_ order: ClientOrderID) -> OrderTerms {
    OrderTerms(
      instrument: InstrumentID(index: order.index % 2), side: .buy, quantity: Decimal(60), pricing: .limit(Decimal(10)))
  }

  private mutating func execution() throws -> Execution {
    if chance(70) {
      let order = UInt32.random(in: 0...3, using: &generator)
      let quantity = Int.random(in: 1...30, using: &generator)
      return Fixture.execution(
        UInt32.random(in: 0...20, using: &generator), quantity, order: ClientOrderID(index: order),
        instrument: order % 2, sequence: sequence().value)
    }
    return Execution(
      id: ExecutionID(index: chance(80) ? UInt32.random(in: 0...6, using: &generator) : generator.index()),
      order: order(), brokerOrder: BrokerOrderID(index: generator.index()), instrument: instrument(),
      side: chance(80) ? .buy : .sell, quantity: try figure(), price: try figure(),
      executedAt: generator.instant(), sequence: sequence())
  }

  private mutating func report(_ wanted: ClientOrderID? = nil) throws -> OrderReport {
    if chance(70) {
      let order = wanted ?? ClientOrderID(index: UInt32.random(in: 0...3, using: &generator))
      return Fixture.report(
        chance(60) ? .open : generator.status(), filled: Int.random(in: 0...60, using: &generator), order: order,
        terms: saneTerms(order), sequence: sequence().value)
    }
    return OrderReport(
      order: order(), brokerOrder: BrokerOrderID(index: generator.index()), instrument: instrument(),
      side: chance(80) ? .buy : .sell, terms: Amendment(quantity: try figure(), pricing: try pricing()),
      status: generator.status(), filled: try figure(), sequence: sequence(), note: generator.index())
  }

  private mutating func start() -> Int {
    chance(85) ? 0 : [Int.min, -1, 1, 2, 99, Int.max].randomElement(using: &generator) ?? 0
  }

  private mutating func more() -> PageCursor? {
    chance(85) ? nil : PageCursor([0, 1, 2, 99, UInt64.max].randomElement(using: &generator) ?? 0)
  }

  private mutating func list<Element>(_ make: (inout Self) throws -> Element) rethrows -> [Element] {
    try (0..<Int.random(in: 0...4, using: &generator)).map { _ in try make(&self) }
  }

  /// The answer to a request that waits for one, or to any other.
  private mutating func answer() throws -> EngineInput {
    guard chance(75), !pending.isEmpty else { return .response(request(), try response(nil)) }
    let request = pending.remove(at: Int.random(in: 0..<pending.count, using: &generator))
    return .response(request.id, try response(chance(95) ? request.content : nil))
  }

  private mutating func response(_ request: Request.Content?) throws -> Response {
    let kind =
      switch request {
      case .place, .cancel, .replace, .cancelStranger: chance(80) ? 0 : 1
      case .query, .queryStranger: 2
      case .orders, .changedOrders: 3
      case .executions: 4
      case .account: 5
      case nil: Int.random(in: 0..<6, using: &generator)
      }
    switch kind {
    case 0: return .done(try report(request?.order))
    case 1:
      return .refused(Refusal(Word.reasons.randomElement(using: &generator) ?? .invalid, note: generator.index()))
    case 2: return .order(chance(50) ? try report(request?.order) : nil)
    case 3:
      let rows = try list { (inputs: inout Self) in try inputs.report() }
      return .orders(Snapshot(rows: rows, start: start(), asOf: sequence(), isComplete: chance(80), more: more()))
    case 4:
      let rows = try list { try $0.execution() }
      let asOf = sequence()
      if asOf.value <= 40 { toldUpTo = max(toldUpTo, asOf) }
      return .executions(Snapshot(rows: rows, start: start(), asOf: asOf, isComplete: chance(80), more: more()))
    default:
      if chance(80) {
        let position = PositionReport(quantity: Decimal(5), averagePrice: Decimal(10), mark: .zero)
        let rows = [position, PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero)]
        return .account(AccountReport(positions: rows, cash: [Decimal(7), .zero], asOf: toldUpTo))
      }
      let positions = try list { inputs in
        PositionReport(
          quantity: try inputs.figure(), averagePrice: try inputs.figure(), mark: try inputs.figure())
      }
      let cash = try list { try $0.figure() }
      return .account(
        AccountReport(positions: positions, cash: cash, asOf: chance(50) ? .zero : sequence(), isComplete: chance(80)))
    }
  }

  private mutating func request() -> RequestID {
    RequestID(
      chance(85)
        ? UInt32.random(in: 0...lastRequest, using: &generator) : UInt32.random(in: 0 ... .max, using: &generator))
  }

  private mutating func command() throws -> TraderCommand {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0, 1:
      // The shell numbers client order ids from 0 on, so a huge one cannot come from a trader.
      let order = ClientOrderID(index: UInt32.random(in: 0...3, using: &generator))
      return .place(
        order,
        chance(80)
          ? saneTerms(order)
          : OrderTerms(
            instrument: instrument(), side: chance(80) ? .buy : .sell, quantity: try figure(), pricing: try pricing()))
    case 2:
      return .replace(
        order(), quantity: chance(70) ? try figure() : nil, limit: chance(50) ? try figure() : nil,
        stop: chance(20) ? try figure() : nil)
    default: return .cancel(order())
    }
  }

  private mutating func timer() -> Timer {
    switch Int.random(in: 0..<11, using: &generator) {
    case 0: .request(request())
    case 1: .order(order())
    case 2: .orderPoll
    case 3: .fullPass
    case 4: .passRetry
    case 5: .streamSilence
    case 6: .tickets
    case 7: .metrics
    case 8: .bus
    case 9: .lookUps
    default: .store
    }
  }

  private mutating func busSequence() -> UInt64 {
    chance(80) ? UInt64.random(in: 0...lastSequence, using: &generator) : generator.sequence().value
  }

  mutating func instant() -> Instant {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: Instant(nanoseconds: .max)
    case 1: Instant(nanoseconds: .min)
    case 2: generator.instant()
    default: .origin + .milliseconds(Int.random(in: 0...100_000, using: &generator))
    }
  }

  /// The next input; never a second start.
  mutating func next() throws -> EngineInput {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0...3: .command(try command())
    case 4:
      .operatorCommand(
        [
          .reconcile, .pass(PassRequest(.realTime, of: [InstrumentID(index: 77)])), .choose(.delta, for: .poll), .halt,
          .resume, .acknowledge(1), .acknowledge(.max), .assign(1, to: OperatorID(index: 9)),
          .resolve(1, .acceptBroker, note: 3), .resolve(2, .figure(.one), note: Event.none),
          .resolve(1, .discard, note: Event.none), .prioritize(1, .emergency), .stop, .release,
        ].randomElement(using: &generator) ?? .resume)
    case 5...9: try answer()
    case 10:
      .requestFailed(
        request(), chance(50) ? .reset : .gateway(status: Int.random(in: .min ... .max, using: &generator)))
    case 11: .streamUpdate(.order(try report(), kind: generator.word()))
    case 12, 13: .streamUpdate(.execution(try execution(), try report()))
    case 14: chance(50) ? .streamConnected : .streamLost
    case 15: .timer(timer())
    case 16 where chance(30):
      chance(70) ? .published(upTo: busSequence()) : .publishFailed(from: busSequence(), reason: .failed)
    case 16: .timer(timer())
    case 17...19 where chance(90): .persisted(upTo: chance(90) ? lastSequence : generator.sequence().value)
    default: .persistFailed(reason: .ioError)
    }
  }
}
