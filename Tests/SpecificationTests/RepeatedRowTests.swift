import Testing
import Trading

@testable import Reconciliation
@testable import Specification

/// Engine and specification read repeated rows apart, and each is held to the same.
@Suite("An answer tells of an order once")
struct RepeatedRowTests {
  enum Reader: CaseIterable {
    case engine, specification

    func read(_ snapshot: Snapshot<OrderReport>) -> Snapshot<OrderReport> {
      self == .engine ? snapshot.toldOnce : snapshot.withoutRepeats
    }
  }

  private func row(_ order: UInt32, _ brokerOrder: UInt32, at price: Int, asOf change: UInt64) -> OrderReport {
    OrderReport(
      order: ClientOrderID(index: order), brokerOrder: BrokerOrderID(index: brokerOrder),
      instrument: InstrumentID(index: 0), side: .buy,
      terms: Amendment(quantity: Decimal(1), pricing: .limit(Decimal(price))),
      status: .open, filled: .zero, sequence: BrokerSequence(change))
  }

  private func told(_ rows: [OrderReport], by reader: Reader) -> [OrderReport] {
    Array(reader.read(Snapshot(rows: rows, asOf: BrokerSequence(9))).answer)
  }

  @Test("Of rows about one order as of one change the first counts", arguments: Reader.allCases)
  func first(reader: Reader) {
    let honest = row(0, 0, at: 10, asOf: 3)
    #expect(told([honest, row(0, 0, at: -1, asOf: 3)], by: reader) == [honest])
  }

  @Test("A row as of a later change counts, where the order was named first", arguments: Reader.allCases)
  func newest(reader: Reader) {
    let (later, other) = (row(0, 0, at: 11, asOf: 4), row(1, 1, at: 10, asOf: 2))
    #expect(told([row(0, 0, at: 10, asOf: 3), other, later], by: reader) == [later, other])
    #expect(told([later, other, row(0, 0, at: 10, asOf: 3)], by: reader) == [later, other])
  }

  @Test("Two orders under one id of the client are two", arguments: Reader.allCases)
  func twins(reader: Reader) {
    let rows = [row(0, 1, at: 10, asOf: 3), row(0, 0, at: 10, asOf: 2)]
    #expect(told(rows, by: reader) == rows)
  }

  @Test("Rows before the start of an answer are none of it", arguments: Reader.allCases)
  func start(reader: Reader) {
    let rows = [row(0, 0, at: 9, asOf: 3), row(0, 0, at: 10, asOf: 3), row(0, 0, at: 11, asOf: 3)]
    let snapshot = reader.read(Snapshot(rows: rows, start: 1, asOf: BrokerSequence(9), isComplete: false))
    #expect(Array(snapshot.answer) == [rows[1]])
    #expect(!snapshot.isComplete && snapshot.asOf == BrokerSequence(9))
  }
}
