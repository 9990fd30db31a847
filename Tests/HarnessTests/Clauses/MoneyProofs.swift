import Reconciliation
import Trading

extension ClauseTests {
  static let moneyProofs = executionProofs + figureProofs + discrepancyProofs + driftProofs

  /// The last sixty of an order are never told, and the list of orders counts them.
  private static let inference = """
    scenario "test"
      mode paper
      broker scripted
      ends 20s
    engine
      order-interval 2s
      inferred-fills after-confirmations
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      1s trader place A buy 100 AAPL limit 150.00
      2s broker fill A 40 at 149.00 exec E1
      3s net drop stream fill of A next 1
      3s broker snapshot omits A of executions
      3.5s broker fill A 60 at 150.00 exec E2
    """

  private static let executionProofs: [ClauseProof] = [
    ClauseProof(
      "execution-counted",
      says: "execution E1 of A, bought 40 AAPL at 150 as of 2, reported from stream is due, and was not "
        + "done"
    ) { effect in
      effect.isOfExecution ? [] : [effect]
    },
    ClauseProof(
      "execution-counted",
      says: "execution E1 of A, bought 40 AAPL at 150 as of 2, reported from poll is not due: execution "
        + "E1 of A, bought 40 AAPL at 150 as of 2, reported from stream is"
    ) { effect in
      effect.recording { record in
        guard case .execution(.counted(let execution, _, let origin)) = record else { return }
        record = .execution(.counted(execution, source: .poll, origin: origin))
      }
    },
    ClauseProof(
      "execution-counted",
      says: "execution E1 of A, bought 40 AAPL at 150 as of 2, absorbed from stream is not due: "
        + "execution E1 of A, bought 40 AAPL at 150 as of 2, reported from stream is"
    ) { effect in
      effect.recording { record in
        guard case .execution(.counted(let execution, let source, _)) = record else { return }
        record = .execution(.counted(execution, source: source, origin: .absorbed))
      }
    },
    ClauseProof(
      "execution-counted",
      says: "execution E2 of A, bought 60 AAPL at 150 as of 3, reported from stream is not due: "
        + "execution E2 of A, bought 60 AAPL at 150.01 as of 3, reported from stream is"
    ) { effect in
      effect.recording { record in
        guard case .execution(.counted(var execution, let source, let origin)) = record else { return }
        execution.price = Decimal(150)
        record = .execution(.counted(execution, source: source, origin: origin))
      }
    },
    ClauseProof(
      "execution-counted", says: "execution E1 of A, bought 40 AAPL at 150 as of 2, reported from stream is not due"
    ) { effect in
      guard case .persist(var entry) = effect, case .execution = entry.record else { return [effect] }
      entry.sequence += 1
      return [effect, .persist(entry)]
    },
    ClauseProof(
      "execution-counted", inference,
      says: "execution that was inferred of A, bought 60 AAPL at 150 as of 3, reported from policy is due, and was not "
        + "done"
    ) { effect in
      effect.isOfInference ? [] : [effect]
    },
    ClauseProof(
      "execution-counted", inference,
      says:
        "execution that was inferred of A, bought 60 AAPL at 149 as of 3, reported from policy is not due: "
        + "execution that was inferred of A, bought 60 AAPL at 150 as of 3, reported from policy is"
    ) { effect in
      effect.recording { record in
        guard case .execution(.counted(var execution, let source, let origin)) = record, execution.isInferred else {
          return
        }
        execution.price = Decimal(149)
        record = .execution(.counted(execution, source: source, origin: origin))
      }
    },
    ClauseProof(
      "fill-told",
      says: "fill.received E1 of A, 40 at 150, from stream is due before fill.applied E1 of A, 40 at "
        + "150, from stream"
    ) { effect in effect.logged(.fillReceived) == nil ? [effect] : [] },
    ClauseProof("fill-told", says: "fill.applied E1 of A, 40 at 150, from stream is not due") { effect in
      effect.logged(.fillApplied) == nil ? [effect] : [effect, effect]
    },
    ClauseProof("fill-told", twice, says: "fill.duplicate E1 of A, from stream is due, and was not done") { effect in
      effect.logged(.fillDuplicate) == nil ? [effect] : []
    },
    ClauseProof(
      "fill-told", twice, says: "fill.duplicate E1 of A, from poll is not due: fill.duplicate E1 of A, from stream is"
    ) { effect in
      effect.changing(.fillDuplicate) { $0.source = .poll }
    },
    ClauseProof(
      "fill-told", foreign,
      says: "fill.quarantined E1 of X, 10 at 150, from stream for wrong-side is not due: "
        + "fill.quarantined E1 of X, 10 at 150, from stream for unknown-order is"
    ) { effect in
      effect.changing(.fillQuarantined) { $0.reason = .wrongSide }
    },
    ClauseProof(
      "fill-told", foreign,
      says: "fill.quarantined E1 of X, 10 at 150, from stream for unknown-order is due, and was not "
        + "done"
    ) { effect in
      effect.logged(.fillQuarantined) == nil ? [effect] : []
    },
    ClauseProof(
      "fill-told", doubled,
      says: "fill.quarantined E1 of A, 10 at 150, from stream for unknown-order is not due: "
        + "fill.quarantined E1 of A, 10 at 150, from stream for duplicate-key is"
    ) { effect in
      effect.changing(.fillQuarantined) { $0.reason = .unknownOrder }
    },
    ClauseProof(
      "terms-taken-over", replaced,
      says: "terms of A: 120, limit 150, stop none, from poll as of 2 is not due: terms of A: 120, "
        + "limit 150, stop none, from response as of 2 is"
    ) { effect in
      effect.recording { record in
        guard case .order(.terms(let order, let amendment, _, let sequence)) = record else { return }
        record = .order(.terms(order, amendment, source: .poll, sequence: sequence))
      }
    },
    ClauseProof(
      "terms-taken-over", replaced,
      says: "terms of A: 120, limit 150, stop none, from response as of 2 is due, and was not done"
    ) { effect in
      guard case .persist(let entry) = effect, case .order(.terms) = entry.record else { return [effect] }
      return []
    },
  ]

  private static let figureProofs: [ClauseProof] = [
    ClauseProof("profit-realized", roundTrip, says: "E2 realized 10, and 11 is told") { effect in
      effect.changing(.fillApplied) { event in if event.count == 1 { event.leaves = Decimal(11) } }
    },
    ClauseProof("profit-realized", roundTrip, says: "E2 realized 10, and 10.000000000001 is told") { effect in
      effect.changing(.fillApplied) { event in
        if event.count == 1, let more = try? Decimal("10.000000000001") { event.leaves = more }
      }
    },
    ClauseProof("profit-realized", roundTrip, says: "E2 realized 10, and nothing is told") { effect in
      effect.changing(.fillApplied) { event in (event.count, event.leaves) = (0, .zero) }
    },
    ClauseProof("profit-realized", roundTrip, says: "E1 closed nothing, and a profit is told") { effect in
      effect.changing(.fillApplied) { event in event.count = 1 }
    },
    ClauseProof(
      "position-figures", roundTrip, says: "AAPL is 0, and 10 is written", falsify: { $0.repeatCheckpoint(1, at: 2) }),
    ClauseProof(
      "position-figures", roundTrip, says: "AAPL cost 139 on average, and 140 is written",
      falsify: { $0.repeatCheckpoint(3, at: 5) }),
    ClauseProof(
      "position-figures", roundTrip, says: "AAPL brought 10, and 0 is written",
      falsify: { $0.repeatCheckpoint(1, at: 3) }),
    ClauseProof(
      "cash-figures", roundTrip, says: "USD is 100010, and 98600 is written", falsify: { $0.repeatCheckpoint(1, at: 2) }
    ),
  ]

  private static let discrepancyProofs: [ClauseProof] = [
    ClauseProof("discrepancy-opened", drift, says: "D2 came after D0") { effect in
      effect.opening { $0.id += 1 }
    },
    ClauseProof(
      "discrepancy-opened", drift,
      says:
        "quantity-mismatch in AAPL with 1 here and 91 there, informational for 81 is not due: quantity-mismatch in AAPL "
        + "with 100 here and 91 there, informational for 81 is"
    ) { effect in
      effect.opening { $0.local = Decimal(1) }
    },
    ClauseProof(
      "discrepancy-opened", drift,
      says:
        "quantity-mismatch in AAPL with 100 here and 1 there, informational for 81 is not due: quantity-mismatch in AAPL "
        + "with 100 here and 91 there, informational for 81 is"
    ) { effect in
      effect.opening { $0.broker = Decimal(1) }
    },
    ClauseProof(
      "discrepancy-opened", drift,
      says:
        "missing-position in AAPL with 100 here and 91 there, informational for 81 is not due: quantity-mismatch in AAPL "
        + "with 100 here and 91 there, informational for 81 is"
    ) { effect in
      effect.opening { $0.kind = .missingPosition }
    },
    ClauseProof(
      "discrepancy-opened", drift,
      says: "quantity-mismatch in AAPL with 100 here and 91 there, informational for 81 is due, and was not done"
    ) { effect in
      guard case .persist(let entry) = effect, case .discrepancy(.found) = entry.record else { return [effect] }
      return []
    },
    ClauseProof(
      "discrepancy-opened", foreign,
      says: "unknown-order under number 0 with 0 here and 0 there, critical, told as buy 10, open with 0 at 0 under 0, "
        + "change 1 is not due: unknown-order of X under number 0 with 0 here and 0 there, critical, told as buy 10, open "
        + "with 0 at 0 under 0, change 1 is"
    ) { effect in
      effect.opening { $0.order = Event.none }
    },
    ClauseProof(
      "discrepancy-opened", doubled,
      says: "unknown-order of A under number 1 with 0 here and 0 there, critical, duplicate-key, told as buy 10, "
        + "open with 0 at 0 under 1, change 2 is due, and was not done"
    ) { effect in
      guard case .persist(let entry) = effect, case .discrepancy(.found) = entry.record else { return [effect] }
      return []
    },
    ClauseProof(
      "discrepancy-opened", lost,
      says: "missing-order of A with 0 here and 0 there, partial here, warning for 750 is not due: missing-order of A "
        + "with 0 here and 0 there, open here, warning for 750 is"
    ) { effect in
      effect.opening { $0.localStatus = .partial }
    },
    ClauseProof(
      "discrepancy-opened", lost,
      says: "missing-order of A with 0 here and 0 there, open here, no level for 7 is not due: missing-order of A "
        + "with 0 here and 0 there, open here, warning for 750 is"
    ) { effect in
      effect.opening {
        $0.impact = Decimal(7)
        $0.level = nil
      }
    },
    ClauseProof("discrepancy-closed", drift, says: "D1 is quantity-mismatch, and was closed as missing-position") {
      effect in
      effect.closing { id, kind, by in kind = .missingPosition }
    },
    ClauseProof(
      "discrepancy-closed", drift,
      says: "the end of quantity-mismatch in AAPL by operator is not due: the end of quantity-mismatch in AAPL is"
    ) {
      effect in
      effect.closing { id, kind, by in by = .operator }
    },
    ClauseProof("discrepancy-closed", drift, says: "D8 was closed, and is not open") { effect in
      effect.closing { id, kind, by in id += 7 }
    },
    ClauseProof("discrepancy-closed", drift, says: "the end of quantity-mismatch in AAPL is due, and was not done") {
      effect in
      guard case .persist(let entry) = effect, case .discrepancy(.resolved) = entry.record else { return [effect] }
      return []
    },
    ClauseProof("discrepancy-closed", drift, says: "the end of quantity-mismatch in AAPL is not due") { effect in
      guard case .persist(var entry) = effect, case .discrepancy(.found(let discrepancy)) = entry.record else {
        return [effect]
      }
      entry.sequence += 1
      entry.record = .discrepancy(.resolved(id: discrepancy.id, kind: discrepancy.kind, by: .auto))
      return [effect, .persist(entry)]
    },
  ]
}
