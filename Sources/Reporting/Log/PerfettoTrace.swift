import Harness
import Reconciliation
import Simulation
import Trading

/// A run in the format of Chrome's tracing, which Perfetto reads: a thread for each lane, an arrow for each cause that
/// crosses lanes, and counters for what both sides hold.
public enum PerfettoTrace {
  /// The trace of some entries of a run.
  ///
  /// - Parameters:
  ///   - numbers: the numbers of the entries, in order.
  ///   - recorded: the run.
  public static func json(_ numbers: [Int], of recorded: RecordedCase) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.field("displayTimeUnit", "ms")
    json.key("traceEvents")
    json.beginArray()
    metadata(&json, "process_name", thread: nil, recorded.report.identifier)
    for lane in EventKind.Lane.allCases { metadata(&json, "thread_name", thread: lane, "\(lane)") }
    let shown = Set(numbers)
    for number in numbers { write(number, shown, recorded, &json) }
    for change in recorded.chronicle.changes { write(change, recorded, &json) }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func metadata(_ json: inout JSONWriter, _ name: String, thread: EventKind.Lane?, _ value: String) {
    json.beginObject()
    json.field("name", name)
    json.field("ph", "M")
    json.field("pid", 1)
    if let thread { json.field("tid", Int(thread.rawValue) + 1) }
    json.key("args")
    json.beginObject()
    json.field("name", value)
    json.endObject()
    json.endObject()
  }

  private static func begin(
    _ json: inout JSONWriter, _ name: String, _ phase: String, _ instant: Instant, _ lane: EventKind.Lane?
  ) {
    json.beginObject()
    json.field("name", name)
    json.field("ph", phase)
    json.field("pid", 1)
    if let lane { json.field("tid", Int(lane.rawValue) + 1) }
    // Microseconds, the unit of the format.
    json.key("ts")
    json.value(instant.nanoseconds, places: 3)
  }

  private static func write(_ number: Int, _ shown: Set<Int>, _ recorded: RecordedCase, _ json: inout JSONWriter) {
    let entry = recorded.trace.entries[number]
    let kind = entry.event.kind
    begin(&json, kind.name, "X", entry.instant, kind.lane)
    json.field("cat", "\(kind.lane)")
    json.field("dur", 1)
    json.key("args")
    json.beginObject()
    json.field("entry", number)
    for field in kind.fields {
      guard let value = entry.event[field] else { continue }
      json.field(field.name, recorded.names.text(of: value, for: field))
    }
    if entry.line > 0 { json.field("line", Int(entry.line)) }
    json.endObject()
    json.endObject()
    guard entry.cause != TraceEntry.noCause, shown.contains(Int(entry.cause)) else { return }
    let cause = recorded.trace.entries[Int(entry.cause)]
    guard cause.event.kind.lane != kind.lane else { return }
    for (phase, end) in [("s", cause), ("f", entry)] {
      begin(&json, "cause", phase, end.instant, end.event.kind.lane)
      json.field("cat", "cause")
      json.field("id", number)
      if phase == "f" { json.field("bp", "e") }
      json.endObject()
    }
  }

  private static func write(_ change: Chronicle.Change, _ recorded: RecordedCase, _ json: inout JSONWriter) {
    guard case .figure(let figure)? = change.value else { return }
    let entries = recorded.trace.entries
    let instant =
      change.entries.isEmpty || entries.isEmpty ? Instant.origin : entries[change.entries.upperBound - 1].instant
    let subject = recorded.chronicle.subjects[change.subject].title(recorded.names)
    begin(&json, "\(subject) \(change.side)", "C", instant, nil)
    json.key("args")
    json.beginObject()
    // A counter is a number: for drawing only, and its exact text is in the log.
    json.key("value")
    json.value(Int64(clamping: figure.units / 1_000_000), places: 6)
    json.endObject()
    json.endObject()
  }
}
