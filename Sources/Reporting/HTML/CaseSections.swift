import ScenarioLanguage

/// The cases of a page: a section and an item of the list for each, and what the script knows of them.
struct CaseSections {
  /// The sections, each folded.
  private(set) var markup: Markup = ""
  /// The items of the list.
  private(set) var items: Markup = ""
  /// How many bytes the sections have.
  private(set) var size = 0
  private var states = JSONWriter()
  private var anchors: Set<String> = []
  /// The case of each file that shows its source where nothing in it is marked but its checks.
  private var sources: [String: (anchor: String, identifier: String)] = [:]

  /// Starts with nothing.
  init() { states.beginObject() }

  /// Adds a case, whole if it was recorded.
  ///
  /// - Parameter note: what stands above all else in its section.
  /// - Returns: what its address ends in.
  @discardableResult
  mutating func add(_ report: CaseReport, _ recorded: RecordedCase?, note: Markup = "") -> String {
    let name = Markup.fragment(report.identifier)
    var anchor = name
    var number = 2
    while !anchors.insert(anchor).inserted {
      anchor = "\(name)-\(number)"
      number += 1
    }
    var section = CaseSection(report: report, recorded: recorded, anchor: anchor, note: note)
    if section.hasPlainSource {
      section.source = sources[report.source.path]
      if section.source == nil { sources[report.source.path] = (anchor, report.identifier) }
    }
    let text = section.folded()
    size += text.html.utf8.count
    if let recorded {
      states.key(anchor)
      StatePane(recorded: recorded).write(&states)
    }
    markup += text
    let tags = report.scenario.header.tags.map(\.value).joined(separator: " ")
    items +=
      "<li data-id=\"\(anchor)\" data-v=\(report.verdict.rawValue) data-t=\"\(tags)\"><a href=\"#case=\(anchor)\"><i class=\"dot \(report.verdict.rawValue)\"></i><span>\(report.identifier)</span></a></li>\n"
    return anchor
  }

  /// What the script knows of the cases, as JSON that can stand in the page; nothing can be added then.
  mutating func takeStates() -> String {
    states.endObject()
    return Page.embedded(states.bytes)
  }
}
