import Reconciliation
import Testing
import Trading

@testable import Simulation

@Suite("The trace")
struct TraceTests {
  private func event() -> Event {
    var event = Event(.orderFilled)
    event.state = .partial
    event.origin = .open
    event.source = .stream
    event.reason = .late
    event.subject = .fill
    event.order = 1
    event.execution = 2
    event.instrument = 3
    event.currency = 4
    event.note = 5
    event.discrepancy = 6
    event.sequence = 7
    event.number = 8
    event.count = 9
    event.quantity = Decimal(10)
    event.price = Decimal(11)
    event.filled = Decimal(12)
    event.leaves = Decimal(13)
    return event
  }

  private func digest(_ change: (inout Event) -> Void = { _ in }, at instant: Int = 5, line: UInt32 = 3) -> UInt64 {
    var event = event()
    change(&event)
    var trace = Trace()
    trace.append(event, at: .origin + .milliseconds(instant), cause: TraceEntry.noCause, line: line)
    return trace.digest
  }

  /// One change for every stored property of an event; the count is checked against the type itself.
  private let changes: [(inout Event) -> Void] = [
    { $0.kind = .fillApplied }, { $0.state = nil }, { $0.origin = .partial }, { $0.source = .poll },
    { $0.reason = nil }, { $0.subject = .ack }, { $0.order = 99 }, { $0.execution = 99 }, { $0.instrument = 99 },
    { $0.currency = 99 }, { $0.note = 99 }, { $0.discrepancy = 99 }, { $0.sequence = 99 }, { $0.number = -8 },
    { $0.count = 99 }, { $0.quantity = Decimal(-10) }, { $0.price = Decimal(99) }, { $0.filled = Decimal(99) },
    { $0.leaves = Decimal(99) }, { $0.person = 99 }, { $0.assignee = 99 }, { $0.fee = Decimal(99) },
  ]

  @Test("The digest differs if any one field differs, and is equal for equal entries")
  func digests() {
    #expect(changes.count == Mirror(reflecting: event()).children.count)
    let plain = digest()
    #expect(plain == digest())
    let others = changes.map { digest($0) } + [digest(at: 6), digest(line: 4)]
    for (index, other) in others.enumerated() { #expect(other != plain, "change \(index)") }
    #expect(Set(others).count == others.count)
  }

  @Test("The digest depends on the order and the causes of entries, and on their high halves")
  func chains() throws {
    func digest(_ kinds: [EventKind], cause: UInt32) -> UInt64 {
      var trace = Trace()
      trace.append(Event(.netCut), at: .origin, cause: TraceEntry.noCause)
      for kind in kinds { trace.append(Event(kind), at: .origin, cause: cause) }
      return trace.digest
    }
    #expect(digest([.netCut, .netHealed], cause: 0) != digest([.netHealed, .netCut], cause: 0))
    #expect(digest([.netCut], cause: 0) != digest([.netCut], cause: TraceEntry.noCause))
    #expect(digest([.netCut], cause: 0) != digest([.netCut, .netCut], cause: 0))
    // The same low 64 bits, so that only the high ones tell the two apart.
    let (one, two) = (try Decimal(units: 1 << 64), try Decimal(units: 2 << 64))
    #expect(self.digest { $0.price = one } != self.digest { $0.price = two })
    #expect(Trace().digest != digest([], cause: 0))
  }

  @Test("An entry takes the line of its cause unless it has its own")
  func lines() {
    var trace = Trace()
    let first = trace.append(Event(.netCut), at: .origin, cause: TraceEntry.noCause, line: 7)
    let second = trace.append(Event(.streamLost), at: .origin, cause: first)
    let third = trace.append(Event(.netHealed), at: .origin, cause: second, line: 9)
    let fourth = trace.append(Event(.netHealed), at: .origin, cause: TraceEntry.noCause)
    #expect([first, second, third, fourth] == [0, 1, 2, 3])
    #expect(trace.entries.map(\.line) == [7, 7, 9, 0])
    #expect(trace.entries.map(\.cause) == [TraceEntry.noCause, 0, 1, TraceEntry.noCause])
  }

  @Test("An entry prints in one line, with names where they are known")
  func text() {
    var names = Names()
    names.orders = ["A", "B"]
    names.executions = ["E1"]
    let entry = TraceEntry(instant: .origin + .milliseconds(2025), event: event(), cause: 0, line: 1)
    #expect(
      names.line(of: entry)
        == "+00:00:02.025 engine order.filled order=B exec=exec#2 qty=10 price=11 filled=12 leaves=13 status=partial "
        + "source=stream seq=7")
    #expect(
      names.line(of: TraceEntry(instant: .origin, event: Event(.netCut), cause: 0, line: 1), withTime: false)
        == "net net.cut")
  }
}
