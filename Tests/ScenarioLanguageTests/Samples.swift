import ScenarioLanguage

/// Scenario files that several tests use.
enum Samples {
  /// A valid file that uses every verb, every form of time and every check at least once.
  static let everything = """
    # First comment
    #   indented comment
    scenario "every form of the language"
      format 1
      about  "A \\"quoted\\" word, a backslash \\\\ and an umlaut: Ä."
      tags   smoke, fault-kinds
      mode   live
      seed   42
      broker scripted
      ends   2h
      pin    latency stream 2 180ms

    engine
      enabled         on
      full-interval   off
      order-interval  1.5s
      reconcile-on    startup, reconnect
      on-timeout      lookup-then-resend
      max-retries     3
      tolerance       0.01
      request-timeout 2s

    setup
      both   cash USD 100000.00
      broker cash EUR 5.00
      both   position MSFT 10 at 1.00
      local  position TSLA -4 at 250.125
      both   order Z buy 10 AAPL limit 150.00 accepted
      broker order Y sell 5 MSFT market filled 2
      local  checkpoint seq 41
      market AAPL 149.99 150.01
      market MSFT 399.98 400.01
      market TSLA 249.95 250.00
      instrument BTC/USD tick 0.1 lot 0.0001 multiplier 1 currency USD

    timeline
      0s     trader place A buy 100 AAPL limit 150.00 tif day key K1
      0s     trader place B sell 100 AAPL stop-limit 150.00 149.00 tif gtc
      0s     trader place C buy 0.5 BTC/USD stop 50000.1 tif ioc
      0s     trader place D sell 7 MSFT market tif fok
      1s     net drop requests place next 1
      1s     net drop responses place, cancel of A next 1
      1s     net cut for 30s
      1s     net cut
      31s    net heal as @heal
      32s    net delay responses by 2s jitter 500ms for 1m
      32s    net duplicate stream fill of A after 300ms next 1
      32s    net drop stream fill of A next 1 may-miss
      33s    broker snapshot stale by 60s next 1
      33s    broker snapshot truncated to 50
      33s    broker snapshot empty of executions next 1
      33s    broker snapshot empty
      33s    broker snapshot omits A until @heal
      34s    net fail place with 503 next 3
      34s    net fail snapshot with 500 next 3
      35s    engine restart down 5s
      36s    engine crash down 5s
      38s    broker fill A 30 at 150.00 exec E1
      38s    broker fill B 20 at 149.50
      38s    engine crash at publish.before of E1 down 5s as @crash
      39s    store torn-write next 1
      39s    store lose-unsynced
      39s    store fail enospc next 1
      39s    store fail eio for 3s
      39s    store corrupt checkpoint
      39s    store corrupt journal
      39s    store slow by 500ms for 10s
      41s    broker trade AAPL sell 120 at 151.00 note "by phone"
      41s    broker adjust position AAPL 300 at 10.00 note "split"
      41s    broker adjust cash USD -100.00 note "fee"
      41s    broker fill C rest at 50000.1 exec E7
      41s    broker reject D "no margin"
      42s    trader replace A qty 80 limit 151.00
      42s    broker fill A 60 overfill at 150.00
      42s    trader cancel Z
      42s    broker cancel Z "end of session"
      42s    broker expire B
      42s    market AAPL 148.00 148.02
      43s..50s operator reconcile
      @crash+1s operator halt
      +1s    operator resume
      on order.sent order=A nth 2 then +200ms net cut for 1s may-miss
      on order.timeout then mark @timeout
      @timeout expect local order A = unknown
      1m     expect order A status=filled filled>=80 avg~150.0 within 10s for rest
      1m     expect broker orders key=K1 status!=rejected = 1
      1m     expect orders > 2
      1m     expect converged within 5s for 10s
      1m     expect diverged
      1m     expect engine = ready
      1m     expect discrepancies open = 0
      1m     expect discrepancies >= 1
      1m     expect alerts = 1
      1m     expect checkpoint seq > 41
      1m     expect local position TSLA < 100 as @after
      1m     expect balance USD = 84999.00
      1m     mark @done

    always
      never local position AAPL > 1000
      invariant exec-once
      invariant quiet-at-end off "the drift stays"

    finally
      expect position AAPL = 100 at 150.01
      log has fill.applied exec=E1 source=stream after @heal
      log never order.sent after @heal
      log raced A with E1
      log count order.sent key=K1 <= 2 between @heal and @crash
      log has message.delayed channel=responses kind=place delay>=2s
      log has order.rejected order=D reason=refused-by-broker note="no margin" before @done
      log in-order
        | stream.lost reason=cut
        | not order.sent attempt>1
        | reconciliation.discrepancy id=$d kind=missing-order symbol=AAPL local~1.50
        | next reconciliation.resolved id=$d by=auto
        | engine.started records>=3
      log unordered after @heal
        | fill.applied exec=E7
        | cash.synced currency=EUR
        | reconciliation.discrepancy id=D1
      log golden no-times fill.* reconcile.started
        | engine fill.applied order=A exec=E1
        |
        |   "not a token # no comment

    """

  /// The invariants that the tests declare as legal.
  static let invariants = ["exec-once", "quiet-at-end", "no-unapproved-correction"]

  /// Parses a text under a short path.
  static func parse(_ text: String) -> ParsedFile {
    ScenarioParser.parse(SourceFile(path: "Scenarios/x.scenario", text: text), invariants: invariants)
  }

  /// All messages of a file in full.
  static func messages(_ text: String, path: String = "Scenarios/x.scenario") -> String {
    let source = SourceFile(path: path, text: text)
    let renderer = DiagnosticRenderer(source)
    let parsed = ScenarioParser.parse(source, invariants: invariants)
    return parsed.diagnostics.map { renderer.render($0).description }.joined(separator: "\n")
  }
}
