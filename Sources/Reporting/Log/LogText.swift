import Reconciliation
public import ScenarioLanguage
public import Simulation
import Trading

/// The log of a run as text and as JSON lines.
public enum LogText {
  private static let laneWidth = EventKind.Lane.allCases.map { "\($0)".count }.max() ?? 0

  /// One entry as text: `#12 +00:00:00.100 store     journal.synced seq=3  <- #11 (line 17)`.
  ///
  /// - Parameters:
  ///   - number: the number of the entry.
  ///   - trace: the log.
  ///   - names: the texts behind its indices.
  public static func line(_ number: Int, of trace: Trace, _ names: Names) -> StyledText {
    let entry = trace.entries[number]
    let width = String(max(0, trace.entries.count - 1)).count + 1
    let label = "#\(number)"
    let lane = "\(entry.event.kind.lane)"
    var text: StyledText = "\(String(repeating: " ", count: max(0, width - label.count)))\(label) \(entry.instant) "
    text += "\(lane)\(String(repeating: " ", count: laneWidth - lane.count)) \(entry.event.kind.name)"
    let fields = names.fields(of: entry.event)
    if !fields.isEmpty { text += " \(fields)" }
    if entry.cause != TraceEntry.noCause { text += "  <- #\(entry.cause)" }
    if entry.line > 0 { text += " (line \(entry.line))" }
    return text
  }

  /// Entries as JSON, one object a line; decimals, names and words are strings, counts are numbers.
  ///
  /// - Parameters:
  ///   - numbers: the numbers of the entries.
  ///   - trace: the log.
  ///   - names: the texts behind its indices.
  public static func json(_ numbers: [Int], of trace: Trace, _ names: Names) -> [UInt8] {
    var json = JSONWriter()
    for number in numbers {
      let entry = trace.entries[number]
      json.beginObject()
      json.field("v", JSONReporter.version)
      json.field("type", "entry")
      json.field("n", number)
      json.field("t", seconds: entry.instant.nanoseconds)
      json.field("lane", "\(entry.event.kind.lane)")
      json.field("event", entry.event.kind.name)
      for field in entry.event.kind.fields {
        guard let value = entry.event[field] else { continue }
        switch value {
        case .integer(let number): json.field(field.name, Int(number))
        case .text(let index): json.field(field.name, Int(index) < names.texts.count ? names.texts[Int(index)] : "")
        case .order, .execution, .instrument, .currency, .discrepancy, .ticket, .decimal, .duration, .word:
          json.field(field.name, names.text(of: value, for: field))
        }
      }
      if entry.cause != TraceEntry.noCause { json.field("cause", Int(entry.cause)) }
      if entry.line > 0 { json.field("line", Int(entry.line)) }
      json.endObject()
      json.endLine()
    }
    return json.bytes
  }
}
