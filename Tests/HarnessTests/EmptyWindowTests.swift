import Testing

@testable import Harness

/// A check that looks at nothing fails, whatever it says.
@Suite("Checks that look at nothing")
struct EmptyWindowTests {
  private func failures(_ check: String, timeline: String = Cases.base) throws -> [Shown] {
    try Cases.run(Cases.text(timeline: timeline, finally: check)).failures.shown
  }

  @Test("Marks the wrong way round, and one mark twice")
  func reversed() throws {
    for check in [
      "log never risk.alert between @second and @first", "log count risk.alert = 0 between @second and @first",
    ] {
      #expect(
        try failures(check) == [
          Shown(.log, "there is nothing to look at", "nothing was logged after `@second` and before `@first`")
        ])
    }
    #expect(
      try failures("log never risk.alert between @first and @first") == [
        Shown(.log, "there is nothing to look at", "nothing was logged after `@first` and before `@first`")
      ])
    #expect(try failures("log never risk.alert between @first and @second") == [])
  }

  @Test("Nothing before a mark at the start, nothing after one at the end")
  func ends() throws {
    let late = Cases.base + "\n20s mark @late"
    #expect(
      try failures("log never risk.alert after @late", timeline: late) == [
        Shown(.log, "there is nothing to look at", "nothing was logged after `@late`")
      ])
    #expect(try failures("log never risk.alert before @late", timeline: late) == [])
  }

  @Test("A mark that was never set")
  func unset() throws {
    let never = Cases.base + "\non order.cancelled then mark @gone may-miss"
    for check in [
      "log never risk.alert after @gone", "log has fill.applied before @gone",
      "log has fill.applied between @first and @gone",
    ] {
      #expect(
        try failures(check, timeline: never) == [
          Shown(.log, "there is nothing to look at", "`@gone` was never set")
        ])
    }
  }

  @Test("A check that must hold longer than the run lasts after a mark")
  func cutShort() throws {
    let check = Cases.base + "\n@second+10s expect position AAPL = 100 for 9s"
    #expect(
      try failures("expect alerts = 0", timeline: check) == [
        Shown(
          .deadline, "not long enough", "it had to hold until +00:00:21.000, and the run ends at +00:00:20.000")
      ])
    #expect(try failures("expect alerts = 0", timeline: check.replacing("9s", with: "8s")) == [])
  }
}
