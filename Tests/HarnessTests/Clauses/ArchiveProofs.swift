import Trading

@testable import Reconciliation

/// Sessions in which orders leave the books otherwise than they have to.
extension ClauseTests {
  /// An order that has executed, and one that works.
  private static let ended = """
    scenario "test"
      mode live
      broker scripted
      ends 20s
    engine
      keep-ended 5s
      full-interval 5s
    setup
      both cash USD 100000.00
      both order A buy 100 AAPL limit 150.00 accepted
      both order B buy 100 AAPL limit 149.00 accepted
      market AAPL 149.99 150.01
    timeline
      1s broker fill A 100 at 150.00 exec E1
    """

  /// Changes the records of what leaves.
  private static func changed(
    _ says: String, _ text: String = ended, _ change: @escaping @Sendable (ArchiveRecord) -> ArchiveRecord?
  ) -> ClauseProof {
    ClauseProof(
      "ended-archived", text, says: says,
      records: { record in
        guard case .control(.archived(let left)) = record else { return nil }
        return change(left).map { .control(.archived($0)) }
      })
  }

  /// Another order is named.
  private static func named(_ says: String, _ index: UInt32) -> ClauseProof {
    changed(says) { record in
      guard case .order(let order) = record else { return nil }
      var other = ManagedOrder(id: ClientOrderID(index: index), terms: order.terms)
      other.status = .open
      return .order(other)
    }
  }

  /// A start that has read something else of the order that has left than was recorded.
  private static func recovered(_ change: @escaping @Sendable (ArchivedKeys.Order) -> ArchivedKeys.Order) -> ClauseProof
  {
    ClauseProof(
      "state-recovered", ended + "\n      15s engine restart", says: "A is recovered otherwise than it left the books"
    ) { turns in
      turns.changeRecovery { recovery in
        let keys = recovery.ledger.main.archived
        guard
          let changed = ArchivedKeys(orders: keys.orders.map(change), executions: keys.executions, newest: keys.newest)
        else { return }
        recovery.ledger.main.archived = changed
      }
    }
  }

  static let archiveProofs: [ClauseProof] = [
    recovered { ArchivedKeys.Order(id: $0.id, sequence: $0.sequence, filled: .one) },
    recovered { ArchivedKeys.Order(id: $0.id, sequence: BrokerSequence(9), filled: $0.filled) },
    ClauseProof(
      "ended-archived", ended, says: "order A has ended long ago, and is kept in the books",
      records: { record in
        if case .control(.archived) = record { .control(.halt(false)) } else { nil }
      }),
    changed("order A leaves the books with other executions than were counted of it") { record in
      guard case .execution(var execution, let origin) = record else { return nil }
      execution.quantity = .one
      return .execution(execution, origin)
    },
    changed("filled of A leaves the books as 1, and its records make it 100") { record in
      guard case .order(var order) = record else { return nil }
      order.filled = .one
      return .order(order)
    },
    changed("2 orders are said to leave the books, and 1 were named") { record in
      if case .end = record { .end(count: 2) } else { nil }
    },
    named("order B leaves the books, and has to stay", 1),
    named("order order#3 leaves the books, and is in none", 3),
    ClauseProof(
      "ended-archived", ended, says: "1 orders leave the books, and no pass has just seen all there is",
      effects: Falsification.silent(.reconcileFinished)),
  ]
}
