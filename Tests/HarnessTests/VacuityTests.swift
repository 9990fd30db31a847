import Reconciliation
import ScenarioLanguage
import Simulation
import Testing
import Trading

@testable import Harness

@Suite("Cases that would test nothing")
struct VacuityTests {
  private func failures(_ timeline: String) throws -> [Shown] {
    try Cases.run(Cases.text(timeline: timeline)).failures.shown
  }

  @Test("A fault that never fires fails the case, unless it may miss")
  func faults() throws {
    let never = Shown(.vacuous, "a fault never fired", "the run ended before it did anything")
    for fault in [
      "net drop requests cancel next 1", "net delay stream fill of A by 1s for 10ms", "store fail enospc for 5ms",
      "engine crash at reconcile.middle down 1s", "broker snapshot empty for 1ms",
    ] {
      let text = "0s trader place A buy 100 AAPL limit 150.00\n1s \(fault)"
      #expect(try failures(text) == [never], "\(fault)")
      #expect(try failures(text + " may-miss") == [], "\(fault)")
    }
    #expect(try failures("0s net drop requests orders next 1 may-miss\n0s trader place A buy 1 AAPL limit 1.00") == [])
  }

  @Test("A command of an operator that is refused fails the case, unless the file looks for it")
  func refusals() throws {
    let text = Cases.base + "\n15s operator acknowledge T9"
    #expect(
      try failures(text)
        == [
          Shown(
            .vacuous, "an operator's command was refused",
            "request=acknowledge reason=no-such-ticket ticket=T9, at +00:00:15.000")
        ])
    #expect(try failures(text + " may-miss") == [])
    let watched = Cases.text(timeline: text, finally: "log count operator.refused = 1")
    #expect(try Cases.run(watched).failures.shown == [])
  }

  @Test("A command of a trader that the engine refuses fails the case, unless the file looks for it")
  func refusalsOfTraders() throws {
    let text = Cases.base + "\n15s trader cancel A"
    #expect(
      try failures(text)
        == [
          Shown(
            .vacuous, "a trader's command was refused",
            "order=A request=cancel reason=terminal, at +00:00:15.000")
        ])
    #expect(try failures(text + " may-miss") == [])
    let watched = Cases.text(timeline: text, finally: "log count order.refused = 1")
    #expect(try Cases.run(watched).failures.shown == [])
  }

  @Test("An event that never comes, or not often enough, fails the case")
  func events() throws {
    func line(_ nth: String) -> String { Cases.base + "\non fill.applied order=A\(nth) then mark @seen" }
    #expect(try failures(line("")) == [])
    #expect(try failures(line(" nth 2")) == [])
    #expect(
      try failures(line(" nth 3"))
        == [Shown(.vacuous, "an event never came", "fill.applied matched 2 of 3 times before the run ended")])
    #expect(try failures(line(" nth 3") + " may-miss") == [])
  }

  @Test("The n-th event carries out its line, so much later")
  func nth() throws {
    for (nth, instant) in [("", "+00:00:01.125"), (" nth 2", "+00:00:02.125")] {
      let result = try Cases.run(
        Cases.text(timeline: Cases.base + "\non fill.applied\(nth) then +100ms operator halt"))
      let halts = result.trace?.entries.filter { $0.event.kind == .engineHalted }.map(\.instant.description)
      #expect(halts == [instant])
    }
  }

  @Test("A line behind a mark that was never set fails the case")
  func marks() throws {
    let base = Cases.base + "\non stream.lost then mark @lost may-miss\n@lost+1s operator halt"
    #expect(
      try failures(base)
        == [
          Shown(
            .vacuous, "a mark was never reached", "@lost was not set, or so late that this line is after the end")
        ])
    #expect(try failures(base + " may-miss") == [])
    let reached = Cases.base + "\n@first+50ms operator halt"
    let result = try Cases.run(Cases.text(timeline: reached))
    #expect(
      result.trace?.entries.first { $0.event.kind == .engineHalted }?.instant.description == "+00:00:01.050")
  }

  @Test("A line that cannot be carried out fails the case, unless it may miss")
  func impossible() throws {
    let lines = [
      (
        "1s broker fill A 101 overfill at 150.00 exec E1\n2s broker reject A \"no\"",
        "the order is filled at the broker"
      ),
      (
        "0s net drop requests place next 1\n1s trader place B buy 1 AAPL limit 1.00\n1.5s broker fill B 1 at 1.00",
        "the broker has no such order: it never arrived there"
      ),
      ("1s engine restart down 5s\n2s trader cancel A", "the container does not run"),
      ("1s store corrupt checkpoint", "there is nothing on the disk to damage"),
      (
        "0s net drop requests place next 1\n0s trader place A buy 1 AAPL limit 150.00\n"
          + "1s broker fill A 1 at 150.00 exec E1 may-miss\n2s broker bust E1",
        "the broker has made no such execution"
      ),
      (
        "1s broker fill A 1 at 150.00 exec E1\n2s broker bust E1\n3s broker correct E1 at 149.00",
        "the broker has taken the execution back or amended it; name the report that did so"
      ),
      (
        "1s broker fill A 40 at 150.00 exec E1\n2s broker replace A qty 39",
        "40 are executed at the broker already"
      ),
      ("1s broker replace A stop 151.00", "the order has no such price at the broker"),
      ("1s broker trigger A", "the order has no such price at the broker"),
      ("1s store wipe", "the container runs, and works with what is on its disk"),
    ]
    for (line, label) in lines {
      let base = "0s trader place A buy 100 AAPL limit 150.00\n"
      func failures(_ ending: String) throws -> [Shown] {
        let text = Cases.text(timeline: (line.hasPrefix("0s") ? line : base + line) + ending)
        // Only a volume without an opening state has nothing on it.
        let isEmpty = label.contains("disk")
        return try Cases.run(isEmpty ? text.replacing("  both cash USD 100000.00\n", with: "") : text).failures
          .filter { $0.kind == .impossible }.shown
      }
      #expect(try failures("") == [Shown(.impossible, "a line could not be carried out", label)], "\(line)")
      #expect(try failures(" may-miss") == [], "\(line)")
    }
  }
}
