import Harness
import ScenarioLanguage
import Simulation
import Trading

/// What a page says about one case: whole if it was recorded, else in short.
struct CaseSection {
  let report: CaseReport
  let recorded: RecordedCase?
  let anchor: String
  /// What stands above all else.
  var note: Markup = ""
  /// The case of the same file that shows its source, if this one need not.
  var source: (anchor: String, identifier: String)?

  /// Whether the source of the case looks like that of every case of its file that passes and is shown in short.
  var hasPlainSource: Bool { recorded == nil && report.verdict == .passed && report.result.idleLines.isEmpty }

  /// The section as it is read at once.
  func markup() -> Markup { section(content()) }

  /// The section as one of many: where scripts run, what is in it is no more than text until it is opened.
  ///
  /// A page of a thousand cases so opens at once; where none run, all of it is read as it stands.
  func folded() -> Markup { section("<noscript>" + content() + "</noscript>") }

  private func section(_ content: Markup) -> Markup {
    "<section class=case id=\"case=\(anchor)\">" + content + "</section>"
  }

  private func content() -> Markup {
    var text = note + head()
    text += failures()
    if let recorded {
      text += CaseCharts(recorded: recorded).markup()
      text += CaseDiscrepancies(recorded: recorded, anchor: anchor).markup()
      text += "<div class=stage><div class=story>"
      text +=
        "<h3>Log <small>\(Quantities.count(recorded.trace.entries.count, "entry", plural: "entries"))</small></h3>"
      text += CaseLog(recorded: recorded, anchor: anchor).markup()
      text += "</div>" + StatePane(recorded: recorded).markup() + "</div>"
    }
    return text + sourceText()
  }

  private func head() -> Markup {
    let header = report.scenario.header
    var text: Markup = "<header><h2>\(report.scenario.title.value)</h2>"
    text +=
      "<p class=meta><span class=\"pill \(report.verdict.rawValue)\">\(report.verdict.title)</span> <code>\(report.identifier)</code>"
    for tag in header.tags { text += " <span class=tag>\(tag.value)</span>" }
    text += "</p>"
    if let about = header.about { text += "<p>\(about)</p>" }
    if let reason = report.reason { text += "<p class=dim>\(reason)</p>" }
    if report.verdict != .skipped {
      let result = report.result
      var facts = [
        "\(Quantities.simulated(result.simulated)) simulated",
        Quantities.count(result.entryCount, "entry", plural: "entries"),
        "\(Quantities.count(result.firedFaults, "fault")) fired",
        Quantities.count(result.discrepancies, "discrepancy", plural: "discrepancies"),
      ]
      if result.openDiscrepancies > 0 { facts.append("\(result.openDiscrepancies) open") }
      text += "<p class=facts>\(facts.joined(separator: " · ")) · <code>\(Quantities.digest(result.digest))</code></p>"
    }
    text += "<div class=commands>"
    // Of hundreds that pass one command is enough: the one that shows the case whole.
    if recorded != nil || report.verdict != .passed { text += Page.command(NextCommand.run(report)) }
    if report.verdict != .skipped {
      if recorded != nil || report.verdict != .passed {
        text += Page.command(NextCommand.trace(report, around: report.result.failures.first?.entry))
      }
      if recorded == nil { text += Page.command("\(NextCommand.trace(report)) --html") }
    }
    return text + "</div></header>"
  }

  private func failures() -> Markup {
    guard report.verdict != .passed, report.verdict != .skipped else { return "" }
    let words = ToolName.inCommands(
      of: FailureText(renderer: DiagnosticRenderer(report.source)).text(of: report).description)
    var text: Markup = "<pre class=\"failure \(report.verdict.rawValue)\">"
    for line in words.split(separator: "\n") { text += "\(line)\n" }
    return text + "</pre>"
  }

  // MARK: - Source

  private struct LineVerdict {
    var mark = ""
    var tone = ""
    var note: Markup = ""
  }

  /// The file, each line with how it fared; of many cases of one file that all look the same only once.
  private func sourceText() -> Markup {
    if let source {
      return "<p class=dim>Source: as in <a href=\"#case=\(source.anchor)\">\(source.identifier)</a></p>"
    }
    if hasPlainSource { return plainSource() }
    let verdicts = verdicts()
    let isOpen = recorded != nil
    var text: Markup = isOpen ? "<details open>" : "<details>"
    text += "<summary>Source <small>\(report.source.path)</small></summary><pre class=source>"
    for (index, line) in report.source.lines.enumerated() {
      let number = index + 1
      let verdict = verdicts[number]
      if isOpen {
        text += "<span id=\"case=\(anchor)&amp;line=\(number)\" class=\"\(verdict?.tone ?? "")\" data-line=\(number)>"
      } else if let verdict {
        text += "<span class=\"\(verdict.tone)\">"
      }
      let digits = String(number)
      text +=
        "<i>\(String(repeating: " ", count: max(0, 3 - digits.count)))\(digits) \(verdict?.mark ?? " ")</i> \(line)"
      if let verdict { text += verdict.note }
      text += isOpen || verdict != nil ? "\n</span>" : "\n"
    }
    return text + "</pre></details>"
  }

  /// The file of a case that passes: what was checked is marked, and nothing else is said of a line.
  private func plainSource() -> Markup {
    let checked = Set(verdicts().keys)
    var text: Markup = "<details><summary>Source <small>\(report.source.path)</small></summary>"
    text += "<pre class=\"source plain\">"
    for (index, line) in report.source.lines.enumerated() {
      text += checked.contains(index + 1) ? "<b>\(line)</b>\n" : "\(line)\n"
    }
    return text + "</pre></details>"
  }

  private func verdicts() -> [Int: LineVerdict] {
    guard report.verdict != .skipped else { return [:] }
    var verdicts: [Int: LineVerdict] = [:]
    func passed(_ span: SourceSpan) { verdicts[span.line] = LineVerdict(mark: "✓", tone: "ok") }
    for line in report.scenario.timeline where type(of: line.form).traits.contains(.check) { passed(line.span) }
    for item in report.scenario.always { passed(item.span) }
    for item in report.scenario.finally { passed(item.span) }
    for (index, line) in report.scenario.timeline.enumerated() where report.result.idleLines.contains(index) {
      verdicts[line.span.line] = LineVerdict(mark: "○", tone: "idle", note: "<em>did nothing</em>")
    }
    if let recorded {
      for line in recorded.chronicle.lines {
        if let fired = line.fired, fired > 0 {
          verdicts[line.line] = LineVerdict(
            mark: "●", tone: "fired", note: "<em>fired \(fired == 1 ? "once" : "\(fired) times")</em>")
        }
      }
      for check in recorded.chronicle.checks where check.deadline > check.asked {
        verdicts[check.line] = LineVerdict(
          mark: "✓", tone: "ok", note: CaseSection.margin(check))
      }
    }
    for failure in report.result.failures where failure.span.line > 0 {
      verdicts[failure.span.line] = LineVerdict(mark: "✕", tone: "wrong", note: "<em>\(failure.label)</em>")
    }
    return verdicts
  }

  /// How much of its time a check took.
  private static func margin(_ check: Chronicle.CheckCourse) -> Markup {
    let allowed = check.deadline - check.asked
    guard let met = check.met else { return "<em>not within \(allowed)</em>" }
    let used = met - check.asked
    let part = min(100, Int(used.nanoseconds / max(1, allowed.nanoseconds / 100)))
    return "<em>took \(used) of \(allowed) <meter min=0 max=100 low=50 high=80 optimum=0 value=\(part)></meter></em>"
  }
}

extension CaseReport.Verdict {
  /// The verdict as a page shows it.
  var title: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .inconclusive: "inconclusive"
    case .expectedFailure: "expected failure"
    case .unexpectedPass: "unexpected pass"
    case .skipped: "skipped"
    }
  }
}
