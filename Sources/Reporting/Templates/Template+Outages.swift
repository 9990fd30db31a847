/// Incidents of machines and people: an engine, a connection or a disk that is gone, trades by phone.
extension Template {
  static let restart = Template(
    name: "restart", summary: "a kill, and a fill while the engine is down",
    text: """
      scenario "A fill arrives while the engine is down"
        about "The engine is killed, the broker fills the order meanwhile; the start asks for what was missed."
        tags  restart
        mode  paper

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        1s  trader place A buy 100 AAPL limit 150.00
        2s  broker fill A 40 at 150.00 exec E1
        3s  engine crash down 5s as @killed
        5s  broker fill A rest at 150.00 exec E2
        7s  expect engine = down
        8s  expect converged within 1s for rest

      finally
        expect order A status=filled filled=100
        log count fill.applied exec=E1 = 1
        log count fill.applied exec=E2 = 1

      """)

  static let outage = Template(
    name: "outage", summary: "partial fills while the connection is down",
    text: """
      scenario "Partial fills land while the connection is down"
        about "Everything between engine and broker is cut for half a minute."
        tags  outage, partial-fill
        mode  paper

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        1s   trader place A buy 100 AAPL limit 150.00
        2s   broker fill A 40 at 150.00 exec E1
        5s   net    cut for 30s
        10s  broker fill A 35 at 150.00 exec E2
        12s  broker fill A rest at 150.00 exec E3
        30s  expect local order A status=partial filled=40
        30s  expect engine = degraded
        35s  expect converged within 10s for rest

      finally
        expect order A status=filled filled=100
        log count fill.applied order=A = 3

      """)

  static let drift = Template(
    name: "drift", summary: "a trade by phone: a position drifts, and a person is told",
    text: """
      scenario "Somebody trades by phone: the position drifts, and a person is told"
        about "Live, with the policy `review`: the engine takes nothing over by itself."
        tags  drift, live
        mode  live

      engine
        drift-policy review

      setup
        both   cash USD 100000.00
        both   position AAPL 300 at 148.00
        market AAPL 149.99 150.01

      timeline
        10s  broker trade AAPL sell 120 at 150.00 note "dealt by phone"
        11s  expect diverged

      always
        invariant converges off "the drift waits for a person"

      finally
        expect local position AAPL = 300
        expect broker position AAPL = 180
        expect alerts >= 1
        log never position.synced

      """)

  static let driftAtStartup = Template(
    name: "drift-at-startup", summary: "a position that has drifted before the start",
    text: """
      scenario "The position has drifted before the start, and the broker's is taken over"
        about "Two passes must agree before anything is changed, and no order goes out before."
        tags  drift, live, startup
        mode  live

      engine
        drift-policy adopt-broker

      setup
        both   cash USD 100000.00
        local  position AAPL 100 at 148.00
        broker position AAPL 90 at 148.00
        market AAPL 149.99 150.01

      timeline
        10ms  trader place A buy 1 AAPL limit 150.00
        2s    expect order A = open for rest

      finally
        expect position AAPL = 90
        log in-order
          | position.synced symbol=AAPL
          | order.sent      order=A

      """)

  static let fullDisk = Template(
    name: "full-disk", summary: "a full disk while a fill comes in",
    text: """
      scenario "The disk is full while a fill comes in"
        about "What is not durable is neither sent nor published; when there is room again, nothing is lost."
        tags  store, disk-full
        mode  paper

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        1s   trader place A buy 100 AAPL limit 150.00
        2s   store  fail enospc for 10s
        3s   broker fill A 40 at 150.00 exec E1
        4s   expect engine = halted
        20s  expect engine = ready within 10s for rest

      finally
        expect order A status=partial filled=40
        expect converged
        log count order.filled exec=E1 = 1

      """)
}
