import Reconciliation
import Trading

extension ClauseTests {
  static let orderProofs =
    commandProofs + placingProofs + lookUpProofs + intentProofs + statusProofs + strangerProofs

  private static let cancelled = Cases.text(
    timeline: """
      1s  trader place A buy 100 AAPL limit 150.00
      2s  trader cancel A
      3s  trader cancel A
      """)
  private static let unanswered = Cases.text(
    timeline: """
      1s  net drop requests place next 1
      1s  trader place A buy 100 AAPL limit 150.00
      """)
  private static let unheard = Cases.text(
    timeline: """
      1s  net drop responses place next 1
      1s  net drop stream ack of A next 1
      1s  net drop responses query next 2
      1s  trader place A buy 100 AAPL limit 150.00
      """)

  private static let heardLater = Cases.text(
    timeline: """
      1s   net drop responses place next 1
      1s   net drop stream ack of A next 1
      1s   net drop responses query next 2
      1s   trader place A buy 100 AAPL limit 150.00
      5.5s broker fill A 40 at 150.00 exec E1
      """)

  /// C works on while A blocks its symbol: said to be cancelled, and then filled.
  private static let blocked = Cases.text(
    timeline: """
      1s trader place C buy 10 AAPL limit 140.00
      1s trader place A buy 100 AAPL limit 140.00
      2s trader cancel A
      3s broker fill A 40 at 140.00 exec E1
      4s trader cancel C
      """)

  /// The cancel of C becomes an attempt to send it.
  private static func sendsIntoBlock(_ effect: EngineEffect) -> [EngineEffect] {
    let first = ClientOrderID(index: 0)
    if case .persist(let entry) = effect, entry.record == .order(.cancelIntent(first)) {
      let record = JournalRecord.order(.attempt(first, number: 2))
      return [
        .persist(JournalEntry(sequence: entry.sequence, instant: entry.instant, cause: entry.cause, record: record))
      ]
    }
    guard var request = effect.sent(.cancel), request.content == .cancel(first) else { return [effect] }
    request.content = .place(
      first, OrderTerms(instrument: InstrumentID(index: 0), side: .buy, quantity: Decimal(10), pricing: .market))
    return [.send(request)]
  }

  static let commandProofs: [ClauseProof] = [
    ClauseProof(
      "command-outcome", cancelled, says: "the command about order A can be carried out and was not recorded",
      records: { if case .order(.cancelIntent) = $0 { .control(.halt(false)) } else { nil } }),
    ClauseProof(
      "command-outcome", says: "a record of the trader's wish for order A is not what was asked for",
      records: { record in
        guard case .order(.accepted(let order, var terms)) = record else { return nil }
        terms.side = .sell
        return .order(.accepted(order, terms))
      }),
    ClauseProof(
      "refusal-told", cancelled, says: "the cancel of order A is to be refused as terminal, and was not",
      logs: { $0.kind == .orderRefused ? [] : [$0] }),
    ClauseProof(
      "refusal-told", cancelled, says: "order.refused says reason=in-flight, and terminal is due",
      logs: { event in
        guard event.kind == .orderRefused else { return [event] }
        return [event.changed { $0.reason = .inFlight }]
      }),
    ClauseProof(
      "refusal-told", cancelled, says: "order.refused names another order or request than cancel",
      logs: { event in
        guard event.kind == .orderRefused else { return [event] }
        return [event.changed { $0.subject = .replace }]
      }),
    ClauseProof(
      "refusal-told", cancelled, says: "order.refused was logged, and nothing is to be refused",
      logs: { event in
        guard event.kind == .cancelSent else { return [event] }
        return [event, event.changed { $0.kind = .orderRefused }]
      }),
  ]

  static let placingProofs: [ClauseProof] = [
    ClauseProof(
      "attempt-due", says: "order A is about to be sent for time 2, and was sent 0 times",
      records: { record in
        guard case .order(.attempt(let order, _, let known)) = record else { return nil }
        return .order(.attempt(order, number: 2, after: known))
      }),
    ClauseProof(
      "attempt-due", says: "order A waits to be sent, and orders may be sent",
      records: { if case .order(.attempt) = $0 { .control(.halt(false)) } else { nil } }),
    ClauseProof("attempt-due", says: "order A is about to be sent while the engine is halted") { effect in
      guard case .persist(let entry) = effect, case .order(.attempt) = entry.record else { return [effect] }
      return [.log(Event(.engineHalted)), effect]
    },
    ClauseProof(
      "attempt-due", says: "order A is open and is about to be sent",
      records: { record in
        guard case .execution(.counted(let execution, _, _)) = record else { return nil }
        return .order(.attempt(execution.order, number: 2))
      }),
    ClauseProof(
      "attempt-due", blocked, says: "order C is about to be sent while its instrument is blocked",
      effects: sendsIntoBlock),
    ClauseProof(
      "place-request", blocked, says: "order C was sent while its instrument is blocked", effects: sendsIntoBlock),
    ClauseProof("place-request", says: "an order was logged as sent and was not sent") { effect in
      effect.sent(.place) == nil ? [effect] : []
    },
    ClauseProof("place-request", says: "the attempt of order A is durable, and the order was not sent") { effect in
      if case .log(let event) = effect, event.kind == .orderSent { return [] }
      return effect.sent(.place) == nil ? [effect] : []
    },
    ClauseProof("place-request", says: "order A was sent with other terms than its own") { effect in
      guard var request = effect.sent(.place), case .place(let order, var terms) = request.content else {
        return [effect]
      }
      terms.quantity = Decimal(99)
      request.content = .place(order, terms)
      return [.send(request)]
    },
    ClauseProof("place-request", says: "order A was sent without a recorded attempt") { effect in
      effect.sent(.place) == nil ? [effect] : [effect, effect]
    },
    ClauseProof(
      "place-request", says: "order.sent of A says attempt=2 seq=2, and attempt 1 with record 2 is due",
      logs: { event in event.kind == .orderSent ? [event.changed { $0.number = 2 }] : [event] }),
    ClauseProof(
      "place-outcome", unanswered,
      says: "order A was submitted and is submitted after the end of its place request, and unknown is due",
      records: { record in
        guard case .order(.status(let change)) = record, change.to == .unknown else { return nil }
        return .control(.halt(false))
      }),
  ]

  static let lookUpProofs: [ClauseProof] = [
    ClauseProof(
      "absence-decides", unanswered,
      says: "the broker does not know order A: it is unknown after 1 attempts, and submitted after 2 is due",
      records: { record in
        guard case .order(.attempt(_, number: 2, _)) = record else { return nil }
        return .control(.halt(false))
      }),
    ClauseProof(
      "absence-decides", unanswered,
      says: "the broker does not know order A: it is rejected after 1 attempts, and submitted after 2 is due",
      records: { record in
        guard case .order(.attempt(let order, number: 2, _)) = record else { return nil }
        return .order(
          .status(StatusChange(order: order, from: .unknown, to: .rejected, source: .policy, reason: .absent)))
      }),
    ClauseProof("look-up-due", unanswered, says: "a look-up was logged and was not sent") { effect in
      effect.sent(.query) == nil ? [effect] : []
    },
    ClauseProof(
      "look-up-due", unanswered, says: "the log tells attempt 2 of the look-up of A, and 1 is due",
      logs: { event in event.kind == .orderLookup ? [event.changed { $0.number = 2 }] : [event] }),
    ClauseProof("look-up-due", says: "order A is partial and was looked up without a reason") { effect in
      guard let filled = effect.published(.orderFilled), filled.leaves == Decimal(60) else { return [effect] }
      let order = ClientOrderID(index: filled.order)
      let look = Event(.orderLookup).changed {
        $0.order = filled.order
        $0.number = 1
      }
      return [.log(look), .send(Request(id: RequestID(9), content: .query(order), deadline: .origin)), effect]
    },
    ClauseProof(
      "outcome-told", unanswered, says: "order.absent was due and was not logged",
      logs: { $0.kind == .orderAbsent ? [] : [$0] }),
    ClauseProof(
      "outcome-told", unanswered, says: "order.timeout was logged with another attempt than is due, order.timeout",
      logs: { event in event.kind == .orderTimeout ? [event.changed { $0.number = 2 }] : [event] }),
    ClauseProof(
      "outcome-told", unanswered, says: "order.timeout was logged with another reason than is due, order.timeout",
      logs: { event in event.kind == .orderTimeout ? [event.changed { $0.reason = .reset }] : [event] }),
    ClauseProof(
      "outcome-told", says: "order.found was logged, and nothing came of a request",
      logs: { event in event.kind == .orderSent ? [event, event.changed { $0.kind = .orderFound }] : [event] }),
    ClauseProof("order-not-forgotten", unanswered, says: "order A is unknown, and nobody asks") { effect in
      if case .log(let event) = effect, event.kind == .orderLookup { return [] }
      return effect.sent(.query) == nil ? [effect] : []
    },
    ClauseProof(
      "order-wait", unheard,
      says: "the timer of order A was set for +00:00:06.001, which is not the wait after look-up 1"
    ) { effect in
      guard case .setTimer(.order(let order), let instant) = effect else { return [effect] }
      return [.setTimer(.order(order), at: instant + .milliseconds(1))]
    },
    ClauseProof("order-wait", says: "the wait of order A was ended without a reason") { effect in
      guard let filled = effect.published(.orderFilled) else { return [effect] }
      return [effect, .cancelTimer(.order(ClientOrderID(index: filled.order)))]
    },
    ClauseProof("order-wait", heardLater, says: "order A still waits, and what it waits for is there") { effect in
      if case .cancelTimer(.order) = effect { [] } else { [effect] }
    },
  ]
}
