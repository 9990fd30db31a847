import Harness
import Reconciliation
import Simulation
import Trading

/// The discrepancies and tickets of a case: what they are about, when they were found, what became of them.
struct CaseDiscrepancies {
  let recorded: RecordedCase
  let anchor: String

  private struct Life {
    var subject: Subject
    var entries: [Int] = []
  }

  /// What has a life: a discrepancy with its tickets, or a ticket of none.
  private enum Subject: Hashable {
    case discrepancy(UInt32), ticket(UInt32)

    var name: String {
      switch self {
      case .discrepancy(let number): "D\(number)"
      case .ticket(let number): "T\(number)"
      }
    }
  }

  func markup() -> Markup {
    let lives = lives()
    guard !lives.isEmpty else { return "" }
    let entries = recorded.trace.entries
    let axis = FoldedTime([Instant.origin] + entries.map(\.instant) + [.origin + recorded.report.result.simulated])
    var text: Markup =
      "<h3>Discrepancies and tickets</h3><div class=scroll><table class=lives><thead><tr><th>id</th><th>what</th>"
    text += "<th>found</th><th>life</th><th>ends</th></tr></thead><tbody>"
    for life in lives {
      let first = entries[life.entries[0]]
      let last =
        life.entries.last { entries[$0].event.kind == .reconciliationResolved }
        ?? life.entries.last { entries[$0].event.kind == .ticketResolved }
      let from = axis.place(first.instant) * 100
      let to = last.map { axis.place(entries[$0].instant) * 100 } ?? 100
      text += "<tr><th scope=row>\(life.subject.name)</th><td>\(recorded.names.fields(of: first.event))</td>"
      text +=
        "<td>\(link(life.entries[0]))</td><td class=life><svg viewBox=\"0 0 100 10\" preserveAspectRatio=none aria-hidden=true>"
      text += Markup(
        trusted:
          "<path class=rail d=\"M0 5H100\"/><rect class=\"\(last == nil ? "open" : "closed")\" x=\"\(Int(from))\" y=2 width=\"\(max(2, Int(to - from)))\" height=6 rx=2 /></svg>"
      )
      text += "</td><td>"
      for entry in life.entries.dropFirst() {
        text += "\(CaseDiscrepancies.step(entries[entry].event)) \(link(entry)) "
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

  /// What a step of a life is called: of a ticket with its name.
  private static func step(_ event: Event) -> String {
    let step = String(event.kind.name.split(separator: ".").last ?? "")
    guard case .ticket(let number)? = event[.ticket] else { return step }
    return "T\(number) \(step)"
  }

  /// All entries that name a discrepancy, or a ticket of none, in order of discovery.
  private func lives() -> [Life] {
    var lives: [Life] = []
    for (index, entry) in recorded.trace.entries.enumerated() {
      let subject: Subject
      if entry.event.discrepancy != Event.none {
        subject = .discrepancy(entry.event.discrepancy)
      } else if case .ticket(let number)? = entry.event[.ticket] {
        subject = .ticket(number)
      } else {
        continue
      }
      if let known = lives.firstIndex(where: { $0.subject == subject }) {
        lives[known].entries.append(index)
      } else if entry.event.kind == .reconciliationDiscrepancy || entry.event.kind == .ticketOpened {
        lives.append(Life(subject: subject, entries: [index]))
      }
    }
    return lives
  }
}
