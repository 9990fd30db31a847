public import Reconciliation
public import ScenarioLanguage
public import Simulation
import Trading

/// What an operator would see of an engine, as text.
public struct StatusText {
  private let status: StatusReport
  private let names: Names

  /// Makes the text of a status; the names are those of the scenario.
  public init(_ status: StatusReport, _ names: Names) {
    self.status = status
    self.names = names
  }

  /// The lines, each with a word in front that says what it is about.
  public var text: StyledText {
    let lines = [engine] + orders + positions + features + cash + discrepancies + tickets + passes + kinds + [health]
    return StyledText(lines: lines.joined(separator: "\n") + "\n")
  }

  private var books: Books { status.books }

  private var engine: String { "engine       \(status.health.condition) at \(status.instant)" }

  private var orders: [String] {
    var lines = ["orders       \(books.orders.count), \(books.working.slots.count) working"]
    for slot in books.working.slots {
      let order = books.orders[slot]
      let terms = order.terms
      var line = "order        \(named(.order(order.id.index), .order)) \(terms.side) \(terms.quantity) "
      line += "\(symbol(terms.instrument.index)) status=\(Word(order.status).text) filled=\(order.filled)"
      if order.hasCancelIntent { line += " cancel=asked" }
      lines.append(line)
    }
    return lines
  }

  private var positions: [String] {
    books.positions.enumerated().map { index, position in
      let average = position.averagePrice.map { " at \($0)" } ?? ""
      return "position     \(symbol(UInt32(index))) \(position.quantity)\(average) realized=\(position.realizedProfit)"
    }
  }

  private var features: [String] {
    books.positions.indices.compactMap { index in
      let instrument = InstrumentID(index: UInt32(index))
      guard let features = status.features(of: instrument), let snapshot = status.snapshot(of: instrument) else {
        return nil
      }
      var line = "features     \(symbol(UInt32(index))) valid=\(features.isValid ? "yes" : "no")"
      if let doubt = features.doubt { line += " reason=\(doubt.rawValue)" }
      line += " side=\(features.side.rawValue)"
      if let value = features.marketValue { line += " value=\(value)" }
      if let unrealized = features.unrealizedProfit { line += " unrealized=\(unrealized)" }
      if let exposure = features.exposure { line += " exposure=\(exposure)" }
      if let age = features.age { line += " age=\(age)" }
      return line + " source=\(snapshot.source.rawValue) confidence=\(snapshot.confidence)"
    }
  }

  private var cash: [String] {
    books.cash.enumerated().map { index, amount in
      "cash         \(named(.currency(UInt32(index)), .currency)) \(amount)"
    }
  }

  private var discrepancies: [String] {
    ["discrepancies \(books.discrepancyCount) found, \(books.discrepancies.count) open"]
      + books.discrepancies.map { discrepancy in
        var line = "discrepancy  D\(discrepancy.id) \(discrepancy.kind.text)"
        line += subject(discrepancy.order, discrepancy.execution, discrepancy.instrument, discrepancy.currency)
        line += " local=\(discrepancy.local) broker=\(discrepancy.broker)"
        if let impact = discrepancy.impact { line += " impact=\(impact)" }
        if let level = discrepancy.level { line += " level=\(level.word.text)" }
        line += " since=\(discrepancy.found)"
        return line + (discrepancy.report.map { " " + $0.text(naming: names) } ?? "")
      }
  }

  private var tickets: [String] {
    ["tickets      \(books.ticketCount) opened, \(books.tickets.count) open"]
      + books.tickets.map { ticket in
        var line = "ticket       T\(ticket.id) about D\(ticket.discrepancy) \(ticket.kind.text)"
        line += subject(ticket.order, ticket.execution, ticket.instrument, ticket.currency)
        line += " status=\(ticket.status.word.text)"
        if let level = ticket.level { line += " level=\(level.word.text)" }
        if ticket.assignee != Event.none { line += " assignee=\"\(names.name(.text, ticket.assignee))\"" }
        if let decision = ticket.decision {
          line += " decision=\(decision.word.text)" + (decision.figure.map { " figure=\($0)" } ?? "")
        }
        if ticket.attempts > 0 { line += " attempts=\(ticket.attempts)" }
        if let reason = ticket.reason { line += " reason=\(reason.text)" }
        let present = books.restated(ticket)
        line += " local=\(present.local) broker=\(present.broker) opened=\(ticket.opened)"
        return line + (ticket.told == ticket.opened ? "" : " told=\(ticket.told)")
      }
  }

  private var passes: [String] {
    var reports = Array(status.passes.reports.suffix(3))
    if let running = status.passes.running { reports.append(running) }
    // What was written down before the start, of the kinds that had no pass since.
    let kept = books.passReports.filter { report in !status.passes.reports.contains { $0.kind == report.kind } }
    return kept.map { line(of: $0, as: "kept        ") }
      + (reports + status.waiting).map { line(of: $0, as: "pass        ") }
  }

  private func line(of report: PassReport, as word: String) -> String {
    var line = "\(word) \(report.number) \(report.trigger.text) \(report.kind.word.text)"
    line += "\(report.isLook ? " look" : "") \(report.status.rawValue)"
    guard let started = report.started else { return line }
    line += " started=\(started)"
    guard let duration = report.duration else { return line }
    line += " took=\(duration) orders=\(report.orders) executions=\(report.executions)"
    line += " positions=\(report.positions) found=\(report.found) resolved=\(report.resolved)"
    line += " corrections=\(report.corrections)"
    for remark in report.warnings { line += " warning=\(remark.query.text):\(remark.reason.text)" }
    for remark in report.errors { line += " error=\(remark.query.text):\(remark.reason.text)" }
    return line
  }

  private var kinds: [String] {
    PassKind.allCases.compactMap { kind in
      let tally = status.passes.tally(of: kind)
      guard let average = tally.average, let success = tally.successPerMille else { return nil }
      return "passes       \(kind.word.text) runs=\(tally.runs) failures=\(tally.failures) partial=\(tally.partial) "
        + "success=\(perMille(success)) average=\(average) longest=\(tally.longest)"
    }
  }

  private var health: String {
    let health = status.health
    var line = "health       stream=\(health.isStreamUp ? "up" : "down")"
    line += " last-pass=\(health.hasLastPassFailed ? "failed" : "ok")"
    line += " accuracy=\(health.accuracyPerMille.map(perMille) ?? "unknown")"
    line += " unanswered=\(health.unanswered) unsynced=\(health.unsynced) withheld=\(health.withheld)"
    line += " waiting-passes=\(health.waitingPasses) alerts=\(health.alerts.count)"
    line += " alert-delay=\(health.alerts.longest)"
    if let since = status.passes.divergedSince { line += " diverged-since=\(since)" }
    if let span = status.passes.lastConvergence { line += " converged-in=\(span)" }
    return line
  }

  /// 995 of a thousand: `99.5%`.
  private func perMille(_ value: Int) -> String { "\(value / 10).\(value % 10)%" }

  private func subject(_ order: UInt32, _ execution: UInt32, _ instrument: UInt32, _ currency: UInt32) -> String {
    var text = ""
    if order != Event.none { text += " order=\(named(.order(order), .order))" }
    if execution != Event.none { text += " exec=\(named(.execution(execution), .exec))" }
    if instrument != Event.none { text += " symbol=\(symbol(instrument))" }
    if currency != Event.none { text += " currency=\(named(.currency(currency), .currency))" }
    return text
  }

  private func symbol(_ index: UInt32) -> String { named(.instrument(index), .symbol) }
  private func named(_ value: Event.Value, _ field: EventField) -> String { names.text(of: value, for: field) }
}
