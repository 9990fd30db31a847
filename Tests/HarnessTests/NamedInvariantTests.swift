import Testing

@testable import Harness

/// What a file says it is about must be put to the test in it.
@Suite("Invariants that a file names")
struct NamedInvariantTests {
  private func failures(_ invariant: String, timeline: String = Cases.base, ends: String = "5m") throws -> [Shown] {
    try Cases.run(
      Cases.text(timeline: timeline, always: "invariant \(invariant)").replacing("ends   20s", with: "ends   \(ends)")
    ).failures.shown
  }

  private let never = [
    Shown(.vacuous, "an invariant was never tried", "nothing in this run put it to the test")
  ]

  @Test("One that is judged passes, one that nothing in the run is about fails")
  func tried() throws {
    #expect(try failures("converges", ends: "2h") == [])
    #expect(try failures("exec-once") == [])
    #expect(try failures("store-retry") == never)
    #expect(try failures("store-retry off \"not here\"") == [])
  }

  @Test("One about the end that cannot be judged, since nobody asks for what was lost, fails")
  func notJudged() throws {
    let lost = "0s net drop stream fill of A next 1\n" + Cases.base
    #expect(try failures("converges", timeline: lost) == never)
  }

  @Test("Of an engine that is down no order is counted")
  func orders() throws {
    let timeline = Cases.base + "\n5s engine crash down 30s"
    for check in ["expect local orders = 0", "expect local orders > 0", "expect orders = 0"] {
      let failures = try Cases.run(Cases.text(timeline: timeline, finally: check)).failures
      #expect(failures.map(\.kind) == [.state], "\(check)")
      #expect(failures.first?.label.contains("the engine is down") == true, "\(check)")
    }
    #expect(try Cases.run(Cases.text(timeline: timeline, finally: "expect broker orders = 1")).failures == [])
  }
}
