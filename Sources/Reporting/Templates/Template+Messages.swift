/// Incidents of messages: lost, late, or crossing each other.
extension Template {
  static let missedFill = Template(
    name: "missed-fill", summary: "a fill that the stream loses",
    text: """
      scenario "A missed fill is found by the next poll"
        about "The broker fills the order, and the stream loses the message."
        tags  missed-fill
        mode  paper

      engine
        order-interval 5s

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        1s       trader place A buy 100 AAPL limit 150.00
        2s       net    drop stream fill of A next 1
        3s       broker fill A 100 at 150.00 as @filled
        4s       expect local position AAPL = 0  # it cannot know yet
        @filled  expect converged within 6s for rest

      finally
        expect order A status=filled filled=100
        expect balance USD = 85000.00
        log count fill.applied order=A = 1

      """)

  static let lostPartial = Template(
    name: "lost-partial", summary: "two partial fills, the second lost, then a restart",
    text: """
      scenario "The second of two partial fills is lost, then the engine restarts"
        about "The first fill is told by the stream, the second one only by what the engine asks for after its start."
        mode  paper

      engine
        order-interval off  # no poll finds it before

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        1s  trader place A buy 100 AAPL limit 150.00
        2s  broker fill A 40 at 150.00 exec E1
        3s  net    drop stream fill of A next 1
        4s  broker fill A rest at 150.00 exec E2
        5s  expect local order A status=partial filled=40
        6s  engine restart down 2s
        9s  expect converged within 1s for rest

      finally
        expect order A status=filled filled=100
        log count fill.applied order=A = 2

      """)

  static let lostAnswer = Template(
    name: "lost-answer", summary: "a place whose answer is lost",
    text: """
      scenario "The answer to a place is lost: the order is looked up before it is sent again"
        about "Response and acknowledgement are lost, so that the engine does not know whether the order is there."
        tags  timeout
        mode  paper

      engine
        request-timeout 2s

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        0s        net    drop responses place next 1
        0s        net    drop stream ack of A next 1
        1s        trader place A buy 10 AAPL limit 150.00
        on order.timeout order=A then mark @timeout
        @timeout  expect local order A = unknown
        @timeout  expect order A = open within 1s for rest

      always
        never broker orders key=A > 1  # the one that costs money

      finally
        log count order.sent order=A = 1
        log count order.lookup order=A >= 1

      """)

  static let cancelRace = Template(
    name: "cancel-race", summary: "a cancel that races a fill",
    text: """
      scenario "A cancel races a fill, and the fill wins"
        about "The broker fills the order while the cancel is on its way: the cancel is refused, the fill counts."
        tags  cancel, race
        mode  paper

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        1s     trader place A buy 100 AAPL limit 150.00
        2s     trader cancel A
        2.01s  broker fill A rest at 150.00 exec E1  # the cancel arrives at 2.025s
        3s     expect order A status=filled filled=100 for rest

      finally
        expect converged
        expect position AAPL = 100
        log raced A with E1
        log has broker.refused
        log count fill.applied order=A = 1

      """)
}
