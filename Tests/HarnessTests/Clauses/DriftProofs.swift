import Reconciliation
import Trading

extension ClauseTests {
  /// What differs in the account, and is taken over, held or left.
  static let driftProofs: [ClauseProof] = [
    ClauseProof(
      "correction-whole", drift, says: "record 4 may be durable without those up to 7 that go with it",
      effects: Falsification.recorded { entry in
        entry.isContinued = false
        return true
      }),
    ClauseProof(
      "correction-whole", drift, says: "record 7 is the last one of its turn, and says that more follows",
      effects: Falsification.recorded { entry in
        if entry.sequence == 7 { entry.isContinued = true }
        return true
      }),
    ClauseProof(
      "drift-taken-over", drift, says: "the verification of USD is due, and was not done",
      effects: Falsification.recorded { if case .cash(.verified) = $0.record { false } else { true } }),
    ClauseProof(
      "drift-taken-over", drift,
      says: "position AAPL from 100 to 91 at 9 as of 1 under within-limit for 1 is not due: position "
        + "AAPL from 100 to 91 at 9 as of 1 under within-limit for 81 is"
    ) { effect in
      effect.adopting {
        $0.charge = Decimal(1)
      } cash: { _ in
      }
    },
    ClauseProof(
      "drift-taken-over", drift,
      says: "position AAPL from 100 to 91 at 9 as of 1 under adopt-broker for 81 is not due: position "
        + "AAPL from 100 to 91 at 9 as of 1 under within-limit for 81 is"
    ) { effect in
      effect.adopting {
        $0.policy = .adoptBroker
      } cash: { _ in
      }
    },
    ClauseProof(
      "drift-taken-over", drift,
      says: "position AAPL from 100 to 91 at 9 as of 0 under within-limit for 81 is not due: position "
        + "AAPL from 100 to 91 at 9 as of 1 under within-limit for 81 is"
    ) { effect in
      effect.adopting {
        $0.asOf = .zero
      } cash: { _ in
      }
    },
    ClauseProof(
      "drift-taken-over", drift,
      says: "position AAPL from 91 to 100 at 9 as of 1 under within-limit for 81 is not due: position "
        + "AAPL from 100 to 91 at 9 as of 1 under within-limit for 81 is"
    ) { effect in
      effect.adopting {
        swap(&$0.from, &$0.to)
      } cash: { _ in
      }
    },
    ClauseProof(
      "drift-taken-over", drift,
      says: "balance USD from 100000 to 100081 as of 1 under within-limit for 90 is not due: balance "
        + "USD from 100000 to 100081 as of 1 under within-limit for 0 is"
    ) { effect in
      effect.adopting { _ in
      } cash: {
        $0.charge = Decimal(90)
      }
    },
    ClauseProof(
      "drift-taken-over", drift,
      says: "balance USD from 100081 to 100081 as of 1 under within-limit for 0 is not due: balance USD "
        + "from 100000 to 100081 as of 1 under within-limit for 0 is"
    ) { effect in
      effect.adopting { _ in
      } cash: {
        $0.from = $0.to
      }
    },
    ClauseProof(
      "drift-taken-over", price,
      says: "position AAPL from 10 to 11 at 9.1 as of 1 under within-limit for 1 is not due: position AAPL from 10 to "
        + "11 at 9.1 as of 1 under within-limit for 10 is"
    ) { effect in
      effect.adopting {
        $0.charge = Decimal(1)
      } cash: { _ in
      }
    },
    ClauseProof(
      "drift-taken-over", drift,
      says: "position AAPL from 100 to 91 at 9 as of 1 under within-limit for 81 is due, and was not "
        + "done"
    ) { effect in
      guard case .persist(let entry) = effect, case .position = entry.record else { return [effect] }
      return []
    },
    ClauseProof(
      "drift-taken-over", drift, says: "position AAPL from 100 to 91 at 9 as of 1 under within-limit for 81 is not due"
    ) { turns in
      // One pass too early.
      guard let late = turns.firstIndex(where: { $0.effects.contains { $0.isOfPosition } }),
        let early = turns.firstIndex(where: { $0.effects.contains { $0.isOfDiscrepancy } }),
        case .persist(var entry)? = turns[late].effects.first(where: \.isOfPosition),
        let last = turns[early].effects.lastIndex(where: \.isOfDiscrepancy),
        case .persist(let before) = turns[early].effects[last]
      else { return }
      entry.sequence = before.sequence + 1
      var effects = turns[early].effects
      effects.insert(.persist(entry), at: last + 1)
      turns[early] = turns[early].with(effects)
    },
    ClauseProof(
      "drift-held", limited,
      says: "leaving quantity-mismatch in GM to a person over day-limit is not due: leaving "
        + "quantity-mismatch in GM to a person over pass-limit is"
    ) { effect in
      effect.recording { record in
        guard case .discrepancy(.held(let id, _)) = record else { return }
        record = .discrepancy(.held(id: id, limit: .dayLimit))
      }
    },
    ClauseProof(
      "drift-held", limited,
      says: "leaving quantity-mismatch in GM to a person over pass-limit is due, and was not done"
    ) { effect in
      guard case .persist(let entry) = effect, case .discrepancy(.held) = entry.record else { return [effect] }
      return []
    },
    ClauseProof("drift-held", limited, says: "D70 was left to a person, and is not open") { effect in
      effect.recording { record in
        guard case .discrepancy(.held(_, let limit)) = record else { return }
        record = .discrepancy(.held(id: 70, limit: limit))
      }
    },
  ]
}
