import Reconciliation
import TestSupport
import Testing
import Trading

@testable import Specification

@Suite("Model")
struct ModelTests {
  private let order = ClientOrderID(index: 0)

  private func model() -> Model {
    var configuration = EngineConfiguration(mode: .live)
    configuration.instruments = [
      Instrument(tick: .one, lot: .one, multiplier: Decimal(3), currency: CurrencyID(index: 0))
    ]
    configuration.currencyCount = 1
    var model = Model(configuration)
    let terms = OrderTerms(
      instrument: InstrumentID(index: 0), side: .buy, quantity: Decimal(1_000_000), pricing: .market)
    model.take(entry(1, .order(.accepted(order, terms))))
    return model
  }

  private func entry(_ sequence: UInt64, _ record: JournalRecord) -> JournalEntry {
    JournalEntry(sequence: sequence, instant: .origin, cause: .stream, record: record)
  }

  private func execution(_ id: UInt32, at place: UInt64, _ generator: inout SeededGenerator) -> Execution {
    Execution(
      id: ExecutionID(index: id), order: order, brokerOrder: BrokerOrderID(index: 7),
      instrument: InstrumentID(index: 0), side: Bool.random(using: &generator) ? .buy : .sell,
      quantity: Decimal(Int.random(in: 1...9, using: &generator)),
      price: Decimal(Int.random(in: 1...99, using: &generator)), executedAt: .origin, sequence: BrokerSequence(place))
  }

  private func counted(_ execution: Execution) -> JournalRecord {
    .execution(.counted(execution, source: .stream, origin: .reported))
  }

  /// What a model says, in words: nothing of it can be left out by an `==` that forgets it.
  private func text(_ model: Model) -> String {
    var model = model
    // Which revisions were given out is all that a trial leaves behind.
    let instruments = model.instruments.map { "\($0.position) \($0.adoptedAsOf) \($0.revision)" }
    model.changes = []
    return "\(model.sequence) \(model.orders) \(model.executions.keys.map(\.id.index).sorted()) \(instruments) "
      + "\(model.balances) \(model.discrepancies) \(model.discrepancyCount) \(model.held.sorted()) \(model.isHalted)"
  }

  @Test("A position is the same in whatever order its executions came")
  func orderOfArrival() {
    for seed in 0..<20 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let executions = (1...40 as ClosedRange<UInt64>).map { execution(UInt32($0), at: $0, &generator) }
      var (straight, mixed) = (model(), model())
      for execution in executions { straight.take(entry(straight.sequence + 1, counted(execution))) }
      for execution in executions.shuffled(using: &generator) {
        mixed.take(entry(mixed.sequence + 1, counted(execution)))
      }
      let (one, other) = (straight.instruments[0].position, mixed.instruments[0].position)
      #expect(one.quantity == other.quantity && one.cost == other.cost && one.profit == other.profit)
    }
  }

  @Test("A balance pays fees to the last decimal, without a rounding, and a balance taken over those behind it alone")
  func fees() throws {
    var (generator, model) = (SeededGenerator(seed: 1), model())
    var first = execution(1, at: 1, &generator)
    (first.side, first.quantity, first.price) = (.sell, Decimal(2), Decimal(5))
    first.fee = try Decimal("0.000000000001")
    model.take(entry(2, counted(first)))
    #expect(model.balances[0].figure == (try Decimal("29.999999999999")) && model.balances[0].roundings == 1)
    var second = first
    (second.id, second.sequence, second.fee) = (ExecutionID(index: 2), BrokerSequence(2), Decimal(-1))
    model.take(entry(3, counted(second)))
    #expect(model.balances[0].figure == (try Decimal("60.999999999999")))
    let adoption = CashAdoption(
      currency: CurrencyID(index: 0), from: .zero, to: Decimal(100), asOf: BrokerSequence(1), policy: .adoptBroker,
      charge: .zero)
    model.take(entry(4, .cash(.adopted(adoption))))
    #expect(model.balances[0].figure == Decimal(131))
  }

  @Test("What was tried is taken back, whatever it was")
  func trial() {
    var generator = SeededGenerator(seed: 5)
    var model = model()
    for id in 1...30 as ClosedRange<UInt32> {
      let place = UInt64.random(in: 0...30, using: &generator)
      model.take(entry(model.sequence + 1, counted(execution(id, at: place, &generator))))
      let before = text(model)
      let revision = model.instruments[0].revision
      model.tryOut { sheet in
        for other in 100...104 as ClosedRange<UInt32> {
          let place = UInt64.random(in: 0...30, using: &generator)
          sheet.take(entry(sheet.sequence + 1, counted(execution(other, at: place, &generator))))
          #expect(sheet.instruments[0].revision > revision)
        }
        let adoption = PositionAdoption(
          instrument: InstrumentID(index: 0), from: .zero, to: Decimal(5), averagePrice: Decimal(2),
          asOf: BrokerSequence(9), policy: .adoptBroker, charge: .zero)
        sheet.take(entry(sheet.sequence + 1, .position(.adopted(adoption))))
        sheet.take(entry(sheet.sequence + 1, counted(execution(200, at: 10, &generator))))
        var discrepancy = Discrepancy(.cashMismatch, currency: 0, local: .zero, broker: .one)
        discrepancy.id = sheet.discrepancyCount + 1
        sheet.take(entry(sheet.sequence + 1, .discrepancy(.found(discrepancy))))
        sheet.take(entry(sheet.sequence + 1, .discrepancy(.held(id: discrepancy.id, limit: .dayLimit))))
        sheet.tryOut { $0.take(entry($0.sequence + 1, .order(.cancelIntent(order)))) }
        #expect(!sheet.orders[0].hasCancelIntent && sheet.held == [discrepancy.id])
      }
      #expect(text(model) == before)
    }
    #expect(model.changes.isEmpty && !model.isTrying)
  }
}

@Suite("Tables of the specification")
struct SpecificationTableTests {
  @Test("Orders are found by their ids, in sequence and far outside it")
  func slots() {
    var table = SlotTable()
    for (slot, index) in ([0, 5, 1 << 19, 1 << 20, .max] as [UInt32]).enumerated() {
      #expect(table[index] == nil)
      table[index] = slot
      #expect(table[index] == slot)
    }
    #expect(table[3] == nil && table[5] == 1)
  }

  @Test("Requests are found by number until they end, in sequence and outside it")
  func requests() {
    var requests = RequestsInFlight()
    func sent(_ number: UInt32) -> SentRequest {
      SentRequest(
        request: Request(id: RequestID(number), content: .orders, deadline: .origin), sentAt: .origin, record: 0,
        attempt: 0
      )
    }
    for number in 1...200 as ClosedRange<UInt32> { requests.insert(sent(number)) }
    requests.insert(sent(900))
    #expect(requests.remove(77)?.request.id.number == 77 && requests.remove(77) == nil)
    for number in 1...200 as ClosedRange<UInt32> where number != 77 && number != 150 {
      #expect(requests.remove(number)?.request.id.number == number)
    }
    #expect(requests.requests.map(\.request.id.number) == [150, 900])
    requests.insert(sent(201))
    #expect(requests.remove(900) != nil && requests.remove(150) != nil && requests.remove(201) != nil)
    #expect(requests.requests.isEmpty && requests.remove(1) == nil)
  }

  @Test("What the stream tells while it brings a pass with it counts for that pass, or for the one that runs")
  func seen() {
    var seen = SeenOrders()
    seen.insert(3)
    seen.waitForPass()
    seen.insert(4)
    seen.endTurn()
    #expect(seen.contains(3) && seen.contains(4))
    seen.waitForPass()
    seen.insert(4)
    seen.beginPass()
    seen.endTurn()
    #expect(!seen.contains(3) && seen.contains(4))
    seen.beginPass()
    #expect(!seen.contains(4))
  }
}
