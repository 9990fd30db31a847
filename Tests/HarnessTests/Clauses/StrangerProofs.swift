import Reconciliation
import Trading

extension ClauseTests {
  private static let adopted = Cases.text(
    header: "mode paper",
    timeline: """
      2s  broker place H buy 10 AAPL limit 150.00
      4s  operator resolve T1 as adopt
      """)
  private static let cancelled = Cases.text(
    header: "mode paper",
    timeline: """
      2s  broker place H buy 10 AAPL limit 150.00
      4s  operator resolve T1 as cancel
      """)
  private static let cancelInVain = Cases.text(
    header: "mode paper", engine: "max-retries 1\n",
    timeline: """
      2s  broker place H buy 10 AAPL limit 150.00
      3s  net drop requests cancel
      4s  operator resolve T1 as cancel
      """)

  private static let failing = Cases.text(
    header: "mode paper",
    timeline: """
      2s  broker place H buy 10 AAPL limit 150.00
      3s  net fail cancel with 503 next 1
      4s  operator resolve T1 as cancel
      """)

  static let strangerProofs: [ClauseProof] = [
    ClauseProof(
      "stranger-adopted", adopted, says: "order H was adopted with other terms than the broker has told last",
      records: { record in
        guard case .order(.adopted(let order, var terms, let number, let sequence)) = record else { return nil }
        terms.quantity = Decimal(20)
        return .order(.adopted(order, terms, number: number, sequence: sequence))
      }),
    ClauseProof(
      "stranger-adopted", adopted, says: "order H is to be adopted, and was not",
      records: { if case .order(.adopted) = $0 { .control(.halt(false)) } else { nil } }),
    ClauseProof("stranger-adopted", adopted, says: "order H was adopted, and nobody has decided so") { turns in
      for index in turns.indices {
        guard case .operatorCommand(.resolve(let ticket, .adopt, let note), _) = turns[index].input else { continue }
        turns[index] = EngineTurn(
          instant: turns[index].instant, input: .operatorCommand(.resolve(ticket, .ignore, note: note)),
          effects: turns[index].effects)
      }
    },
    ClauseProof(
      "stranger-cancelled", cancelled,
      says: "the order of somebody else under number 0 is asked about, and nobody wants it cancelled"
    ) { turns in
      guard let sent = turns.flatMap(\.effects).first(where: { $0.sent(.cancel) != nil }),
        let decided = turns.firstIndex(where: { turn in
          if case .operatorCommand = turn.input { true } else { false }
        })
      else { return }
      turns[decided - 1] = turns[decided - 1].with(turns[decided - 1].effects + [sent])
    },
    ClauseProof(
      "stranger-cancelled", cancelled,
      says: "the order of somebody else under number 0 is asked about twice at a time"
    ) { effect in effect.sent(.cancel) == nil ? [effect] : [effect, effect] },
    ClauseProof(
      "stranger-cancelled", cancelled,
      says: "the order of somebody else under number 0 is to be cancelled, and is not"
    ) { effect in effect.sent(.cancel) == nil ? [effect] : [] },
    ClauseProof(
      "stranger-cancelled", cancelled,
      says: "the order of somebody else under number 0 is asked about for the 1. time, and the log says otherwise",
      logs: { event in event.kind == .strangerCancel ? [event.changed { $0.number = 2 }] : [event] }),
    ClauseProof(
      "stranger-cancelled", cancelInVain,
      says: "the order of somebody else under number 0 is to be asked about, and is not"
    ) { effect in effect.sent(.query) == nil ? [effect] : [] },
    ClauseProof(
      "stranger-cancelled", cancelInVain,
      says: "the order of somebody else under number 0 is cancelled, and nobody knows how it stands"
    ) { effect in
      if case .log(let event) = effect, event.kind == .strangerQuery {
        var cancel = event
        (cancel.kind, cancel.number) = (.strangerCancel, 2)
        return [.log(cancel)]
      }
      guard var request = effect.sent(.query), case .queryStranger(let number, let order) = request.content else {
        return [effect]
      }
      request.content = .cancelStranger(number, order)
      return [.send(request)]
    },
    ClauseProof(
      "stranger-cancelled", cancelInVain,
      says: "the order of somebody else under number 0 is asked about without a reason"
    ) { effect in
      if case .log(let event) = effect, event.kind == .strangerCancel {
        var query = event
        query.kind = .strangerQuery
        return [.log(query)]
      }
      guard var request = effect.sent(.cancel), case .cancelStranger(let number, let order) = request.content else {
        return [effect]
      }
      request.content = .queryStranger(number, order)
      return [.send(request)]
    },
    ClauseProof(
      "stranger-cancelled", failing, says: "the order of somebody else under number 0 is woken up in the past"
    ) { effect in
      guard case .setTimer(.stranger(let number), _) = effect else { return [effect] }
      return [.setTimer(.stranger(number), at: .origin)]
    },
  ]
}
