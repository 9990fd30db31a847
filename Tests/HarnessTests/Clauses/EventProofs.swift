import Reconciliation
import Trading

extension ClauseTests {
  static let eventProofs: [ClauseProof] = [
    ClauseProof("event-of-record", says: "order.filled of record 4 says leaves=61, and 60 is due") { effect in
      guard var event = effect.published(.orderFilled), event.sequence == 4 else { return [effect] }
      event.leaves = Decimal(61)
      return [.publish(event)]
    },
    ClauseProof("event-once", says: "record 5 is durable, and its event was not published") { effect in
      effect.published(.orderFilled)?.sequence == 5 ? [] : [effect]
    },
    ClauseProof("event-once", says: "order.filled of record 5 was published twice") { effect in
      effect.published(.orderFilled)?.sequence == 5 ? [effect, effect] : [effect]
    },
    ClauseProof("event-order", says: "order.updated of record 3 came after that of record 4") { turns in
      guard let index = turns.firstIndex(where: { $0.effects.contains { $0.published(.orderFilled) != nil } }),
        let early = turns.lazy.flatMap(\.effects).first(where: { $0.published(.orderUpdated) != nil })
      else { return }
      turns[index] = turns[index].with(turns[index].effects + [early])
    },
  ]
}
