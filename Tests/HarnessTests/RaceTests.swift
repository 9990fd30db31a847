import Testing

@testable import Harness

/// `log raced A with E1`: a race that did not race says so.
@Suite("Races") struct RaceTests {
  private func failures(_ timeline: String, finally: String = "log raced A with E1") throws -> [Shown] {
    try Cases.run(Cases.text(timeline: "0s trader place A buy 100 AAPL limit 150.00\n" + timeline, finally: finally))
      .failures.shown
  }

  private func none(_ label: String) -> [Shown] { [Shown(.log, "there was no race", label)] }

  @Test("The fill comes while the cancel is on its way, or the cancel while the fill is")
  func raced() throws {
    #expect(try failures("1s trader cancel A\n1.010s broker fill A 100 at 150.00 exec E1") == [])
    #expect(try failures("1s broker fill A 100 at 150.00 exec E1\n1.010s trader cancel A") == [])
    #expect(try failures("1s trader replace A qty 150\n1.010s broker fill A 40 at 150.00 exec E1") == [])
    let late = "1s net delay stream fill of A by 2s next 1\n1s broker fill A 40 at 150.00 exec E1\n2s trader cancel A"
    #expect(try failures(late) == [])
  }

  @Test("Without a race it says what came first")
  func notRaced() throws {
    let fill = "broker fill A 40 at 150.00 exec E1"
    #expect(try failures("1s \(fill)\n2s trader cancel A") == none("the engine knew of E1 when it asked"))
    #expect(
      try failures("1s trader replace A qty 150\n2s \(fill)") == none("the broker was asked before it executed E1"))
    #expect(try failures("1s \(fill)") == none("no cancel and no replace of A was sent"))
    let lost = "1s net drop requests cancel next 1\n1s trader cancel A\n1.010s \(fill)\n1.1s broker cancel A"
    #expect(try failures(lost).contains(Shown(.log, "there was no race", "the request never came to the broker")))
    #expect(
      try failures("1s trader cancel A\n2s on order.expired then \(fill) may-miss".replacing("2s on", with: "on"))
        == none("E1 was never executed"))
  }
}
