import Harness
import Reconciliation
import Simulation
import Trading

/// Position, cash, average price and profit over time, local against broker, the divergence filled.
struct CaseCharts {
  private static let (width, height) = (640.0, 92.0)
  let recorded: RecordedCase

  private struct Line {
    var points: [(x: Double, y: Double)] = []
    var last: Decimal?
  }

  /// A chart for each figure that changes or differs.
  func markup() -> Markup {
    let chronicle = recorded.chronicle
    let entries = recorded.trace.entries
    let axis = FoldedTime([Instant.origin] + entries.map(\.instant) + [.origin + recorded.report.result.simulated])
    var charts: [Markup] = []
    for (index, subject) in chronicle.subjects.enumerated() {
      guard let title = subject.chartTitle(recorded.names) else { continue }
      let changes = chronicle.changes.filter { $0.subject == index }
      guard changes.contains(where: { !$0.entries.isEmpty }) else { continue }
      charts.append(chart(title, changes, axis, entries))
    }
    guard !charts.isEmpty else { return "" }
    return
      "<h3>Figures <small>broker and local, quiet time folded</small></h3><div class=charts>\(charts.joined())</div>"
  }

  private func chart(
    _ title: String, _ changes: [Chronicle.Change], _ axis: FoldedTime, _ entries: [TraceEntry]
  ) -> Markup {
    var steps: [(x: Double, local: Decimal?, broker: Decimal?)] = [(0, nil, nil)]
    for change in changes {
      let instant = change.entries.isEmpty ? Instant.origin : entries[change.entries.upperBound - 1].instant
      let x = axis.place(instant) * CaseCharts.width
      var next = steps[steps.count - 1]
      if x > next.x {
        next.x = x
        steps.append(next)
      }
      var value: Decimal?
      if case .figure(let figure)? = change.value { value = figure }
      if change.side == .local { steps[steps.count - 1].local = value } else { steps[steps.count - 1].broker = value }
    }
    let values = steps.flatMap { [$0.local, $0.broker] }.compactMap { $0.map(CaseCharts.double) }
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let span = high > low ? high - low : max(abs(high), 1)
    let base = high > low ? low : low - span / 2
    func y(_ value: Decimal) -> Double {
      CaseCharts.height - 8 - (CaseCharts.double(value) - base) / span * (CaseCharts.height - 16)
    }
    var svg = "<svg viewBox=\"0 0 640 92\" preserveAspectRatio=none role=img>"
    var (local, broker) = ("", "")
    for (index, step) in steps.enumerated() {
      let end = index + 1 < steps.count ? steps[index + 1].x : CaseCharts.width
      if let here = step.local, let there = step.broker, here != there {
        svg +=
          "<path class=apart d=\"M\(step.x.short) \(y(here).short)H\(end.short)V\(y(there).short)H\(step.x.short)z\"/>"
      }
      CaseCharts.extend(&local, step.x, end, step.local.map(y))
      CaseCharts.extend(&broker, step.x, end, step.broker.map(y))
    }
    svg += "<path vector-effect=non-scaling-stroke class=broker d=\"\(broker)\"/>"
    svg += "<path vector-effect=non-scaling-stroke class=local d=\"\(local)\"/></svg>"
    let last = steps[steps.count - 1]
    let differs = last.local != last.broker
    var text: Markup = "<figure><figcaption>\(title) <span class=\"\(differs ? "apart" : "")\">"
    text +=
      "<i class=local></i>\(last.local?.description ?? "none") <i class=broker></i>\(last.broker?.description ?? "none")</span></figcaption>"
    return text + "\(Markup(trusted: svg))</figure>"
  }

  private static func extend(_ path: inout String, _ from: Double, _ to: Double, _ y: Double?) {
    guard let y else {
      if !path.isEmpty, !path.hasSuffix(" ") { path += " " }
      return
    }
    // A side that was there before goes up or down to the new figure, one that was not starts anew.
    path += path.isEmpty || path.hasSuffix(" ") ? "M\(from.short) \(y.short)" : "V\(y.short)"
    path += "H\(to.short)"
  }

  /// For drawing only: nothing is decided by it.
  private static func double(_ decimal: Decimal) -> Double { Double(decimal.units) / Double(Decimal.scale) }
}

extension Double {
  /// With one decimal at most.
  fileprivate var short: String {
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension Chronicle.Subject {
  /// What a chart of it is called; nil for what is no figure.
  fileprivate func chartTitle(_ names: Names) -> String? {
    switch self {
    case .engine, .order: nil
    case .position, .average, .profit, .cash: title(names)
    }
  }

  /// What it is called.
  func title(_ names: Names) -> String {
    switch self {
    case .engine: "engine"
    case .order(let index): "order \(names.text(of: .order(index), for: .order))"
    case .position(let index): "position \(names.instruments[index])"
    case .average(let index): "average \(names.instruments[index])"
    case .profit(let index): "profit \(names.instruments[index])"
    case .cash(let index): "cash \(names.currencies[index])"
    }
  }
}
