public import Reconciliation
public import Simulation
import Trading

/// What an operator would see of an engine, in the text format of Prometheus (version 0.0.4).
///
/// Names have the unit at their end and `_total` if they only grow; times are seconds. What only grows starts anew with
/// each start of the engine, as counters do there.
public struct PrometheusText {
  private var lines: [String] = []

  /// The text of a status; the names are those of the scenario.
  public static func text(_ status: StatusReport, _ names: Names) -> String {
    var text = PrometheusText()
    text.addState(status, names)
    text.addPasses(status.passes)
    text.addHealth(status)
    return text.lines.joined(separator: "\n") + "\n"
  }

  private init() {}

  private mutating func addState(_ status: StatusReport, _ names: Names) {
    let books = status.books
    let conditions: [(EngineCondition, String)] = [
      (.starting, "starting"), (.ready, "ready"), (.degraded, "degraded"), (.halted, "halted"),
    ]
    add(
      "condition", "gauge", "Whether the engine is in this condition.",
      conditions.map { ([("condition", $0.1)], status.health.condition == $0.0 ? "1" : "0") })
    add("orders", "gauge", "Orders that have not ended.", [([], "\(books.working.slots.count)")])
    add(
      "position", "gauge", "Signed quantity of an instrument.",
      books.positions.enumerated().map { index, position in
        ([("symbol", names.text(of: .instrument(UInt32(index)), for: .symbol))], "\(position.quantity)")
      })
    add(
      "cash", "gauge", "Balance of a currency.",
      books.cash.enumerated().map { index, amount in
        ([("currency", names.text(of: .currency(UInt32(index)), for: .currency))], "\(amount)")
      })
    var open: [Word: Int] = [:]
    for discrepancy in books.discrepancies { open[discrepancy.kind, default: 0] += 1 }
    add(
      "discrepancies_open", "gauge", "Differences to the broker that are open.",
      Word.discrepancyKinds.map { ([("kind", $0.text)], "\(open[$0] ?? 0)") })
    add("discrepancies_total", "counter", "Differences ever found.", [([], "\(books.discrepancyCount)")])
    add("tickets_open", "gauge", "Tickets that wait for a person.", [([], "\(books.tickets.count)")])
    add("tickets_total", "counter", "Tickets ever opened.", [([], "\(books.ticketCount)")])
  }

  private mutating func addPasses(_ passes: PassHistory) {
    let tallies = PassKind.allCases.map { ($0.word.text, passes.tally(of: $0)) }
    func samples(_ value: (PassTally) -> String) -> [Sample] { tallies.map { ([("kind", $0.0)], value($0.1)) } }
    add("passes_total", "counter", "Passes that have ended.", samples { "\($0.runs)" })
    add("pass_failures_total", "counter", "Passes that lacked an answer.", samples { "\($0.failures)" })
    add("passes_partial_total", "counter", "Passes with an answer that was not whole.", samples { "\($0.partial)" })
    add("pass_records_total", "counter", "Orders, executions and positions told.", samples { "\($0.compared)" })
    add("pass_corrections_total", "counter", "Figures taken over from the broker.", samples { "\($0.corrections)" })
    add("pass_duration_seconds_total", "counter", "Time that passes took.", samples { seconds($0.total) })
    add("pass_duration_seconds_max", "gauge", "Time that the slowest pass took.", samples { seconds($0.longest) })
    if let span = passes.lastConvergence {
      add("convergence_seconds", "gauge", "Time from the last difference seen to agreement.", [([], seconds(span))])
    }
    add(
      "diverged", "gauge", "Whether the last pass left something open.", [([], passes.divergedSince == nil ? "0" : "1")]
    )
  }

  private mutating func addHealth(_ status: StatusReport) {
    let health = status.health
    add("stream_up", "gauge", "Whether the order stream is up.", [([], health.isStreamUp ? "1" : "0")])
    add("requests_pending", "gauge", "Requests without an answer.", [([], "\(health.unanswered)")])
    add("records_unsynced", "gauge", "Records not known to be durable.", [([], "\(health.unsynced)")])
    add("effects_withheld", "gauge", "Events, alerts and requests that wait for records.", [([], "\(health.withheld)")])
    add("passes_waiting", "gauge", "Passes that wait for the one that runs.", [([], "\(health.waitingPasses)")])
    add("alerts_total", "counter", "Alerts that went out.", [([], "\(health.alerts.count)")])
    add(
      "alert_delay_seconds_max", "gauge", "Time that the slowest alert waited to go out.",
      [([], seconds(health.alerts.longest))])
    if let accuracy = health.accuracyPerMille {
      add(
        "accuracy_ratio", "gauge", "Share of orders, positions and balances that differ in nothing known.",
        [([], PrometheusText.decimal(Int64(accuracy), places: 3))])
    }
  }

  private typealias Sample = (labels: [(String, String)], value: String)

  private mutating func add(_ name: String, _ type: String, _ help: String, _ samples: [Sample]) {
    guard !samples.isEmpty else { return }
    lines.append("# HELP trueup_\(name) \(help)")
    lines.append("# TYPE trueup_\(name) \(type)")
    for sample in samples {
      let labels = sample.labels.map { "\($0.0)=\"\(PrometheusText.escaped($0.1))\"" }.joined(separator: ",")
      lines.append("trueup_\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(sample.value)")
    }
  }

  private func seconds(_ span: TimeSpan) -> String { PrometheusText.decimal(span.nanoseconds, places: 9) }

  /// A whole number of 10 to the minus so many, exactly.
  private static func decimal(_ units: Int64, places: Int) -> String {
    var digits = String(units.magnitude)
    if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
    var fraction = digits.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    return (units < 0 ? "-" : "") + digits.dropLast(places) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The value of a label: backslash, quote and line feed have to be escaped.
  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
