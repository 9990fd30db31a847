import Harness
import Reconciliation
import Simulation
import Trading

/// The log of a case as a graph: a lane for everybody who took part, a row for every entry, an arrow for every cause.
struct CaseLog {
  /// How many entries are drawn: a page with more is slow to scroll.
  static let limit = 1500
  static let rowHeight = 24
  private static let laneWidth = 26
  /// How long nothing has to happen for it to be said.
  private static let quiet = TimeSpan.milliseconds(900)

  let recorded: RecordedCase
  let anchor: String

  private struct Row {
    var entry: Int?
    var gap = TimeSpan.zero
  }

  /// The log, with its head.
  func markup() -> Markup {
    let entries = recorded.trace.entries
    let shown = min(entries.count, CaseLog.limit)
    guard shown > 0 else { return "<p class=\"dim\">The log is empty.</p>" }
    let lanes = EventKind.Lane.allCases.filter { lane in entries.prefix(shown).contains { $0.event.kind.lane == lane } }
    let rows = rows(shown)
    var text: Markup = ""
    let width = lanes.count * CaseLog.laneWidth
    text += "<div class=log style=\"--lanes:\(width)px\"><div class=lanehead aria-hidden=true>"
    for lane in lanes { text += "<span class=\"l-\("\(lane)")\">\("\(lane)")</span>" }
    text += "</div><div class=logbody>"
    text += drawing(rows, lanes)
    text += "<ol class=rows>"
    for row in rows {
      guard let entry = row.entry else {
        text += "<li class=gap>\(Quantities.simulated(row.gap)) quiet</li>"
        continue
      }
      text += line(entry)
    }
    text += "</ol></div></div>"
    if shown < entries.count {
      text +=
        "<p class=dim>The first \(Quantities.grouped(shown)) of \(Quantities.grouped(entries.count)) entries; all of them: "
      text += Page.command(NextCommand.trace(recorded.report)) + "</p>"
    }
    return text
  }

  private func rows(_ count: Int) -> [Row] {
    var rows: [Row] = []
    for index in 0..<count {
      let instant = recorded.trace.entries[index].instant
      let before = index > 0 ? recorded.trace.entries[index - 1].instant : .origin
      if instant - before >= CaseLog.quiet { rows.append(Row(gap: instant - before)) }
      rows.append(Row(entry: index))
    }
    return rows
  }

  private func line(_ index: Int) -> Markup {
    let entry = recorded.trace.entries[index]
    let kind = entry.event.kind
    var text: Markup = "<li id=\"case=\(anchor)&amp;e=\(index)\" class=\"\(tone(kind))\" data-e=\(index)>"
    text +=
      "<i>\(shortTime(entry.instant))</i><b>\(kind.name)</b> <span>\(recorded.names.fields(of: entry.event))</span>"
    if entry.cause != TraceEntry.noCause {
      text += " <a href=\"#case=\(anchor)&amp;e=\(Int(entry.cause))\" title=cause>&larr;&#8239;\(Int(entry.cause))</a>"
    }
    if entry.line > 0 {
      text += " <a class=src href=\"#case=\(anchor)&amp;line=\(Int(entry.line))\">line&nbsp;\(Int(entry.line))</a>"
    }
    return text + "</li>"
  }

  private func shortTime(_ instant: Instant) -> String {
    let text = "\(instant)"
    let short = text.hasPrefix("+00:") ? String(text.dropFirst(4)) : text
    return short
  }

  /// What an entry means to a reader: something broken, something found, something that moves money, or none of these.
  private func tone(_ kind: EventKind) -> String {
    switch kind {
    case _ where FaultMatrix.isFault(kind): "bad"
    case .reconciliationDiscrepancy, .riskAlert, .engineHalted, .engineDegraded, .fillQuarantined, .busFailed: "warn"
    case .reconciliationResolved, .engineRecovered, .engineReady, .busRestored: "good"
    case .brokerFilled, .orderFilled, .fillApplied, .fillInferred, .fillReplaced, .positionSynced, .cashSynced,
      .brokerTraded, .brokerAdjusted, .brokerBusted, .executionBusted:
      "money"
    case .journalAppended, .journalSynced, .checkpointWritten: "faint"
    default: "plain"
    }
  }

  private func drawing(_ rows: [Row], _ lanes: [EventKind.Lane]) -> Markup {
    let height = rows.count * CaseLog.rowHeight
    let width = lanes.count * CaseLog.laneWidth
    var places: [Int: (x: Int, y: Int)] = [:]
    for (row, item) in rows.enumerated() {
      guard let entry = item.entry, let lane = lanes.firstIndex(of: recorded.trace.entries[entry].event.kind.lane)
      else {
        continue
      }
      places[entry] = (
        lane * CaseLog.laneWidth + CaseLog.laneWidth / 2, row * CaseLog.rowHeight + CaseLog.rowHeight / 2
      )
    }
    var svg = "<svg class=graph width=\(width) height=\(height) viewBox=\"0 0 \(width) \(height)\" aria-hidden=true>"
    for lane in lanes.indices {
      let x = lane * CaseLog.laneWidth + CaseLog.laneWidth / 2
      svg += "<path class=rail d=\"M\(x) 0V\(height)\"/>"
    }
    svg += outages(places, lanes, height)
    for (row, item) in rows.enumerated() where item.entry == nil {
      let y = row * CaseLog.rowHeight
      svg += "<rect class=fold x=0 y=\(y + 4) width=\(width) height=\(CaseLog.rowHeight - 8) rx=4 />"
    }
    for (row, item) in rows.enumerated() {
      guard let entry = item.entry, let place = places[entry] else { continue }
      let event = recorded.trace.entries[entry]
      if event.cause != TraceEntry.noCause, let from = places[Int(event.cause)], from.x != place.x {
        let bend = min(14, max(4, (place.y - from.y) / 2))
        let style = event.event.kind == .messageLost ? "wire lost" : "wire"
        svg +=
          "<path class=\"\(style)\" data-to=\(entry) d=\"M\(from.x) \(from.y)C\(from.x) \(from.y + bend) \(place.x) \(place.y - bend) \(place.x) \(place.y)\"/>"
      }
      svg += node(event.event.kind, entry, place.x, row * CaseLog.rowHeight + CaseLog.rowHeight / 2)
    }
    return Markup(trusted: svg + "</svg>")
  }

  private func node(_ kind: EventKind, _ entry: Int, _ x: Int, _ y: Int) -> String {
    let tone = tone(kind)
    guard tone == "bad" else {
      return "<circle class=\"n \(tone)\" data-e=\(entry) cx=\(x) cy=\(y) r=\(tone == "faint" ? 2.5 : 4) />"
    }
    return "<path class=\"n bad\" data-e=\(entry) d=\"M\(x - 4) \(y - 4)l8 8m0-8l-8 8\"/>"
  }

  /// Where the network is cut, and where no engine runs.
  private func outages(
    _ places: [Int: (x: Int, y: Int)], _ lanes: [EventKind.Lane], _ height: Int
  ) -> String {
    var svg = ""
    func band(_ lane: EventKind.Lane, _ from: Int, _ to: Int) {
      guard let index = lanes.firstIndex(of: lane) else { return }
      svg +=
        "<rect class=outage x=\(index * CaseLog.laneWidth + 4) y=\(from) width=\(CaseLog.laneWidth - 8) height=\(max(4, to - from)) rx=4 />"
    }
    var cut: Int?
    var down: Int?
    for entry in places.keys.sorted() {
      guard let y = places[entry]?.y else { continue }
      switch recorded.trace.entries[entry].event.kind {
      case .netCut: cut = cut ?? y
      case .netHealed:
        if let start = cut { band(.net, start, y) }
        cut = nil
      case .containerKilled, .containerStopped: down = down ?? y
      case .containerStarted:
        if let start = down { band(.engine, start, y) }
        down = nil
      default: break
      }
    }
    if let start = cut { band(.net, start, height) }
    if let start = down { band(.engine, start, height) }
    return svg
  }
}
