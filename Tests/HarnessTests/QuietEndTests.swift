import Reconciliation
import ScenarioLanguage
import Simulation
import Testing
import Trading

@testable import Harness

/// A run with `ends T or quiet` ends as soon as it is proven that nothing new is to come, and not before.
@Suite("An end that comes when it is quiet")
struct QuietEndTests {
  private static let liveness: Set<OracleName> = [
    .converges, .everyOrderResolves, .noLostCommand, .noLostEvent, .quietAtEnd,
  ]

  private func text(
    _ timeline: String = Cases.base, ends: String = "10m or quiet", engine: String = "", finally: String = ""
  ) -> String {
    Cases.text(engine: engine, timeline: timeline, finally: finally)
      .replacing("order-interval off", with: "order-interval 2s\n  full-interval 20s")
      .replacing("ends   20s", with: "ends   \(ends)")
  }

  /// When the last entry of a run was made.
  private func lastEntry(_ result: CaseResult) throws -> Instant {
    try #require(result.trace?.entries.last?.instant)
  }

  @Test("It ends with the full pass after the last line, and every oracle of the end is judged")
  func endsEarly() throws {
    let result = try Cases.run(text())
    #expect(result.failures.shown == [])
    #expect(try lastEntry(result) == .origin + .milliseconds(20_050))
    #expect(result.judgedOracles == Self.liveness)
    let whole = try Cases.run(text(ends: "10m"))
    #expect(try lastEntry(whole) > .origin + .seconds(590))
    #expect(whole.judgedOracles == Self.liveness)
  }

  @Test("It does not end before the last line, nor while a check waits")
  func waitsForLines() throws {
    let late = Cases.base + "\n5m trader place B buy 10 AAPL limit 150.00"
    let result = try Cases.run(text(late, finally: "expect order B = open"))
    #expect(result.failures.shown == [])
    #expect(try lastEntry(result) > .origin + .seconds(300))
    let check = Cases.base + "\n3s expect position AAPL = 100 within 1s for 2m"
    #expect(try lastEntry(Cases.run(text(check))) >= .origin + .seconds(123))
  }

  @Test("It does not end while a fault is active")
  func waitsForFaults() throws {
    let faulty = Cases.base + "\n3s net delay responses orders by 1ms for 4m"
    #expect(try lastEntry(Cases.run(text(faulty))) >= .origin + .seconds(243))
  }

  @Test("A fault that waits for its occasion keeps it from ending")
  func waitsForOccasions() throws {
    let armed = Cases.base + "\n3s net drop stream fill next 1 may-miss"
    #expect(try lastEntry(Cases.run(text(armed))) > .origin + .seconds(590))
  }

  @Test("An engine that loses an execution is found as it is without an early end")
  func findsTheSame() throws {
    let lossy = "0s net drop stream fill next 2\n" + Cases.base
    let found = try ["10m or quiet", "10m"].map { ends in
      try Cases.runWithoutClauses(text(lossy, ends: ends), on: Tampered<SwallowsFills>.self)
    }
    #expect(
      found.map(\.failures.shown)
        == Array(
          repeating: [
            Shown(.liveness, "converges is violated", "engine and broker still differ at the end of the run")
          ], count: 2))
    #expect(try lastEntry(found[0]) == lastEntry(found[1]))
  }
}
