import ScenarioLanguage
import Testing

/// The complete messages for the mistakes that people make most.
@Suite("Messages for bad files")
struct BadFileTests {
  /// A file with the usual first six lines and these ones below.
  private func file(_ rest: String, ends: Bool = true) -> String {
    let head = ends ? "scenario \"bad\"\n  mode   paper\n  ends   60s\n" : "scenario \"bad\"\n  mode   paper\n"
    return head + "setup\n  both   cash USD 100000.00\n  market AAPL 149.99 150.01\n" + rest + "\n"
  }

  private func messages(_ rest: String, named name: String, ends: Bool = true) -> String {
    Samples.messages(file(rest, ends: ends), path: "Scenarios/\(name).scenario")
  }

  @Test("A typo in a verb")
  func verb() {
    let text = """
      timeline
        0s      trader place A buy 100 AAPL limit 150.00
        2s      broker fil A 40 at 150.00
      """
    #expect(
      messages(text, named: "verb") == """
        error[E102]: `fil` is not something the broker can do
         --> Scenarios/verb.scenario:9:18
          |
        9 |   2s      broker fil A 40 at 150.00
          |                  ^^^ did you mean `fill`?
          |
          = broker can: adjust, cancel, expire, fill, reject, snapshot, trade, place, bust, correct, replace, trigger, refuse, clock

        """)
  }

  @Test("A field and a word that what an engine reports does not have")
  func reports() {
    let text = """
      timeline
        1s  expect health acuracy=1000
        2s  expect health stream=maybe
      """
    #expect(
      messages(text, named: "report") == """
        error[E109]: the health of the engine has no field `acuracy`
         --> Scenarios/report.scenario:8:21
          |
        8 |   1s  expect health acuracy=1000
          |                     ^^^^^^^ the name here is `accuracy`
          |
          = fields of the health of the engine: stream, books, passes, failed, accuracy, pending, unsynced, withheld, waiting, alerts, delay, convergence

        error[E102]: `maybe` is not a stream of the health of the engine
         --> Scenarios/report.scenario:9:28
          |
        9 |   2s  expect health stream=maybe
          |                            ^^^^^ not known here
          |
          = values of stream: up, down

        """)
  }

  @Test("An unknown order")
  func order() {
    let text = """
      timeline
        0s      trader place A buy 100 AAPL limit 150.00
        2s      broker fill B 40 at 150.00
      """
    #expect(
      messages(text, named: "order") == """
        error[E201]: there is no order `B`
         --> Scenarios/order.scenario:9:23
          |
        9 |   2s      broker fill B 40 at 150.00
          |                       ^ not placed so far
          |
          = orders so far: A (line 8)

        """)
  }

  @Test("Time goes back")
  func time() {
    let text = """
      timeline
        0s      trader place A buy 100 AAPL limit 150.00
        10s     net    cut for 5s
        5s      broker fill A 40 at 150.00
      """
    #expect(
      messages(text, named: "time") == """
        error[E206]: the timeline goes back in time
          --> Scenarios/time.scenario:10:3
           |
         9 |   10s     net    cut for 5s
           |   ------------------------- the line above is here
        10 |   5s      broker fill A 40 at 150.00
           |   ^^ this is before 10s
           |
           = move the line up, or write a time relative to the line above: +1s

        """)
  }

  @Test("More filled than ordered")
  func overfill() {
    let text = """
      timeline
        0s      trader place A buy 100 AAPL limit 150.00
        2s      broker fill A 40 at 150.00
        3s      broker fill A 70 at 150.00
      """
    #expect(
      messages(text, named: "overfill") == """
        error[E205]: this fills 70 of order A, but only 60 are left
          --> Scenarios/overfill.scenario:10:25
           |
         9 |   2s      broker fill A 40 at 150.00
           |   ---------------------------------- fills 40
        10 |   3s      broker fill A 70 at 150.00
           |                         ^^ at most 60; or write `rest`
           |
           = a broker that does overfill: add `overfill` after the quantity

        """)
  }

  @Test("A fill that is told again is a message and no second fill")
  func toldAgain() {
    let text = """
      timeline
        0s      trader place A buy 100 AAPL limit 150.00
        2s      broker fill A rest at 150.00 exec E1
        3s      broker fill A 100 at 150.00 exec E1
      """
    let note = "net duplicate stream fill of A after 24h next 1"
    let told = messages(text, named: "again")
    #expect(told.contains("= a fill that is told again: above the first, `\(note)`\n"))
    #expect(told.contains("= the same execution told twice: above the first, `\(note)`\n"))
  }

  @Test("A unit of time")
  func unit() {
    let text = """
      timeline
        0s      trader place A buy 100 AAPL limit 150.00
        5s      net    drop stream fill for 30sec
      """
    #expect(
      messages(text, named: "unit") == """
        error[E105]: `sec` is not a unit of time
         --> Scenarios/unit.scenario:9:41
          |
        9 |   5s      net    drop stream fill for 30sec
          |                                         ^^^ did you mean `30s`?
          |
          = units: ns us ms s m h d, and they combine: 1h30m

        """)
  }

  @Test("A mark that is never set")
  func mark() {
    let text = """
      timeline
        5s      net    cut
        30s     net    heal        as @heal
        @heel   expect converged within 5s
      """
    #expect(
      messages(text, named: "mark") == """
        error[E202]: the mark `@heel` is never set
          --> Scenarios/mark.scenario:10:3
           |
        10 |   @heel   expect converged within 5s
           |   ^^^^^ did you mean `@heal`?
           |
           = marks in this file: @heal (line 9)

        """)
  }

  @Test("A field of an event, and an event of another tool")
  func field() {
    let text = """
      timeline
        0s      trader place A buy 100 AAPL limit 150.00
      finally
        log has reconciliation.discrepancy type=missing-order
        log has discrepancy.found type=missed-fill
      """
    #expect(
      messages(text, named: "field") == """
        error[E109]: the event `reconciliation.discrepancy` has no field `type`
          --> Scenarios/field.scenario:10:38
           |
        10 |   log has reconciliation.discrepancy type=missing-order
           |                                      ^^^^ the name here is `kind`
           |
           = fields of reconciliation.discrepancy: id, kind, order, exec, symbol, currency, local, broker, from, to, seq

        error[E102]: there is no event `discrepancy.found`
          --> Scenarios/field.scenario:11:11
           |
        11 |   log has discrepancy.found type=missed-fill
           |           ^^^^^^^^^^^^^^^^^ did you mean `reconciliation.discrepancy`?
           |
           = events start with: trader, order, position, cash, reconciliation, risk, engine, cancel, replace, fill, \
        reconcile, request, snapshot, stream, journal, checkpoint, container, message, net, broker, operator, ticket, \
        store, execution, stranger, bus, orders

        """)
  }

  @Test("A fill of the setup without a price, and one with two")
  func openingPrice() {
    let text = """
        local  order A buy 10 MSFT market filled 5
        local  order B buy 10 AAPL market filled 5 at 10.00
        broker order B buy 10 AAPL market filled 8 at 11.00
        local  order C buy 10 AAPL limit 10.00 filled 5
        broker order C buy 10 AAPL limit 11.00 filled 5
        instrument MSFT lot 1
      timeline
        0s expect order A = partial
      """
    #expect(
      messages(text, named: "opening") == """
        error[E217]: 5 of order A are filled, but nothing says at which price
         --> Scenarios/opening.scenario:7:3
          |
        7 |   local  order A buy 10 MSFT market filled 5
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ write `filled 5 at PRICE`
          |
          = or give MSFT a market: add `market MSFT BID ASK` to the setup

        error[E217]: both sides know executions of order B, but at two prices
         --> Scenarios/opening.scenario:9:3
          |
        8 |   local  order B buy 10 AAPL market filled 5 at 10.00
          |   --------------------------------------------------- at 10.00
        9 |   broker order B buy 10 AAPL market filled 8 at 11.00
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ at 11.00; write the same price behind both `filled`

        error[E217]: both sides know executions of order C, but at two prices
          --> Scenarios/opening.scenario:11:3
           |
        10 |   local  order C buy 10 AAPL limit 10.00 filled 5
           |   ----------------------------------------------- at 10.00
        11 |   broker order C buy 10 AAPL limit 11.00 filled 5
           |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ at 11.00; write `at PRICE` behind one `filled`, and it holds for both

        """)
  }

  @Test("A query that an answer cannot be about")
  func query() {
    let text = """
      timeline
        0s      trader place A buy 100 AAPL limit 150.00
        2s      broker snapshot empty of order next 1
        3s      broker snapshot omits A of account
        4s      broker snapshot empty of
      """
    #expect(
      messages(text, named: "query") == """
        error[E102]: `order` is not a query whose answer can be wrong like this
         --> Scenarios/query.scenario:9:36
          |
        9 |   2s      broker snapshot empty of order next 1
          |                                    ^^^^^ did you mean `orders`?
          |
          = queries: orders, executions, account

        error[E102]: `account` is not a query whose answer can be wrong like this
          --> Scenarios/query.scenario:10:38
           |
        10 |   3s      broker snapshot omits A of account
           |                                      ^^^^^^^ not known here
           |
           = queries: orders, executions

        error[E108]: the line ends too early
          --> Scenarios/query.scenario:11:36
           |
        11 |   4s      broker snapshot empty of
           |                                    ^ write a query here
           |
           = queries: orders, executions, account

        """)
  }

  @Test("A price off the tick, and a comparison of another language")
  func tickAndComparison() {
    let text = """
      timeline
        0s      trader place A buy 100 AAPL limit 150.015
      finally
        expect local position AAPL == 100
      """
    #expect(
      messages(text, named: "tick-op") == """
        error[E207]: 150.015 is not a valid price for AAPL
         --> Scenarios/tick-op.scenario:8:45
          |
        8 |   0s      trader place A buy 100 AAPL limit 150.015
          |                                             ^^^^^^^ the tick is 0.01; nearest prices: 150.01 and 150.02
          |
          = another tick: add `instrument AAPL tick 0.001` to the setup

        error[E107]: `==` is not a comparison
          --> Scenarios/tick-op.scenario:10:30
           |
        10 |   expect local position AAPL == 100
           |                              ^^ write `=`

        """)
  }

  @Test("A wrong channel and a wrong crash point")
  func channel() {
    let text = """
      timeline
        1s      net    drop requests fill next 1
        2s      engine crash at persist.befor down 5s
      """
    #expect(
      messages(text, named: "channel") == """
        error[E110]: `fill` does not travel on the channel `requests`
         --> Scenarios/channel.scenario:8:32
          |
        8 |   1s      net    drop requests fill next 1
          |                                ^^^^ write `drop stream fill`
          |
          = requests carries: place, cancel, replace, query, orders, executions, account, snapshot

        error[E102]: there is no crash point `persist.befor`
         --> Scenarios/channel.scenario:9:27
          |
        9 |   2s      engine crash at persist.befor down 5s
          |                           ^^^^^^^^^^^^^ did you mean `persist.before`?
          |
          = crash points: persist.before, persist.unsynced, persist.after, publish.before, publish.after, \
        checkpoint.before, checkpoint.after, send.before, send.after, reconcile.middle

        """)
  }

  @Test("A parameter without a column and a row without a cell")
  func examples() {
    let text = """
      timeline
        0s      net    drop <lots> place next 1
        1s      trader place A buy 10 AAPL limit 150.00
      examples
        | case          | lost      | sends |
        | response lost | responses | 1     |
        | request lost  | requests  |
      """
    #expect(
      messages(text, named: "examples", ends: false) == """
        error[E302]: there is no column `lots` in the examples
         --> Scenarios/examples.scenario:7:23
          |
        7 |   0s      net    drop <lots> place next 1
          |                       ^^^^^^ did you mean `lost`?
          |
          = columns: case, lost, sends

        error[E301]: this row has 2 cells, the header has 3
          --> Scenarios/examples.scenario:12:3
           |
        10 |   | case          | lost      | sends |
           |   ------------------------------------- the header is here
        ...
        12 |   | request lost  | requests  |
           |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ add or remove a cell

        """)
  }
}
