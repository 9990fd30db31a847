import Reconciliation
import Trading

extension ClauseTests {
  private static let replacing = Cases.text(
    timeline: """
      1s  trader place A buy 100 AAPL limit 150.00
      2s  trader replace A qty 120 limit 149.00
      3s  trader cancel A
      """)
  private static let exhausted = Cases.text(
    engine: "max-retries 1\n",
    timeline: """
      1s  trader place A buy 100 AAPL limit 150.00
      2s  net drop requests cancel for 10s
      3s  trader cancel A
      """)
  private static let refused = Cases.text(
    timeline: """
      1s  trader place A buy 100 AAPL limit 150.00
      2s  net fail replace with 400 next 1
      3s  trader replace A qty 120
      """)

  private static let stale = Cases.text(
    engine: "full-interval 5s\nstale-orders cancel\nstale-after 3s\n",
    timeline: """
      1s  trader place A buy 100 AAPL limit 140.00
      """)

  private static let restarted = Cases.text(
    timeline: """
      1s   net drop responses place next 1
      1s   net drop stream ack of A next 1
      1s   trader place A buy 100 AAPL limit 150.00
      1.5s engine restart down 1s
      """)

  static let intentProofs: [ClauseProof] = [
    ClauseProof("intent-request", replacing, says: "order A was replaced with other terms than are wanted") { effect in
      guard var request = effect.sent(.replace), case .replace(let order, var amendment) = request.content else {
        return [effect]
      }
      amendment.quantity = Decimal(20)
      request.content = .replace(order, amendment)
      return [.send(request)]
    },
    ClauseProof("intent-request", replacing, says: "the cancel of A was sent while one is on its way") { effect in
      effect.sent(.cancel) == nil ? [effect] : [effect, effect]
    },
    ClauseProof(
      "intent-request", replacing,
      says: "the log tells attempt=2 seq=6 of the cancel of A, and attempt 1 with record 6 is due",
      logs: { event in event.kind == .cancelSent ? [event.changed { $0.number = 2 }] : [event] }),
    ClauseProof("intent-request", replacing, says: "a cancel or replace was logged and was not sent") { effect in
      effect.sent(.cancel) == nil ? [effect] : []
    },
    ClauseProof("order-not-forgotten", replacing, says: "order A is to be cancelled, and is not") { effect in
      if case .log(let event) = effect, event.kind == .cancelSent { return [] }
      return effect.sent(.cancel) == nil ? [effect] : []
    },
    ClauseProof("intent-request", exhausted, says: "the cancel of A was sent 3 times") { turns in
      // Once more, when it has come to nothing for the last time.
      let sent = turns.flatMap(\.effects).filter { $0.sent(.cancel) != nil }
      guard let last = sent.last,
        let index = turns.lastIndex(where: { $0.effects.contains { $0.persisted(.exhausted) } })
      else { return }
      turns[index] = turns[index].with([last])
    },
    ClauseProof("intent-request", exhausted, says: "the cancel of A was repeated too soon") { turns in
      guard let first = turns.firstIndex(where: { $0.effects.contains { $0.sent(.cancel) != nil } }),
        let again = turns.lastIndex(where: { $0.effects.contains { $0.sent(.cancel) != nil } })
      else { return }
      let soon = turns[first].instant + .milliseconds(999)
      turns[again] = EngineTurn(instant: soon, input: turns[again].input, effects: turns[again].effects)
    },
    ClauseProof(
      "intent-end", exhausted, says: "the wish to cancel order A was dropped after 1 attempts, and 2 are due"
    ) { turns in
      guard let index = turns.lastIndex(where: { $0.effects.contains { $0.sent(.cancel) != nil } }) else { return }
      turns[index] = turns[index].with([])
    },
    ClauseProof(
      "intent-end", exhausted, says: "the wish to cancel order A was dropped as refused-by-broker without that",
      records: { record in
        guard case .order(.intentEnd(let order, let intent, .exhausted)) = record else { return nil }
        return .order(.intentEnd(order, intent, reason: .refusedByBroker))
      }),
    ClauseProof(
      "intent-end", refused, says: "the wish to replace order A was refused, and goes on",
      records: { if case .order(.intentEnd) = $0 { .control(.halt(false)) } else { nil } }),
    ClauseProof(
      "stale-order", stale, says: "order A was called stale under report, which is not set",
      records: { record in
        guard case .order(.stale(let order, _)) = record else { return nil }
        return .order(.stale(order, policy: .report))
      }),
    ClauseProof(
      "stale-order", stale, says: "order A is to be cancelled, and neither trader nor policy asks for it",
      records: { if case .order(.stale) = $0 { .control(.halt(false)) } else { nil } }),
    ClauseProof("stale-order", stale, says: "order A was called stale, and is not") { turns in
      // The pass that has ended lacked an answer.
      for index in turns.indices {
        turns[index] = turns[index].with(
          turns[index].effects.map { effect in
            guard case .log(var event) = effect, event.kind == .reconcileFinished else { return effect }
            event.source = .review
            return .log(event)
          })
      }
    },
    ClauseProof("stale-order", stale, says: "order A is stale, and nothing is done") { turns in
      for index in turns.indices {
        turns[index] = turns[index].with(
          turns[index].effects.filter { effect in
            guard case .persist(let entry) = effect, case .order(let record) = entry.record else { return true }
            switch record {
            case .stale, .cancelIntent: return false
            default: return true
            }
          })
      }
    },
    ClauseProof("stale-order", stale, says: "order A is stale, and is not cancelled") { turns in
      for index in turns.indices {
        turns[index] = turns[index].with(
          turns[index].effects.filter { effect in
            guard case .persist(let entry) = effect, case .order(.cancelIntent) = entry.record else { return true }
            return false
          })
      }
    },
  ]

  static let statusProofs: [ClauseProof] = [
    ClauseProof(
      "status-evidence",
      says: "order A became open with source=poll reason=nothing, and nothing in this turn says so",
      records: changed { $0.source = .poll }),
    ClauseProof(
      "status-evidence",
      says: "order A became open with source=response reason=refused-by-broker, and nothing in this turn says so",
      records: changed { $0.reason = .refusedByBroker }),
    ClauseProof(
      "status-evidence",
      says: "order A became open with source=response reason=nothing, and nothing in this turn says so",
      records: changed { $0.sequence = BrokerSequence(99) }),
    ClauseProof(
      "status-evidence", says: "a change of order A says from=unknown, and it is submitted",
      records: changed { $0.from = .unknown }),
    ClauseProof(
      "status-evidence", says: "order A became submitted out of submitted", records: changed { $0.to = .submitted }),
    ClauseProof(
      "status-evidence", restarted, says: "order A was sent before the start and counts as submitted",
      records: { record in
        guard case .order(.status(let change)) = record, change.reason == .restart else { return nil }
        return .control(.halt(false))
      }),
    ClauseProof(
      "terms-evidence", replacing,
      says: "order A has new terms with source=response, and no report of this turn has them",
      records: { record in
        guard case .order(.terms(let order, var amendment, let source, let sequence)) = record else { return nil }
        amendment.quantity = Decimal(121)
        return .order(.terms(order, amendment, source: source, sequence: sequence))
      }),
    ClauseProof(
      "report-taken", says: "order A is submitted, and the response says open",
      records: { record in
        guard case .order(.status) = record else { return nil }
        return .control(.halt(false))
      }),
    ClauseProof(
      "report-taken", replacing, says: "order A has other terms than the report that was told",
      records: { if case .order(.terms) = $0 { .control(.halt(false)) } else { nil } }),
    ClauseProof(
      "report-taken", reopened, says: "order A counts as filled, and 1 of it are left",
      records: { record in
        guard case .order(.status(let change)) = record, change.from == .filled else { return nil }
        return .control(.halt(false))
      }),
    ClauseProof(
      "status-evidence", reopened,
      says: "order A became partial with source=query reason=nothing, and nothing in this turn says so",
      records: { record in
        guard case .order(.status(var change)) = record, change.from == .filled else { return nil }
        change.source = .query
        return .order(.status(change))
      }),
    ClauseProof(
      "absence-decides", taken,
      says: "the broker does not know order K1: it is unknown after 1 attempts, and rejected after 1 is due",
      records: { record in
        guard case .order(.status(let change)) = record, change.to == .rejected else { return nil }
        return .control(.halt(false))
      }),
    ClauseProof(
      "terms-taken-over", superseded, says: "replace-intent is due, and was not done",
      effects: Falsification.recorded { entry in
        if case .order(.replaceIntent) = entry.record { entry.cause == .trader } else { true }
      }),
    ClauseProof(
      "status-evidence", endedFirst,
      says: "order A became cancelled with source=stream reason=refused-by-broker, and nothing in this turn says so",
      records: { record in
        guard case .order(.status(var change)) = record, change.from == .unknown else { return nil }
        change.to = .cancelled
        change.reason = .refusedByBroker
        return .order(.status(change))
      }),
  ]

  /// An order whose id another bot has taken.
  private static let taken = """
    scenario "test"
      mode paper
      broker scripted-unique
      ends 4s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s broker place H buy 10 AAPL limit 140.00 key K1
      2s trader place A buy 100 AAPL limit 150.00 key K1 again
    """

  /// A replace that arrives when another one has been carried out.
  private static let superseded = """
    scenario "test"
      mode paper
      broker scripted-late
      ends 20s
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s   trader place A buy 100 AAPL limit 150.00
      1.5s net delay requests replace of A by 8s next 1
      2s   trader replace A qty 150
      6s   trader replace A qty 90
    """

  /// An order of which nothing is heard before its end.
  private static let endedFirst = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      order-interval off
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      0s   net drop stream ack of A next 1
      0s   net drop responses place of A next 1
      0s   net delay responses query of A by 1s next 1
      1s   trader place A buy 10 AAPL limit 150.00
      3.5s broker cancel A
    """

  /// An order that is filled by its old quantity before a poll brings a larger one that had been given up.
  private static let reopened = """
    scenario "test"
      mode paper
      broker scripted-late
      ends 20s
    engine
      order-interval 2s
      request-timeout 1s
      max-retries 0
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s   net delay requests replace by 3s next 1
      1s   trader place A buy 1 AAPL limit 150.00
      1.2s trader replace A qty 2
      4s   net drop responses replace next 1
      4s   net drop stream replace next 1
      4s   net drop stream fill next 1
      4.5s broker fill A 1 at 150.00 exec E1
      5.9s net fail orders with 503 next 1
    """

  private static func changed(
    _ body: @escaping @Sendable (inout StatusChange) -> Void
  ) -> @Sendable (JournalRecord) -> JournalRecord? {
    { record in
      guard case .order(.status(var change)) = record, change.to == .open else { return nil }
      body(&change)
      return .order(.status(change))
    }
  }
}

extension ClauseProof {
  /// Falsifies records: what the function returns stands in the place of a record, unless it is nil.
  init(
    _ clause: String, _ text: String = Cases.text(), says: String,
    records: @escaping @Sendable (JournalRecord) -> JournalRecord?
  ) {
    self.init(clause, text, says: says) { effect in
      guard case .persist(var entry) = effect, let record = records(entry.record) else { return [effect] }
      entry.record = record
      return [.persist(entry)]
    }
  }

  /// Falsifies what the log tells.
  init(
    _ clause: String, _ text: String = Cases.text(), says: String,
    logs: @escaping @Sendable (Event) -> [Event]
  ) {
    self.init(clause, text, says: says) { effect in
      if case .log(let event) = effect { logs(event).map { .log($0) } } else { [effect] }
    }
  }
}

extension Event {
  /// The event with something else in it.
  func changed(_ body: (inout Event) -> Void) -> Event {
    var event = self
    body(&event)
    return event
  }
}

extension EngineEffect {
  /// The request that is sent, if it is one of this kind.
  func sent(_ kind: Word) -> Request? {
    if case .send(let request) = self, request.content.kind == kind { request } else { nil }
  }

  /// Whether it records the end of an intent for a reason.
  func persisted(_ reason: Word) -> Bool {
    if case .persist(let entry) = self, case .order(.intentEnd(_, _, reason)) = entry.record { true } else { false }
  }
}
