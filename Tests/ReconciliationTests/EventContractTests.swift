import Testing
import Trading

@testable import Reconciliation

/// What readers of the bus, of traces and of JSON files rely on: names, lanes, fields and words.
///
/// A new event, field or word takes its place beside these; none of these may change.
@Suite("What readers of events rely on")
struct EventContractTests {
  /// Lane, name and fields in the order in which they are printed.
  private static let events = """
    trader trader.place: order key side qty symbol price
    trader trader.replace: order qty price
    trader trader.cancel: order
    engine order.updated: order from to source reason seq
    engine order.filled: order exec qty price filled leaves status source seq
    engine order.cancelled: order filled source reason seq
    engine order.rejected: order source reason note seq
    engine order.expired: order filled source seq
    engine order.replaced: order qty price source seq
    engine position.synced: symbol local broker price policy seq
    engine cash.synced: currency local broker policy seq
    engine reconciliation.discrepancy: id kind order exec symbol currency local broker from to seq
    engine reconciliation.resolved: id kind by seq
    engine risk.alert: kind order exec symbol currency reason id
    engine engine.started: reason seq records
    engine engine.ready:
    engine engine.degraded: reason
    engine engine.recovered:
    engine engine.halted: reason
    engine order.sent: order key attempt seq
    engine order.resent: order key attempt seq
    engine order.timeout: order request reason attempt
    engine order.lookup: order key attempt
    engine order.queued: order key
    engine order.found: order status filled
    engine order.absent: order attempt
    engine order.refused: order request reason
    engine cancel.sent: order attempt seq
    engine replace.sent: order attempt seq
    engine fill.received: order exec qty price source
    engine fill.applied: order exec qty price realized source
    engine fill.duplicate: order exec source
    engine fill.quarantined: order exec qty price reason source
    engine reconcile.started: reason
    engine reconcile.finished: reason result orders found
    engine request.failed: request reason
    engine snapshot.incomplete: request reason
    engine stream.lost: reason
    engine stream.restored:
    store journal.appended: seq kind order exec
    store journal.synced: seq
    store journal.failed: seq reason
    store checkpoint.written: seq
    container container.started: reason
    container container.killed: point order exec
    container container.stopped: reason
    net message.lost: channel kind order exec reason
    net message.delayed: channel kind order exec delay
    net message.duplicated: channel kind order exec reason
    net message.failed: channel kind order code
    net net.cut:
    net net.healed:
    broker broker.accepted: order qty price
    broker broker.rejected: order reason note
    broker broker.filled: order exec qty price filled leaves
    broker broker.cancelled: order filled reason note
    broker broker.expired: order filled
    broker broker.replaced: order qty price
    broker broker.refused: order request reason note
    broker broker.traded: symbol side qty price note
    broker broker.adjusted: symbol currency qty price note
    broker broker.misreported: request reason
    operator operator.command: request
    engine operator.refused: request reason
    engine order.limited: order request attempt
    net message.falsified: channel kind order exec reason
    engine order.unchanged: order request reason seq
    engine reconcile.fallback: kind instead trigger reason
    engine reconciliation.chosen: kind reason by seq
    engine ticket.opened: ticket id kind order exec symbol currency reason level local broker seq
    engine ticket.updated: ticket id kind order exec symbol currency reason level local broker seq
    engine ticket.resolved: ticket id kind by seq
    engine ticket.acknowledged: ticket id kind person seq
    engine ticket.assigned: ticket id kind assignee person seq
    engine ticket.prioritized: ticket id kind level person seq
    engine ticket.escalated: ticket id kind order exec symbol currency reason level local broker seq
    engine ticket.reminded: ticket id kind order exec symbol currency reason level local broker seq
    engine ticket.decided: ticket id kind reason figure person note seq
    engine engine.stopped: person seq
    engine engine.released: person seq
    engine ticket.retried: ticket id kind seq
    engine store.empty: reason seq
    engine store.lost: reason seq
    engine store.accepted: by person seq
    engine engine.metrics: passes failed accuracy open pending
    broker broker.busted: order exec qty price filled leaves
    broker broker.corrected: order exec qty price filled leaves
    engine execution.busted: order exec qty price filled leaves status source seq
    engine execution.corrected: order exec qty price filled leaves status source seq
    broker broker.triggered: order price
    store store.wiped:
    engine fill.inferred: order qty price filled leaves status source seq
    engine fill.replaced: order qty price filled leaves status source seq
    engine order.stale: order policy seq
    engine order.adopted: order side qty symbol price seq
    engine orders.archived: orders seq
    engine snapshot.continued: request page
    engine stranger.cancel: order id attempt seq
    engine stranger.query: order id attempt
    engine stranger.failed: order id request reason attempt
    engine bus.unconfirmed: seq reason
    engine bus.failed: seq reason
    engine bus.restored: seq records
    trader trader.unheard: order request
    """

  @Test("Each event has its line above")
  func isWhole() {
    let names = Self.events.split(separator: "\n").map { $0.split(separator: " ")[1].dropLast() }
    for kind in EventKind.allCases {
      #expect(
        names.count { $0 == kind.name } == 1,
        "\(kind.lane) \(kind.name): \(kind.fields.map(\.name).joined(separator: " "))")
    }
    #expect(names.count == EventKind.allCases.count)
  }

  @Test("Each event keeps its lane, and its fields in their order")
  func events() throws {
    for line in Self.events.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let kind = try #require(EventKind(name: words[1].dropLast()), "\(line)")
      #expect("\(kind.lane)" == words[0], "\(line)")
      let fields = Array(words.dropFirst(2))
      #expect(kind.fields.map(\.name).filter(fields.contains) == fields, "\(line)")
    }
  }

  @Test("Just what stems from a record goes out on the bus")
  func published() {
    let published = EventKind.allCases.filter(\.isPublished).map(\.name)
    #expect(
      published.starts(with: [
        "order.updated", "order.filled", "order.cancelled", "order.rejected", "order.expired", "order.replaced",
        "position.synced", "cash.synced", "reconciliation.discrepancy", "reconciliation.resolved",
      ]))
    #expect(published.contains("order.unchanged") && !published.contains("risk.alert"))
  }

  /// The words of fields.
  private static let words: [(EventField, String)] = [
    (.side, "buy sell"),
    (.source, "stream response poll query replay policy trader operator"),
    (.result, "clean fixed differs incomplete failed"),
    (.channel, "requests responses stream"),
    (.policy, "adopt-broker within-limit review"),
    (.by, "auto operator"),
    (.status, "pending submitted unknown open partial filled cancelled rejected expired"),
    (.request, "place cancel replace query orders executions account reconcile halt resume"),
    (
      .kind,
      "quantity-mismatch price-discrepancy status-inconsistency missing-order missing-position "
        + "duplicate-execution unknown-order overfill invalid-report cash-mismatch terms-mismatch "
        + "store-failure accepted attempt status execution cancel-intent replace-intent intent-end terms position cash "
        + "discrepancy resolution halted held ack fill reject expire heartbeat"
    ),
    (
      .point,
      "persist.before persist.unsynced persist.after publish.before publish.after checkpoint.before checkpoint.after "
        + "send.before send.after reconcile.middle"
    ),
  ]

  @Test("Each field keeps its words, and `from` and `to` have those of `status`")
  func words() {
    for (field, list) in Self.words {
      guard case .word(let words) = field.type else {
        Issue.record("\(field) has no words")
        continue
      }
      #expect(Set(list.split(separator: " ").map(String.init)).isSubset(of: words.map(\.text)), "\(field)")
      #expect(Set(words).count == words.count || field == .kind, "\(field)")
    }
    #expect(EventField.from.type == EventField.status.type && EventField.to.type == EventField.status.type)
  }

  @Test("Each field is of its type")
  func types() {
    let types: [(EventField.ValueType, [EventField])] = [
      (.order, [.order]), (.key, [.key]), (.execution, [.exec]), (.instrument, [.symbol]), (.currency, [.currency]),
      (.decimal, [.qty, .price, .filled, .leaves, .local, .broker, .realized]),
      (.integer, [.seq, .attempt, .records, .orders, .found, .code]), (.discrepancy, [.id]), (.duration, [.delay]),
      (.text, [.note]),
    ]
    for (type, fields) in types { #expect(fields.allSatisfy { $0.type == type }, "\(type)") }
  }

  @Test("An event has nothing set that it was not given")
  func defaults() {
    let event = Event(.riskAlert)
    #expect(event.state == nil && event.origin == nil && event.source == nil && event.reason == nil)
    #expect(event.subject == nil && event.sequence == 0 && event.number == 0 && event.count == 0)
    let names = [event.order, event.execution, event.instrument, event.currency, event.note, event.discrepancy]
    #expect(names.allSatisfy { $0 == Event.none })
    #expect([event.quantity, event.price, event.filled, event.leaves] == [.zero, .zero, .zero, .zero])
  }
}
