import Testing
import Trading

@testable import Reconciliation

@Suite("An answer tells of an order once")
struct RepeatedRowTests {
  private func row(_ order: UInt32, _ brokerOrder: UInt32, at price: Int, asOf change: UInt64) -> OrderReport {
    OrderReport(
      order: ClientOrderID(index: order), brokerOrder: BrokerOrderID(index: brokerOrder),
      instrument: InstrumentID(index: 0), side: .buy,
      terms: Amendment(quantity: Decimal(1), pricing: .limit(Decimal(price))),
      status: .open, filled: .zero, sequence: BrokerSequence(change))
  }

  private func told(_ rows: [OrderReport]) -> [OrderReport] {
    Array(Snapshot(rows: rows, asOf: BrokerSequence(9)).toldOnce.answer)
  }

  @Test("Of rows about one order as of one change the first counts")
  func first() {
    let honest = row(0, 0, at: 10, asOf: 3)
    #expect(told([honest, row(0, 0, at: -1, asOf: 3)]) == [honest])
  }

  @Test("A row as of a later change counts, where the order was named first")
  func newest() {
    let (later, other) = (row(0, 0, at: 11, asOf: 4), row(1, 1, at: 10, asOf: 2))
    #expect(told([row(0, 0, at: 10, asOf: 3), other, later]) == [later, other])
    #expect(told([later, other, row(0, 0, at: 10, asOf: 3)]) == [later, other])
  }

  @Test("Two orders under one id of the client are two")
  func twins() {
    let rows = [row(0, 1, at: 10, asOf: 3), row(0, 0, at: 10, asOf: 2)]
    #expect(told(rows) == rows)
  }

  @Test("Rows before the start of an answer are none of it")
  func start() {
    let rows = [row(0, 0, at: 9, asOf: 3), row(0, 0, at: 10, asOf: 3), row(0, 0, at: 11, asOf: 3)]
    let snapshot = Snapshot(rows: rows, start: 1, asOf: BrokerSequence(9), isComplete: false).toldOnce
    #expect(Array(snapshot.answer) == [rows[1]])
    #expect(!snapshot.isComplete && snapshot.asOf == BrokerSequence(9))
  }
}
