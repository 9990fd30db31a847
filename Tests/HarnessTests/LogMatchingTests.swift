import Reconciliation
import ScenarioLanguage
import Simulation
import Testing
import Trading

@testable import Harness

@Suite("Checks of the log")
struct LogMatchingTests {
  private let otherOrder = "the log is in another order"
  private let notAfter = "no such event after the one above"

  @Test(
    "Blocks that the log satisfies",
    arguments: [
      "log in-order\n  | order.sent order=A\n  | fill.applied exec=E1\n  | order.filled exec=E2",
      "log in-order\n  | fill.applied exec=E1\n  | next order.filled exec=E1\n  | next fill.received exec=E2",
      "log in-order\n  | fill.received\n  | next fill.applied exec=E2",
      "log in-order\n  | not fill.applied\n  | order.sent\n  | not order.rejected\n  | fill.applied\n  | not stream.lost",
      "log in-order\n  | fill.received exec=$e\n  | fill.applied exec=$e\n  | order.filled exec=$e",
      "log unordered\n  | fill.applied exec=$e\n  | fill.received exec=$e",
      "log in-order after @first\n  | fill.applied exec=E1\n  | fill.applied exec=E2",
      "log unordered\n  | fill.applied exec=E2\n  | order.sent\n  | fill.applied exec=E1",
      "log unordered\n  | fill.applied\n  | fill.applied exec=E1",
      "log has fill.applied exec=E2 qty>=60 price~150.0 source=stream",
      "log never fill.applied exec=E2 before @second",
      "log never fill.applied exec=E1 after @second",
      "log count fill.applied = 2",
      "log count fill.applied = 1 between @first and @second",
      "log count fill.applied qty<50 <= 1",
      "log golden no-times fill.applied\n  | engine fill.applied order=A exec=E1 qty=40 price=150 source=stream\n"
        + "  | engine fill.applied order=A exec=E2 qty=60 price=150.01 source=stream",
      "log golden order.filled\n  | +00:00:01.025 engine order.filled order=A exec=E1 qty=40 price=150 filled=40 "
        + "leaves=60 status=partial source=stream seq=4\n  | +00:00:02.025 engine order.filled order=A exec=E2 qty=60 "
        + "price=150.01 filled=100 leaves=0 status=filled source=stream seq=5",
    ])
  func satisfied(lines: String) throws {
    #expect(try Cases.finally(lines).shown == [])
  }

  @Test("An ordered block fails at the first step without a match")
  func order() throws {
    let failures = try Cases.finally("log in-order\n  | fill.applied exec=E2\n  | fill.applied exec=E1")
    #expect(failures.shown == [Shown(.log, otherOrder, notAfter)])
    let failure = try #require(failures.first)
    #expect(failure.span.line == 21)
    #expect(failure.notes.first?.hasPrefix("after    #") == true)
    #expect(failure.notes.first?.hasSuffix("fill.applied order=A exec=E2 qty=60 price=150.01 source=stream") == true)
    #expect(failure.notes.dropFirst().first?.contains("exec=E1") == true)
    #expect(
      try Cases.finally("log in-order\n  | fill.applied exec=$e\n  | fill.applied exec=$e").shown
        == [Shown(.log, otherOrder, notAfter)])
    #expect(
      try Cases.finally("log in-order after @second\n  | fill.applied exec=E1").shown
        == [Shown(.log, otherOrder, notAfter)])
  }

  @Test("`next` is the very next event of its lane")
  func next() throws {
    let failures = try Cases.finally("log in-order\n  | fill.received exec=E1\n  | next order.filled exec=E1")
    #expect(failures.shown == [Shown(.log, otherOrder, "this is not the next event of its lane")])
    #expect(failures.first?.notes.contains { $0.hasPrefix("next     #") && $0.contains("fill.applied") } == true)
  }

  @Test(
    "`not` forbids an event between its neighbours, before the first and after the last step",
    arguments: [
      ("  | fill.applied exec=E1\n  | not fill.applied exec=E2\n  | order.filled exec=E2", "+00:00:02.025"),
      ("  | not order.sent\n  | fill.applied exec=E1", "+00:00:00.050"),
      ("  | fill.applied exec=E1\n  | not order.filled exec=E2", "+00:00:02.025"),
    ])
  func not(block: String, instant: String) throws {
    let failures = try Cases.finally("log in-order\n\(block)")
    #expect(failures.shown == [Shown(.log, "an event stands where it must not", "it is there, at \(instant)")])
    #expect(failures.first?.entry != nil)
  }

  @Test("Each step of an unordered block needs an entry of its own")
  func unordered() throws {
    let lacking = Shown(.log, "the log lacks an event", "no entry of its own")
    #expect(
      try Cases.finally("log unordered\n  | fill.applied exec=E1\n  | fill.applied exec=E1").shown == [lacking])
    #expect(
      try Cases.finally("log unordered\n  | fill.applied\n  | fill.applied\n  | fill.applied").shown == [lacking])
    #expect(try Cases.finally("log unordered after @second\n  | fill.applied exec=E1").shown == [lacking])
    let failures = try Cases.finally("log unordered\n  | order.sent\n  | stream.lost")
    #expect(failures.shown == [lacking] && failures.first?.span.line == 21)
    #expect(failures.first?.notes == ["none     there is no stream.lost here at all"])
  }

  @Test("Single checks say what is there instead")
  func single() throws {
    let missing = try Cases.finally("log has fill.applied exec=E1 after @second")
    #expect(missing.shown == [Shown(.log, "the log lacks an event", "no such event")])
    #expect(missing.first?.notes.count == 1 && missing.first?.notes.first?.contains("exec=E2") == true)
    #expect(
      try Cases.finally("log never fill.applied qty>50").shown
        == [Shown(.log, "must never be in the log", "it is, at +00:00:02.025")])
    #expect(
      try Cases.finally("log count fill.applied != 2").shown
        == [Shown(.log, "the log has another number of these events", "there are 2")])
    #expect(
      try Cases.finally("log count fill.applied = 2 between @first and @second").shown
        == [Shown(.log, "the log has another number of these events", "there are 1")])
  }

  @Test("A golden block must be equal line by line, and shows the difference")
  func golden() throws {
    let first = "  | engine fill.applied order=A exec=E1 qty=40 price=150 source=stream"
    let second = "  | engine fill.applied order=A exec=E2 qty=60 price=150.01 source=stream"
    let wrong = "  | engine fill.applied order=A exec=E2 qty=61 price=150.01 source=stream"
    func failures(_ lines: String...) throws -> [Failure] {
      try Cases.finally("log golden no-times fill.applied\n" + lines.joined(separator: "\n"))
    }
    func shown(_ line: Int, of count: Int) -> [Shown] {
      let label = "line \(line) of \(count) is the first to differ; the log has 2"
      return [Shown(.golden, "the log differs from the golden block", label)]
    }
    let changed = try failures(first, wrong)
    #expect(changed.shown == shown(2, of: 2) && changed.first?.span.line == 21)
    #expect(changed.first?.notes == ["- \(wrong.dropFirst(2))", "+ \(second.dropFirst(2))"])
    #expect(try failures(first).shown == shown(2, of: 1))
    #expect(try failures(first, second, second).shown == shown(3, of: 3))
    #expect(try failures(second, first).shown == shown(1, of: 2))
  }

  @Test("Many `next` steps over many polls are not tried in all combinations")
  func manyNext() throws {
    let pair = "  | reconcile.started reason=poll\n  | next reconcile.finished result=clean\n"
    let block = "log in-order\n" + String(repeating: pair, count: 8)
    let text = Cases.text(finally: block).replacing("order-interval off", with: "order-interval 250ms")
    #expect(try Cases.run(text).failures.shown == [])
    let failing = Cases.text(finally: block + "  | stream.lost")
      .replacing("order-interval off", with: "order-interval 250ms")
    let failures = try Cases.run(failing).failures
    #expect(failures.shown == [Shown(.log, otherOrder, notAfter)])
    #expect(failures.first?.notes.last == "none     there is no stream.lost here at all")
  }
}
