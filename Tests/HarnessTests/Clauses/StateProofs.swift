import Trading

@testable import Reconciliation

/// Checkpoints and recoveries in which one property is wrong.
extension ClauseTests {
  static let stateProofs = writtenProofs + recoveredProofs

  private static let writtenProofs: [ClauseProof] = [
    ClauseProof("state-on-disk", says: "the checkpoint of record 4 is written under the number 5") { turns in
      turns.changeCheckpoints { $0.sequence += 1 }
    },
    ClauseProof("state-on-disk", says: "a checkpoint of record 4 is to be written, and there is none") { turns in
      for index in turns.indices { turns[index] = turns[index].with(turns[index].effects, nil) }
    },
    written(
      "terms of A is written as buy 1 limit 150.01 stop none of #0, day, and its records make it buy 100 limit 150.01 stop none of #0, day"
    ) {
      $0.orders[0].terms.quantity = .one
    },
    written("status of A is written as cancelled, and its records make it partial") {
      $0.orders[0].status = .cancelled
    },
    written("filled of A is written as 1, and its records make it 40") { $0.orders[0].filled = .one },
    written("value of A is written as 0, and its records make it 6000") { $0.orders[0].value = .zero },
    written("broker-order of A is written as none, and its records make it #0") { $0.orders[0].brokerOrder = nil },
    written("sequence of A is written as 9, and its records make it 2") { $0.orders[0].sequence = BrokerSequence(9) },
    written("attempts of A is written as 2, and its records make it 1") { $0.orders[0].attempts = 2 },
    written("key-taken of A is written as true, and its records make it false") { $0.orders[0].isKeyTaken = true },
    written("cancel-intent of A is written as true, and its records make it false") {
      $0.orders[0].hasCancelIntent = true
    },
    written("replace-intent of A is written as 7 limit none stop none, and its records make it none") {
      $0.orders[0].replaceIntent = Amendment(quantity: Decimal(7), pricing: .market)
    },
    written("asked-terms of A is written as 7 limit none stop none, and its records make it none") {
      $0.orders[0].replaceIntent = Amendment(quantity: Decimal(7), pricing: .market)
      $0.orders[0].replaceIntent = nil
    },
    written("the terms that A was to have before are written otherwise than they were asked for") {
      $0.supersededTerms[0] = [Amendment(quantity: Decimal(7), pricing: .market)]
    },
    written("E1 is written otherwise than it was counted") { books in
      let execution = books.log.entries[0].execution
      books.log = ExecutionLog()
      books.log.append(execution, .absorbed)
    },
    written("0 executions are written, and there are 1") { $0.log = ExecutionLog() },
    written("AAPL is written as of 3, and was taken over as of 0") { $0.adoptedAsOf[0] = BrokerSequence(3) },
    written("USD is written as of 3, and was taken over as of 0") { $0.cashAsOf[0] = BrokerSequence(3) },
    written("1 archived orders are written, and there are 0") { books in
      books.archived.announce(books.orders[0])
      books.archived.end(with: [])
    },
    written("1 archived executions are written, and there are 0") { books in
      books.archived.end(with: [books.executions[0].execution])
    },
    written("changed of A is written as +00:00:09.000, and its records make it +00:00:01.025") {
      $0.orders[0].changedAt = .origin + .seconds(9)
    },
    written("halt on is written, and an operator has said otherwise") { $0.isHalted = true },
    written("D4 is written as the last discrepancy, and D0 is") { $0.discrepancyCount = 4 },
    written("the open discrepancies are written as none, and the records make them D2 quantity-mismatch", limited) {
      $0.discrepancies = []
    },
    written("corrections of 0 USD today are written, and 81 was charged", limited) {
      $0.spending = CorrectionSpending()
    },
    written("D2 is written as not left to a person, which is not so", limited) { $0.heldDiscrepancies = [] },
    written("T5 is written as the last ticket, and T0 is") { $0.ticketCount = 5 },
    written("the open tickets are written as none, and the records make them T1 of D2", limited) { $0.tickets = [] },
    written("0 past discrepancies are written otherwise than the records make them, 1", limited) {
      $0.pastDiscrepancies = []
    },
    written("1 pass reports are written, and the records make them 0") {
      $0.passReports = [PassReport(number: 1, trigger: .poll, kind: .full, isLook: false)]
    },
    ClauseProof("position-figures", says: "AAPL is not written at all") { turns in
      turns.changeBooks { $0.positions = [] }
    },
    ClauseProof("cash-figures", says: "USD is not written at all") { turns in
      turns.changeBooks { $0.cash = [] }
    },
  ]

  private static func written(
    _ says: String, _ text: String = Cases.text(), _ change: @escaping @Sendable (inout Books) -> Void
  ) -> ClauseProof {
    ClauseProof("state-on-disk", text, says: says) { $0.changeBooks(change) }
  }

  /// A fill, a cancel that waits, and a kill between two checkpoints.
  private static let killed = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      order-interval off
      checkpoint-every 100
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 100 AAPL limit 150.00
      2s broker fill A 40 at 150.00 exec E1
      3s net drop requests cancel for 2s
      3s trader cancel A
      4s engine crash down 1s
    """

  private static let recoveredProofs: [ClauseProof] = [
    recovered("cancel-intent of A is recovered as false, and its records make it true") {
      $0.orders[0].hasCancelIntent = false
    },
    recovered("filled of A is recovered as 1, and its records make it 40") { $0.orders[0].filled = .one },
    recovered("0 orders are recovered, and there are 1") { $0.orders = ChunkedArray() },
    recovered("E1 is recovered otherwise than it was counted") { books in
      var execution = books.log.entries[0].execution
      execution.price = .one
      books.log = ExecutionLog()
      books.log.append(execution, .reported)
    },
    recovered("AAPL is 40, and 0 is recovered") { $0.positions[0] = PositionReplay(multiplier: .one) },
    recovered("USD is 94000, and 1 is recovered") { $0.cash[0] = .one },
    recovered("halt on is recovered, and an operator has said otherwise") { $0.isHalted = true },
    recovered("corrections of 5 USD today are recovered, and 0 was charged") {
      $0.spending = CorrectionSpending(day: 0, amounts: [Decimal(5)])
    },
    ClauseProof("state-recovered", killed, says: "record 5 was durable, and 4 is the last one recovered") {
      $0.changeRecovery { $0.sequence -= 1 }
    },
    ClauseProof(
      "state-recovered", killed,
      says: "record 7 is the last one recovered, and only 5 of them were handed to the store"
    ) { $0.changeRecovery { $0.sequence += 2 } },
    ClauseProof("event-of-record", says: "order.updated was published with record 7, which calls for no event") {
      turns in
      // The journal that the first start reads has another event under this number.
      guard case .started(var recovery, let reason) = turns[0].input else { return }
      var event = Event(.orderUpdated)
      event.sequence = 7
      recovery.sequence = 7
      recovery.events = [event]
      event.order = 0
      turns[0] = EngineTurn(
        instant: turns[0].instant, input: .started(recovery, reason: reason),
        effects: turns[0].effects + [.publish(event)], checkpoint: turns[0].checkpoint)
    },
  ]

  private static func recovered(
    _ says: String, _ change: @escaping @Sendable (inout Books) -> Void
  ) -> ClauseProof {
    ClauseProof("state-recovered", killed, says: says) { turns in
      turns.changeRecovery { change(&$0.ledger.main) }
    }
  }
}

extension EngineTurn {
  /// The turn with other effects and another checkpoint.
  fileprivate func with(_ effects: [EngineEffect], _ checkpoint: Checkpoint?) -> EngineTurn {
    EngineTurn(instant: instant, input: input, effects: effects, checkpoint: checkpoint)
  }
}

extension [EngineTurn] {
  fileprivate mutating func changeCheckpoints(_ change: (inout Checkpoint) -> Void) {
    for index in indices {
      guard var checkpoint = self[index].checkpoint else { continue }
      change(&checkpoint)
      self[index] = self[index].with(self[index].effects, checkpoint)
    }
  }

  fileprivate mutating func changeBooks(_ change: (inout Books) -> Void) {
    changeCheckpoints { change(&$0.ledger.main) }
  }

  /// Changes what the last start recovers.
  mutating func changeRecovery(_ change: (inout Recovery) -> Void) {
    guard let index = lastIndex(where: { if case .started = $0.input { true } else { false } }),
      case .started(var recovery, let reason) = self[index].input
    else { return }
    change(&recovery)
    self[index] = EngineTurn(
      instant: self[index].instant, input: .started(recovery, reason: reason), effects: self[index].effects,
      checkpoint: self[index].checkpoint)
  }
}
