import Harness
import Reconciliation
import Simulation
import Trading

/// The discrepancies of a case: what they are about, when they were found, what became of them.
struct CaseDiscrepancies {
  let recorded: RecordedCase
  let anchor: String

  private struct Life {
    var number: UInt32
    var entries: [Int] = []
  }

  func markup() -> Markup {
    let lives = lives()
    guard !lives.isEmpty else { return "" }
    let entries = recorded.trace.entries
    let axis = FoldedTime([Instant.origin] + entries.map(\.instant) + [.origin + recorded.report.result.simulated])
    var text: Markup = "<h3>Discrepancies</h3><div class=scroll><table class=lives><thead><tr><th>id</th><th>what</th>"
    text += "<th>found</th><th>life</th><th>ends</th></tr></thead><tbody>"
    for life in lives {
      let first = entries[life.entries[0]]
      let last = life.entries.last { entries[$0].event.kind == .reconciliationResolved }
      let from = axis.place(first.instant) * 100
      let to = last.map { axis.place(entries[$0].instant) * 100 } ?? 100
      text += "<tr><th scope=row>D\(Int(life.number))</th><td>\(recorded.names.fields(of: first.event))</td>"
      text +=
        "<td>\(link(life.entries[0]))</td><td class=life><svg viewBox=\"0 0 100 10\" preserveAspectRatio=none aria-hidden=true>"
      text += Markup(
        trusted:
          "<path class=rail d=\"M0 5H100\"/><rect class=\"\(last == nil ? "open" : "closed")\" x=\"\(Int(from))\" y=2 width=\"\(max(2, Int(to - from)))\" height=6 rx=2 /></svg>"
      )
      text += "</td><td>"
      for entry in life.entries.dropFirst() {
        text += "\(entries[entry].event.kind.name.split(separator: ".").last ?? "") \(link(entry)) "
      }
      if let last {
        text += "after \(entries[last].instant - first.instant)"
      } else {
        text += "<b>open</b>"
      }
      text += "</td></tr>"
    }
    return text + "</tbody></table></div>"
  }

  private func link(_ entry: Int) -> Markup {
    "<a href=\"#case=\(anchor)&amp;e=\(entry)\">\(recorded.trace.entries[entry].instant)</a>"
  }

  /// All entries that name a discrepancy, by its number, in order of discovery.
  private func lives() -> [Life] {
    var lives: [Life] = []
    for (index, entry) in recorded.trace.entries.enumerated() where entry.event.discrepancy != Event.none {
      if let known = lives.firstIndex(where: { $0.number == entry.event.discrepancy }) {
        lives[known].entries.append(index)
      } else if entry.event.kind == .reconciliationDiscrepancy {
        lives.append(Life(number: entry.event.discrepancy, entries: [index]))
      }
    }
    return lives
  }
}
