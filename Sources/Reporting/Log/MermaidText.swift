import Reconciliation
public import ScenarioLanguage
public import Simulation
import Trading

/// The log of a run as a Mermaid sequence diagram: lanes take part, causes across lanes are arrows, what is lost ends in
/// a cross, and a cut colours what happens under it.
public enum MermaidText {
  /// The diagram of some entries.
  ///
  /// - Parameters:
  ///   - numbers: the numbers of the entries, in order.
  ///   - trace: the log.
  ///   - names: the texts behind its indices.
  public static func text(_ numbers: [Int], of trace: Trace, _ names: Names) -> StyledText {
    var text: StyledText = "sequenceDiagram\n"
    for lane in EventKind.Lane.allCases where numbers.contains(where: { trace.entries[$0].event.kind.lane == lane }) {
      text += "  participant \(lane)\n"
    }
    let shown = Set(numbers)
    var isCut = false
    var last = Instant.origin
    for number in numbers {
      let entry = trace.entries[number]
      if entry.event.kind == .netCut, !isCut {
        text += "  rect rgba(179, 55, 47, 0.1)\n"
        isCut = true
      }
      if entry.instant - last >= .seconds(1) {
        text += "  Note over \(entry.event.kind.lane): \(Quantities.simulated(entry.instant - last)) later\n"
      }
      last = entry.instant
      text += "  \(line(number, entry, trace, shown, names))\n"
      if entry.event.kind == .netHealed, isCut {
        text += "  end\n"
        isCut = false
      }
    }
    if isCut { text += "  end\n" }
    return text
  }

  private static func line(
    _ number: Int, _ entry: TraceEntry, _ trace: Trace, _ shown: Set<Int>, _ names: Names
  ) -> StyledText {
    let lane = entry.event.kind.lane
    let fields = names.fields(of: entry.event)
    let words: StyledText =
      "\(label("\(entry.instant)")) \(label(entry.event.kind.name))\(fields.isEmpty ? "" : " \(label(fields))")"
    guard entry.cause != TraceEntry.noCause, shown.contains(Int(entry.cause)) else {
      return "Note over \(lane): \(words)"
    }
    let from = trace.entries[Int(entry.cause)].event.kind.lane
    let arrow: StyledText = entry.event.kind == .messageLost ? "-x" : "->>"
    return from == lane ? "Note over \(lane): \(words)" : "\(from)\(arrow)\(lane): \(words)"
  }

  /// Text in which nothing is of the diagram.
  private static func label(_ foreign: String) -> StyledText {
    var text = ""
    for scalar in foreign.unicodeScalars {
      switch scalar {
      case "#", ";", "<", ">", "\"", "&", "%", "{", "}", "`", "\\": text += "#\(scalar.value);"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return StyledText(text, limit: 400)
  }
}
