import Exploration
import Harness
import ScenarioLanguage
import Specification

/// Writes a fuzzing run as one page: what was found, each shrunk and whole, and what was put to the test how often.
public struct FuzzHTML {
  private let record: (SuiteCase) -> RecordedCase?
  private let power: String?
  private let write: ([UInt8]) -> Void
  private var campaign: FuzzCampaign?
  private var cases = CaseSections()
  private var finds: [Markup] = []
  private var replayed = 0
  /// How many finds are shown whole; the sections of more are their messages, files and commands.
  private static let wholeLimit = 12

  /// Makes a reporter.
  ///
  /// - Parameters:
  ///   - power: the table of planted bugs, as its file has it; nil for none.
  ///   - record: runs a case again and keeps what is shown of it.
  ///   - write: takes the page, once the run is over.
  public init(
    power: String? = nil, record: @escaping (SuiteCase) -> RecordedCase?, write: @escaping ([UInt8]) -> Void
  ) {
    self.power = power
    self.record = record
    self.write = write
  }

  /// Takes one event; the page is written with the last one.
  public mutating func receive(_ event: FuzzEvent) {
    switch event {
    case .started(let campaign): self.campaign = campaign
    case .replayed(let tally):
      replayed = tally.cases
      for report in tally.failing {
        let what =
          report.result.failures.first.map { "\($0.title): \($0.label)" } ?? "it passes, and is expected to fail"
        add(report.suiteCase, "again", what, command: NextCommand.run(report))
      }
    case .found(let find):
      let failure = find.first.result.failures[0]
      let path = find.path ?? find.counterexample.fileName
      let file = ScenarioParser.parse(
        SourceFile(path: path, text: find.counterexample.text), invariants: Invariant.names)
      let suiteCase = SuiteCase(
        file.cases.first.map { file.identifier(of: $0) } ?? path, in: file.source,
        file.cases.first ?? find.counterexample.scenario)
      add(
        suiteCase, failure.oracle ?? failure.kind.rawValue, failure.label,
        command: find.campaign.replayCommand(ofCase: find.first.index),
        "case \(find.first.index), shrunk to \(Quantities.count(find.counterexample.scenario.timeline.count, "line")) in \(find.shrinkRuns) runs, \(Quantities.elapsed(find.shrinkTime))"
      )
    case .finished(let summary): write(page(summary))
    }
  }

  /// Adds a find: a row of the table, and a section.
  private mutating func add(
    _ suiteCase: SuiteCase, _ oracle: String, _ what: String, command: String, _ origin: String = "found before"
  ) {
    let recorded = finds.count < FuzzHTML.wholeLimit ? record(suiteCase) : nil
    let report = recorded?.report ?? CaseReport(skipped: suiteCase, reason: "not run again for this page")
    let note: Markup =
      "<pre class=failure>FIND \(oracle): \(what)</pre><p class=dim>\(origin)</p><div class=commands>\(Page.command(command))</div>"
    let anchor = cases.add(report, recorded, note: note)
    finds.append(
      "<tr><td>\(oracle)</td><td><a href=\"#case=\(anchor)\">\(suiteCase.identifier)</a></td><td>\(what)</td></tr>")
  }

  // MARK: - The page

  private mutating func page(_ summary: FuzzSummary) -> [UInt8] {
    let tally = summary.tally
    let verdict = finds.isEmpty ? "nothing found" : Quantities.count(finds.count, "find")
    let list: Markup =
      "<nav aria-label=finds><ol><li data-id=overview><a href=\"#overview\"><i class=dot style=\"background:var(--accent)\"></i><span>Overview</span></a></li>\n"
    return Page.document(
      title: "\(verdict) in \(Quantities.count(tally.cases, "case")) - TrueUp fuzz", head: head(summary),
      list: list + cases.items + "</ol></nav>", main: overview(summary) + cases.markup, states: cases.takeStates())
  }

  private func head(_ summary: FuzzSummary) -> Markup {
    let tally = summary.tally
    var text: Markup =
      "<h1><b>True</b>Up fuzz</h1><span class=n><b>\(Quantities.grouped(tally.cases))</b> \(tally.cases == 1 ? "case" : "cases")</span>"
    text +=
      "<span class=\"n\(finds.isEmpty ? "" : " bad")\"><b>\(Quantities.grouped(finds.count))</b> \(finds.count == 1 ? "find" : "finds")</span>"
    text += "<span class=n><b>\(Quantities.grouped(tally.failures))</b> failing</span>"
    if tally.inconclusive > 0 {
      text += "<span class=\"n bad\"><b>\(Quantities.grouped(tally.inconclusive))</b> inconclusive</span>"
    }
    return text
      + "<span class=right>\(Quantities.elapsed(summary.elapsed)) · digest <code>\(Quantities.digest(tally.digest))</code> · <kbd>?</kbd> keys</span>"
  }

  private func overview(_ summary: FuzzSummary) -> Markup {
    var text: Markup = "<section id=overview>"
    if let campaign {
      text +=
        "<p class=dim>Seed <code>0x\(String(campaign.seed, radix: 16))</code> · generator \(CaseGenerator.version)\(campaign.shardCount > 1 ? " · shard \(campaign.shard + 1)/\(campaign.shardCount)" : "") · \(Quantities.count(replayed, "case")) found before run again\(summary.isPartial ? " · ended before the limit" : "")</p>"
    }
    if finds.isEmpty {
      text += "<h2>Nothing found</h2>"
    } else {
      text +=
        "<h2>Finds</h2><div class=scroll><table class=grid><thead><tr><th scope=col>oracle</th><th scope=col>file</th><th scope=col>what</th></tr></thead><tbody>"
      for find in finds { text += find }
      text += "</tbody></table></div>"
    }
    text += tables(summary.tally)
    if let power { text += PowerTable(power).markup() }
    return text + "</section>\n"
  }

  /// What was put to the test, and in how many cases: what never was is a finding about the generator.
  private func tables(_ tally: FuzzTally) -> Markup {
    let relations = zip(Relation.all, tally.relations.counts).map { ($0.name, $1.cases) }
    let judged = OracleName.liveness.map { ($0.rawValue, tally.judged[$0, default: 0]) }
    let clauses = Specification.pages.enumerated().map { index, clause in
      (clause.name, index < tally.trials.count ? tally.trials[index] : 0)
    }
    return FuzzHTML.table("Oracles of the end", "judged in", judged, of: tally.cases)
      + FuzzHTML.table("Relations", "tried in", relations, of: tally.cases)
      + FuzzHTML.table("Clauses", "put to the test in", clauses, of: tally.cases)
  }

  private static func table(_ title: String, _ verb: String, _ rows: [(name: String, count: Int)], of cases: Int)
    -> Markup
  {
    var text: Markup =
      "<h3>\(title) <small>\(verb) so many cases</small></h3><table class=\"grid reach\"><tbody>"
    for row in rows {
      text +=
        "<tr class=\"\(row.count == 0 ? "never" : "")\"><th scope=row>\(row.name)</th><td class=num>\(row.count == 0 ? "never" : Quantities.grouped(row.count))</td><td><meter aria-hidden=true min=0 max=\(max(1, cases)) value=\(row.count)></meter></td></tr>"
    }
    return text + "</tbody></table>"
  }
}
