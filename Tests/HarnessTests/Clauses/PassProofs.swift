import Reconciliation
import Trading

extension ClauseTests {
  /// A report that tells of 60 executed more than were heard of, and a replica behind it; without polls.
  private static let behind = """
    scenario "test"
      mode paper
      broker scripted
      ends 10s
    engine
      order-interval off
    setup
      both cash USD 100000.00
      both order A buy 100 AAPL limit 150.00 accepted
      market AAPL 149.99 150.01
    timeline
      2s net drop stream fill of A next 1
      2s broker fill A 60 at 150.00 exec E1
      2.9s broker snapshot stale by 2s for 500ms
      3s broker fill A 40 at 150.00 exec E2
    """

  /// A start whose list of executions is cut short for good.
  private static let half = """
    scenario "test"
      mode paper
      broker scripted
      ends 5s
    engine
      order-interval off
      max-retries 0
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      0s broker snapshot truncated to 0 of executions for 4s
    """

  /// Full passes that write down what they came to.
  private static let kept = Cases.text(engine: "full-interval 5s\nkeep-reports on\n")
  /// Polls every 2 s, and a fill whose news is lost.
  private static let polls = """
    scenario "test"
      mode live
      broker scripted
      ends 10s
    engine
      request-timeout 1s
    setup
      both cash USD 100000.00
      both order A buy 100 AAPL limit 150.00 accepted
      market AAPL 149.99 150.01
    timeline
      2.5s net drop stream fill of A next 1
      3s broker fill A 35 at 150.00 exec E1
      3.1s broker fill A 25 at 150.00 exec E2
    """

  /// A startup pass of which one query is lost, without polls.
  private static let failing = """
    scenario "test"
      mode live
      broker scripted
      ends 10s
    engine
      request-timeout 1s
      order-interval off
    setup
      both cash USD 100000.00
      both order A buy 100 AAPL limit 150.00 accepted
      market AAPL 149.99 150.01
    timeline
      0s net drop responses snapshot next 1
      5s broker snapshot truncated to 0 next 1
      6s operator reconcile
      6.01s operator reconcile
    """

  /// A pass that has less time than its requests.
  private static let hurried = """
    scenario "test"
      mode live
      broker scripted
      ends 10s
    engine
      request-timeout 2s
      pass-timeout 1s
      order-interval off
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      0s net drop responses snapshot next 1
    """

  /// A pass that probes the connection first, after a cut, and has half a second in all.
  private static let probing = """
    scenario "test"
      mode live
      broker scripted
      ends 10s
    engine
      pass-timeout 500ms
      order-interval off
      probe-first on
    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01
    timeline
      3s net cut for 3s
    """

  /// Figures every two seconds, with a pass that fails and a difference that stays.
  private static let measured = """
    scenario "test"
      mode live
      broker scripted
      ends 10s
    engine
      order-interval off
      drift-policy review
      drift-confirmations 1
      request-timeout 500ms
      metrics-interval 3s
    setup
      both cash USD 100000.00
      both position AAPL 10 at 150.00
      market AAPL 149.99 150.01
    timeline
      1s broker adjust cash USD 5.00
      2s operator reconcile
      4s net drop responses snapshot next 1
      5s operator reconcile
    """

  private static let off = """
    scenario "test"
      mode paper
      broker scripted
      ends 5s
    engine
      enabled off
    setup
      both cash USD 100000.00
    timeline
      1s operator reconcile
    """

  static let passProofs: [ClauseProof] = [
    ClauseProof(
      "pass-start", polls, says: "a pass was started for poll, and one for mismatch is due",
      effects: Falsification.logged(.reconcileStarted) { if $0.reason == .mismatch { $0.reason = .poll } }),
    ClauseProof(
      "pass-start", polls, says: "a pass for mismatch is due, and did not start",
      effects: Falsification.without { $0.logged(.reconcileStarted)?.reason == .mismatch }),
    ClauseProof(
      "pass-start", failing, says: "a pass for startup is due, and did not start",
      effects: Falsification.without { $0.logged(.reconcileStarted)?.reason == .startup }),
    ClauseProof("pass-start", says: "a pass was started for mismatch, and none is due") { turns in
      var event = Event(.reconcileStarted)
      event.reason = .mismatch
      turns.append([.log(event)]) { if case .streamUpdate(.execution) = $0.input { true } else { false } }
    },
    ClauseProof(
      "pass-queries", polls, says: "a pass for startup asked for executions after 77, and executions after 0 is due",
      effects: Falsification.sent { request in
        if case .executions = request.content { request.content = .executions(after: BrokerSequence(77)) }
        return true
      }),
    ClauseProof(
      "pass-queries", polls, says: "a pass sent 2 of 3 queries that are due",
      effects: Falsification.sent { $0.content != .account }),
    ClauseProof("pass-queries", polls, says: "account was asked for, and no pass starts or goes on") { turns in
      let request = Request(id: RequestID(99), content: .account, deadline: .origin)
      turns.append([.send(request)]) { if case .streamUpdate(.execution) = $0.input { true } else { false } }
    },
    ClauseProof(
      "pass-queries", probing, says: "a pass for reconnect asked for orders, and account is due",
      effects: Falsification.sent { request in
        if request.id.number == 4 { request.content = .orders }
        return true
      }),
    ClauseProof(
      "pass-queries", probing, says: "a pass sent 1 of 2 queries that are due",
      effects: Falsification.sent { $0.id.number != 6 }),
    ClauseProof("pass-queries", probing, says: "orders was asked for, and no pass starts or goes on") { turns in
      let request = Request(id: RequestID(5), content: .orders, deadline: .origin)
      turns.append([.send(request)]) { if case .streamConnected = $0.input { true } else { false } }
    },
    ClauseProof(
      "request-deadline", probing,
      says: "request 5 has its deadline at +00:00:06.575, and number 5 at +00:00:06.525 is due",
      effects: Falsification.sent { request in
        if request.id.number == 5 { request.deadline = request.deadline + .milliseconds(50) }
        return true
      }),
    ClauseProof(
      "pass-end", polls, says: "a pass has its last answer, and did not end",
      effects: Falsification.silent(.reconcileFinished)),
    ClauseProof(
      "pass-end", polls, says: "reconcile.finished says reason=operator, and startup is due",
      effects: Falsification.logged(.reconcileFinished) { $0.reason = .operator }),
    ClauseProof(
      "pass-end", polls, says: "reconcile.finished says orders=2, and 1 is due",
      effects: Falsification.logged(.reconcileFinished) { $0.number += 1 }),
    ClauseProof(
      "pass-end", polls, says: "reconcile.finished says found=1, and 0 is due",
      effects: Falsification.logged(.reconcileFinished) { $0.count += 1 }),
    ClauseProof(
      "pass-end", failing, says: "reconcile.finished says result=clean, and failed is due",
      effects: Falsification.logged(.reconcileFinished) { if $0.state == .failed { $0.state = .clean } }),
    ClauseProof(
      "pass-end", failing, says: "reconcile.finished says result=clean, and incomplete is due",
      effects: Falsification.logged(.reconcileFinished) { if $0.state == .incomplete { $0.state = .clean } }),
    ClauseProof(
      "pass-end", kept, says: "a pass has ended, and its report was not recorded",
      records: { if case .control(.passReport) = $0 { .control(.halt(false)) } else { nil } }),
    ClauseProof(
      "pass-end", kept,
      says: "the report of pass 1 was recorded as 1 startup full completed orders=0 executions=7 found=0 resolved=0 "
        + "corrections=0 warnings=0 errors=0, and is 1 startup full completed orders=0 executions=0 found=0 resolved=0 "
        + "corrections=0 warnings=0 errors=0",
      records: { record in
        guard case .control(.passReport(var report)) = record else { return nil }
        report.executions = 7
        return .control(.passReport(report))
      }),
    ClauseProof("pass-end", polls, says: "a pass has ended before its last answer") { turns in
      turns.append([.log(Event(.reconcileFinished))]) {
        if case .streamUpdate(.execution) = $0.input { true } else { false }
      }
    },
    ClauseProof(
      "metrics", measured, says: "engine.metrics is due, and was not logged",
      effects: Falsification.silent(.engineMetrics)),
    ClauseProof(
      "metrics", measured, says: "engine.metrics says open=0, and 1 is due",
      effects: Falsification.logged(.engineMetrics) { $0.filled = .zero }),
    ClauseProof(
      "metrics", measured, says: "engine.metrics says accuracy=100, and 50 is due",
      effects: Falsification.logged(.engineMetrics) { if $0.quantity > .zero { $0.quantity = Decimal(100) } }),
    ClauseProof(
      "metrics", measured, says: "engine.metrics says failed=0, and 1 is due",
      effects: Falsification.logged(.engineMetrics) { $0.count = 0 }),
    ClauseProof(
      "metrics", measured, says: "no figures are set for the next interval",
      effects: Falsification.without { $0.sets { $0 == .metrics } }),
    ClauseProof(
      "pass-answers", hurried, says: "request.failed was logged of orders timeout, and orders pass-timeout is due",
      effects: Falsification.logged(.requestFailed) { $0.reason = .timeout }),
    ClauseProof(
      "request-deadline", hurried,
      says: "request 1 has its deadline at +00:00:02.000, and number 1 at +00:00:01.000 is due",
      effects: Falsification.sent { request in
        request.deadline = request.deadline + .seconds(1)
        return true
      }),
    ClauseProof(
      "pass-answers", failing, says: "request.failed was logged of none, and orders timeout is due",
      effects: Falsification.silent(.requestFailed)),
    ClauseProof(
      "pass-answers", failing, says: "request.failed was logged of orders reset, and orders timeout is due",
      effects: Falsification.logged(.requestFailed) { $0.reason = .reset }),
    ClauseProof(
      "pass-answers", failing, says: "request.failed was logged of account timeout, and orders timeout is due",
      effects: Falsification.logged(.requestFailed) { $0.subject = .account }),
    ClauseProof(
      "pass-answers", failing, says: "snapshot.incomplete was logged of none, and orders incomplete is due",
      effects: Falsification.silent(.snapshotIncomplete)),
    ClauseProof(
      "pass-answers", failing, says: "snapshot.incomplete was logged of orders stale, and orders incomplete is due",
      effects: Falsification.logged(.snapshotIncomplete) { $0.reason = .stale }),
    ClauseProof(
      "pass-answers", behind,
      says: "snapshot.incomplete was logged of none, and executions stale, orders stale is due",
      effects: Falsification.silent(.snapshotIncomplete)),
    ClauseProof(
      "pass-retry", behind, says: "a pass has to be repeated after 1 in a row, and is not",
      effects: Falsification.without { $0.sets { $0 == .passRetry } }),
    ClauseProof(
      "pass-retry", half, says: "a pass has to be repeated after 1 in a row, and is not",
      effects: Falsification.without { $0.sets { $0 == .passRetry } }),
    ClauseProof("startup", half, says: "engine.ready was logged when not all orders and executions had been seen") {
      turns in
      turns.append([.log(Event(.engineReady))]) { $0.effects.contains { $0.logged(.reconcileFinished) != nil } }
    },
    ClauseProof(
      "startup", half, says: "a person has to be told that the start sees not all, and is not",
      effects: Falsification.without { $0.told(.startup) != nil }),
    ClauseProof(
      "startup", half, says: "risk.alert kind=startup reason=stale was told of the start, and is not due",
      effects: Falsification.told(.startup) { $0.reason = .stale }),
    ClauseProof("pass-answers", polls, says: "request.failed was logged of start start, and none is due") { turns in
      turns.append([.log(Event(.requestFailed))]) {
        if case .streamUpdate(.execution) = $0.input { true } else { false }
      }
    },
    ClauseProof(
      "pass-retry", failing, says: "a pass has to be repeated after 1 in a row, and is not",
      effects: Falsification.without { $0.sets { $0 == .passRetry } }),
    ClauseProof(
      "pass-retry", failing, says: "a pass is repeated at +00:00:01.999, and +00:00:02.000 is due after 1 in a row",
      effects: Falsification.moved(by: .milliseconds(-1)) { $0 == .passRetry }),
    ClauseProof(
      "pass-retry", failing, says: "a pass is repeated at +00:00:02.001, and +00:00:02.000 is due after 1 in a row",
      effects: Falsification.moved(by: .milliseconds(1)) { $0 == .passRetry }),
    ClauseProof("pass-retry", polls, says: "a pass was to be repeated at +00:00:00.000, and none is due") { turns in
      turns.append([.setTimer(.passRetry, at: .origin)]) {
        $0.effects.contains { $0.logged(.reconcileFinished) != nil }
      }
    },
    ClauseProof(
      "pass-clocks", polls, says: "the next poll is at +00:00:02.001, and +00:00:02.000 is due",
      effects: Falsification.moved(by: .milliseconds(1)) { $0 == .orderPoll }),
    ClauseProof(
      "pass-clocks", polls, says: "the next full pass is at +00:04:59.999, and +00:05:00.000 is due",
      effects: Falsification.moved(by: .milliseconds(-1)) { $0 == .fullPass }),
    ClauseProof(
      "pass-clocks", polls, says: "no poll is set for +00:00:02.000",
      effects: Falsification.without { $0.sets { $0 == .orderPoll } }),
    ClauseProof("pass-clocks", off, says: "the next full pass is at +00:00:00.000, and none is due") { turns in
      turns.append([.setTimer(.fullPass, at: .origin)]) { if case .started = $0.input { true } else { false } }
    },
    ClauseProof(
      "operator-orders", off, says: "reconcile is to be refused as disabled, and was not",
      effects: Falsification.silent(.operatorRefused)),
    ClauseProof(
      "operator-orders", off, says: "operator.refused request=reconcile reason=halted is not due",
      effects: Falsification.logged(.operatorRefused) { $0.reason = .halted }),
    ClauseProof(
      "startup", off, says: "without a startup pass the engine is ready at once, and was not",
      effects: Falsification.silent(.engineReady)),
    ClauseProof("startup", failing, says: "engine.ready was logged before a pass had all its answers") { turns in
      turns.append([.log(Event(.engineReady))]) { if case .started = $0.input { true } else { false } }
    },
    ClauseProof(
      "startup", failing, says: "no drift waits, and the engine is not ready",
      effects: Falsification.silent(.engineReady)),
    ClauseProof(
      "startup", failing, says: "engine.ready was logged again",
      effects: Falsification.twice { $0.logged(.engineReady) != nil }),
  ]
}
