import Harness
import ScenarioLanguage
import Simulation

/// Writes a run as one page: a list of cases, each whole or in short, and what they add up to.
///
/// Cases that failed are shown whole, with log and state; so are all of a run of a few. The others are shown in short,
/// with the command that shows them whole, so that the page stays small however large the suite is.
public struct HTMLReporter: Reporter {
  /// Up to how many cases are all shown whole.
  public static let wholeLimit = 12
  /// How many bytes the cases of a page may have before the rest is shown in short.
  private static let room = 4 << 20

  private let record: (SuiteCase) -> RecordedCase?
  private let power: String?
  private let write: ([UInt8]) -> Void
  private var chosen = 0
  private var cases = CaseSections()
  private var problems: [Markup] = []
  private var matrix = FaultMatrix()
  private var counts: [(verdict: CaseReport.Verdict, count: Int)] = []
  private var slowest: [(nanoseconds: Int64, anchor: String, identifier: String)] = []

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
  public mutating func receive(_ event: RunEvent) {
    switch event {
    case .started(let start): chosen = start.cases
    case .hindered(let problem): problems.append("<pre class=failure>\(HTMLReporter.lines(problem.text))</pre>")
    case .diagnosed(let source, let diagnostics):
      let renderer = DiagnosticRenderer(source)
      for diagnostic in diagnostics.prefix(ConsoleReporter.diagnosticLimit) {
        problems.append("<pre class=failure>\(HTMLReporter.lines(renderer.render(diagnostic)))</pre>")
      }
    case .ended(let report): add(report)
    case .diverged(let divergence):
      problems.append("<pre class=failure>\(HTMLReporter.lines(FailureText.text(of: divergence)))</pre>")
    case .finished(let summary): write(page(summary))
    }
  }

  private mutating func add(_ report: CaseReport) {
    if let trace = report.result.trace { matrix.add(trace) }
    let isWhole = (report.verdict.isBad || report.verdict == .expectedFailure || chosen <= HTMLReporter.wholeLimit)
    var recorded: RecordedCase?
    if isWhole, report.verdict != .skipped, cases.size < HTMLReporter.room {
      recorded = record(report.suiteCase)
    }
    let anchor = cases.add(report, recorded)
    if let index = counts.firstIndex(where: { $0.verdict == report.verdict }) {
      counts[index].count += 1
    } else {
      counts.append((report.verdict, 1))
    }
    slowest.append((report.elapsed.wholeNanoseconds, anchor, report.identifier))
    if slowest.count > 64 { keepSlowest() }
  }

  private mutating func keepSlowest() {
    slowest.sort { ($0.nanoseconds, $1.identifier) > ($1.nanoseconds, $0.identifier) }
    slowest.removeLast(max(0, slowest.count - 8))
  }

  static func lines(_ text: StyledText) -> Markup {
    text.description.split(separator: "\n", omittingEmptySubsequences: false).map { Markup(text: $0) }.joined(
      separator: "\n")
  }

  // MARK: - The page

  private mutating func page(_ summary: RunSummary) -> [UInt8] {
    keepSlowest()
    let title =
      summary.failed + summary.inconclusive > 0
      ? "\(Quantities.grouped(summary.failed + summary.inconclusive)) of \(Quantities.count(summary.cases, "case")) failed"
      : "\(Quantities.count(summary.passed, "case")) passed"
    return Page.document(
      title: "\(title) - TrueUp", head: head(summary), list: list(), main: overview(summary) + cases.markup,
      states: cases.takeStates())
  }

  private func head(_ summary: RunSummary) -> Markup {
    let bad = summary.failed + summary.inconclusive
    var text: Markup =
      "<h1><b>True</b>Up</h1><span class=n><b>\(Quantities.grouped(summary.cases))</b> \(summary.cases == 1 ? "case" : "cases")</span>"
    text += "<span class=n><b>\(Quantities.grouped(summary.passed))</b> passed</span>"
    text += "<span class=\"n\(bad > 0 ? " bad" : "")\"><b>\(Quantities.grouped(bad))</b> failed</span>"
    if summary.expectedFailures > 0 { text += "<span class=n><b>\(summary.expectedFailures)</b> expected</span>" }
    if summary.skipped > 0 { text += "<span class=n><b>\(summary.skipped)</b> skipped</span>" }
    if summary.notRun > 0 { text += "<span class=\"n bad\"><b>\(summary.notRun)</b> not run</span>" }
    text +=
      "<span class=right>\(Quantities.simulated(summary.simulated)) simulated in \(Quantities.elapsed(summary.elapsed)) · digest <code>\(Quantities.digest(summary.digest))</code> · <kbd>?</kbd> keys</span><div class=bar aria-hidden=true>"
    for part in counts {
      let share = Double(part.count) * 100 / Double(max(1, summary.cases))
      let tone = part.verdict.isBad ? "failed" : part.verdict.rawValue
      text += "<i class=\(tone) style=\"width:\(Markup(trusted: String(Int(share * 100) / 100)))%\"></i>"
    }
    return text + "</div>"
  }

  private func list() -> Markup {
    var text: Markup =
      "<nav aria-label=\"cases\"><div class=find><input id=filter type=search placeholder=\"filter: words, is:failed, tag:smoke\" aria-label=\"filter the cases\" autocomplete=off spellcheck=false><div class=chips>"
    for part in counts where counts.count > 1 {
      text +=
        "<button type=button aria-pressed=false data-is=\(part.verdict.rawValue)>\(part.verdict.title) \(part.count)</button>"
    }
    text +=
      "</div></div><ol><li data-id=overview><a href=\"#overview\"><i class=dot style=\"background:var(--accent)\"></i><span>Overview</span></a></li>\n"
    return text + cases.items + "<li class=none hidden>nothing matches</li></ol></nav>"
  }

  private func overview(_ summary: RunSummary) -> Markup {
    var text: Markup = "<section id=overview>"
    for problem in problems { text += problem }
    if summary.failed + summary.inconclusive > 0, let first = summary.firstFailure {
      text +=
        "<p class=dim>First failure: <code>\(first.identifier)</code>. Press <kbd>f</kbd> to go through the failures.</p>"
    }
    text += matrix.markup() ?? ""
    if slowest.count > 1 {
      text += "<h3>Slowest</h3><table class=grid><tbody>"
      for item in slowest {
        text +=
          "<tr><td><a href=\"#case=\(item.anchor)\">\(item.identifier)</a></td><td class=num>\(Quantities.elapsed(.nanoseconds(item.nanoseconds)))</td></tr>"
      }
      text += "</tbody></table>"
    }
    if let power { text += PowerTable(power).markup() }
    return text + "</section>\n"
  }
}

extension Markup {
  static func + (left: Markup, right: Markup) -> Markup {
    var sum = left
    sum += right
    return sum
  }
}
