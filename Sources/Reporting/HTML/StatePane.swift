import Harness
import Simulation
import Trading

/// What both sides hold before and after the selected entry, and what of it differs.
struct StatePane {
  let recorded: RecordedCase

  /// The pane with what is held at the end; the script of the page fills it for other entries.
  func markup() -> Markup {
    let chronicle = recorded.chronicle
    var held = chronicle.subjects.map { _ in [String](repeating: "", count: 2) }
    for change in chronicle.changes { held[change.subject][Int(change.side.rawValue)] = StatePane.text(change.value) }
    var text: Markup = "<aside class=state aria-live=polite><h3>State <small>at the end</small></h3><p class=what></p>"
    text +=
      "<div class=scroll><table><thead><tr><th></th><th scope=col>local</th><th scope=col>broker</th></tr></thead><tbody>"
    for (index, subject) in chronicle.subjects.enumerated() {
      let differs = subject != .engine && held[index][0] != held[index][1]
      text += "<tr class=\"\(differs ? "apart" : "")\"><th scope=row>\(subject.title(recorded.names))</th>"
      text += "<td>\(held[index][0])</td><td>\(held[index][1])</td></tr>"
    }
    return text
      + "</tbody></table></div><p class=\"dim keys\">j k step · n next difference · d only differences</p></aside>"
  }

  static func text(_ value: Chronicle.Value?) -> String {
    switch value {
    case .figure(let figure): figure.description
    case .words(let words): words
    case nil: ""
    }
  }

  /// The changes as the script reads them.
  func write(_ json: inout JSONWriter) {
    json.beginObject()
    json.field("subjects", recorded.chronicle.subjects.map { $0.title(recorded.names) })
    json.key("changes")
    json.beginArray()
    for change in recorded.chronicle.changes {
      json.beginArray()
      json.value(change.entries.lowerBound)
      json.value(max(change.entries.lowerBound, change.entries.upperBound - 1))
      json.value(change.subject)
      json.value(Int(change.side.rawValue))
      json.value(StatePane.text(change.value))
      json.value(change.entries.isEmpty)
      json.endArray()
    }
    json.endArray()
    json.endObject()
  }
}
