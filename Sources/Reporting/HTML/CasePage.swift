import ScenarioLanguage

/// The page of one case.
public enum CasePage {
  /// The name of its file.
  public static func fileName(of recorded: RecordedCase) -> String {
    "\(Markup.fragment(recorded.report.identifier.replacing(SourceFile.standardInputPath, with: "stdin"))).html"
  }

  /// The page, whole.
  public static func bytes(of recorded: RecordedCase) -> [UInt8] {
    let anchor = Markup.fragment(recorded.report.identifier)
    var states = JSONWriter()
    states.beginObject()
    states.key(anchor)
    StatePane(recorded: recorded).write(&states)
    states.endObject()
    let head: Markup =
      "<h1><b>True</b>Up</h1><span>\(recorded.report.identifier)</span><span class=right><kbd>?</kbd> keys</span>"
    return Page.document(
      title: "\(recorded.report.identifier) - TrueUp", head: head, list: "",
      main: CaseSection(report: recorded.report, recorded: recorded, anchor: anchor).markup(),
      states: Page.embedded(states.bytes))
  }
}
