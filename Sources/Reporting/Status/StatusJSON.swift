public import Reconciliation
public import Simulation
import Trading

/// What an operator would see of an engine, for programs: one object a line, as `trueup list status-schema` says.
public struct StatusJSON {
  private let status: StatusReport
  private let names: Names
  private var json = JSONWriter()

  /// The text of a status; the names are those of the scenario.
  public static func text(_ status: StatusReport, _ names: Names) -> String {
    var text = StatusJSON(status: status, names: names)
    text.addEngine()
    text.addBooks()
    for discrepancy in status.books.discrepancies { text.add(discrepancy) }
    for ticket in status.books.tickets { text.add(ticket) }
    text.addPasses()
    return String(decoding: text.json.bytes, as: UTF8.self)
  }

  private init(status: StatusReport, names: Names) {
    self.status = status
    self.names = names
  }

  private mutating func line(_ type: String, _ fields: (inout JSONWriter) -> Void) {
    json.beginObject()
    json.field("v", StatusSchema.version)
    json.field("type", type)
    fields(&json)
    json.endObject()
    json.endLine()
  }

  private mutating func addEngine() {
    let (instant, health, books, passes) = (status.instant, status.health, status.books, status.passes)
    line("engine") { json in
      json.field("t", seconds: instant.nanoseconds)
      json.field("condition", "\(health.condition)")
      json.field("streamUp", health.isStreamUp)
      json.field("lastPassFailed", health.hasLastPassFailed)
      if let share = health.accuracyPerMille {
        json.key("accuracy")
        json.value(Int64(share), places: 3)
      }
      for (name, count) in [
        ("orders", books.orders.count), ("working", books.working.slots.count),
        ("discrepancies", Int(books.discrepancyCount)), ("tickets", Int(books.ticketCount)),
        ("unanswered", health.unanswered), ("unsynced", health.unsynced), ("withheld", health.withheld),
        ("waitingPasses", health.waitingPasses), ("alerts", health.alerts.count),
      ] {
        json.field(name, count)
      }
      json.field("alertDelayMs", milliseconds: health.alerts.longest.nanoseconds)
      if let since = passes.divergedSince { json.field("divergedSince", seconds: since.nanoseconds) }
      if let span = passes.lastConvergence { json.field("convergedInMs", milliseconds: span.nanoseconds) }
    }
  }

  private mutating func addBooks() {
    let (books, names) = (status.books, names)
    for slot in books.working.slots {
      let order = books.orders[slot]
      line("order") { json in
        json.field("order", names.text(of: .order(order.id.index), for: .order))
        json.field("side", "\(order.terms.side)")
        json.field("quantity", "\(order.terms.quantity)")
        json.field("symbol", names.text(of: .instrument(order.terms.instrument.index), for: .symbol))
        json.field("status", Word(order.status).text)
        json.field("filled", "\(order.filled)")
        json.field("cancelAsked", order.hasCancelIntent)
      }
    }
    for (index, position) in books.positions.enumerated() {
      line("position") { json in
        json.field("symbol", names.text(of: .instrument(UInt32(index)), for: .symbol))
        json.field("quantity", "\(position.quantity)")
        if let price = position.averagePrice { json.field("average", "\(price)") }
        json.field("realized", "\(position.realizedProfit)")
      }
    }
    for (index, amount) in books.cash.enumerated() {
      line("cash") { json in
        json.field("currency", names.text(of: .currency(UInt32(index)), for: .currency))
        json.field("amount", "\(amount)")
      }
    }
  }

  private mutating func add(_ discrepancy: Discrepancy) {
    let names = names
    line("discrepancy") { json in
      json.field("discrepancy", "D\(discrepancy.id)")
      json.field("kind", discrepancy.kind.text)
      json.subject(
        names, discrepancy.order, discrepancy.execution, discrepancy.instrument, discrepancy.currency)
      json.field("local", "\(discrepancy.local)")
      json.field("broker", "\(discrepancy.broker)")
      if let impact = discrepancy.impact { json.field("impact", "\(impact)") }
      if let level = discrepancy.level { json.field("level", level.word.text) }
      json.field("since", seconds: discrepancy.found.nanoseconds)
      guard let report = discrepancy.report else { return }
      json.key("report")
      json.beginObject()
      for field in report.fields(naming: names) { json.field(field.name, field.value) }
      json.endObject()
    }
  }

  private mutating func add(_ ticket: Ticket) {
    let (names, present) = (names, status.books.restated(ticket))
    line("ticket") { json in
      json.field("ticket", "T\(ticket.id)")
      json.field("discrepancy", "D\(ticket.discrepancy)")
      json.field("kind", ticket.kind.text)
      json.subject(names, ticket.order, ticket.execution, ticket.instrument, ticket.currency)
      json.field("status", ticket.status.word.text)
      if let level = ticket.level { json.field("level", level.word.text) }
      if ticket.assignee != Event.none { json.field("assignee", names.name(.text, ticket.assignee)) }
      if let decision = ticket.decision {
        json.field("decision", decision.word.text)
        if let figure = decision.figure { json.field("figure", "\(figure)") }
      }
      json.field("attempts", Int(ticket.attempts))
      if let reason = ticket.reason { json.field("reason", reason.text) }
      json.field("local", "\(present.local)")
      json.field("broker", "\(present.broker)")
      json.field("opened", seconds: ticket.opened.nanoseconds)
      json.field("told", seconds: ticket.told.nanoseconds)
    }
  }

  private mutating func addPasses() {
    let passes = status.passes
    // What was written down before the start, of the kinds that had no pass since.
    for report in status.books.passReports where !passes.reports.contains(where: { $0.kind == report.kind }) {
      add(report, isKept: true)
    }
    for report in passes.reports.suffix(3) { add(report) }
    if let running = passes.running { add(running) }
    for report in status.waiting { add(report) }
    for kind in PassKind.allCases {
      let tally = passes.tally(of: kind)
      guard let average = tally.average, let success = tally.successPerMille else { continue }
      line("passes") { json in
        json.field("kind", kind.word.text)
        json.field("runs", tally.runs)
        json.field("failures", tally.failures)
        json.field("partial", tally.partial)
        json.key("success")
        json.value(Int64(success), places: 3)
        json.field("averageMs", milliseconds: average.nanoseconds)
        json.field("longestMs", milliseconds: tally.longest.nanoseconds)
      }
    }
  }

  private mutating func add(_ report: PassReport, isKept: Bool = false) {
    line("pass") { json in
      json.field("pass", Int(report.number))
      json.field("trigger", report.trigger.text)
      json.field("kind", report.kind.word.text)
      json.field("look", report.isLook)
      json.field("status", report.status.rawValue)
      json.field("kept", isKept)
      guard let started = report.started else { return }
      json.field("started", seconds: started.nanoseconds)
      guard let duration = report.duration else { return }
      json.field("tookMs", milliseconds: duration.nanoseconds)
      for (name, count) in [
        ("orders", report.orders), ("executions", report.executions), ("positions", report.positions),
        ("found", report.found), ("resolved", report.resolved), ("corrections", report.corrections),
      ] {
        json.field(name, count)
      }
      json.remarks("warnings", report.warnings)
      json.remarks("errors", report.errors)
    }
  }
}

extension JSONWriter {
  /// What a difference or a ticket is about.
  fileprivate mutating func subject(
    _ names: Names, _ order: UInt32, _ execution: UInt32, _ instrument: UInt32, _ currency: UInt32
  ) {
    if order != Event.none { field("order", names.text(of: .order(order), for: .order)) }
    if execution != Event.none { field("exec", names.text(of: .execution(execution), for: .exec)) }
    if instrument != Event.none { field("symbol", names.text(of: .instrument(instrument), for: .symbol)) }
    if currency != Event.none { field("currency", names.text(of: .currency(currency), for: .currency)) }
  }

  /// What a pass said of its queries.
  fileprivate mutating func remarks(_ name: String, _ remarks: PassRemarks) {
    key(name)
    beginArray()
    for remark in remarks {
      beginObject()
      field("query", remark.query.text)
      field("reason", remark.reason.text)
      endObject()
    }
    endArray()
  }
}
