import Foundation

/// The table of what was measured: one line a bug, then totals.
struct PowerTable {
  let measurements: [Measurement]
  let seeds: Int
  let limit: Int
  /// Whether the scenario files were run too.
  let runsScenarios: Bool

  private static let columns = [
    "id", "bug", "rule", "area", "needs", "reached", "triggered", "cases", "seconds", "found by", "scenarios", "lines",
    "shrink s",
  ]

  /// The table as text.
  var text: String {
    let rows = [PowerTable.columns] + measurements.map(row)
    let isNumber: Set<Int> = [0, 2, 5, 6, 7, 8, 10, 11, 12]
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row.indices, row).map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return isNumber.contains(column) ? blanks + cell : cell + blanks
      }.joined(separator: "  ").trimmingTrailingBlanks
    }
    return ([heading, ""] + lines + [""] + totals + legend).joined(separator: "\n") + "\n"
  }

  private var heading: String {
    "Power of the harness: \(measurements.count) planted bugs, \(seeds) base \(seeds == 1 ? "seed" : "seeds"), "
      + "at most \(limit) cases each"
  }

  private func row(_ measurement: Measurement) -> [String] {
    let bug = measurement.bug
    func optional(_ number: Int?) -> String { number.map(String.init) ?? "-" }
    return [
      String(bug.id), bug.name, String(bug.rule), bug.area.rawValue,
      bug.needs.map(\.rawValue).sorted().joined(separator: ","), optional(measurement.reached),
      optional(measurement.triggered), measurement.medianCases.map(String.init) ?? "> \(limit)",
      String(format: "%.3f", measurement.medianSeconds), measurement.firstOracle ?? "nothing",
      runsScenarios ? String(measurement.files.count) : "-", optional(measurement.lines),
      measurement.shrinkSeconds.map { String(format: "%.2f", $0) } ?? "-",
    ]
  }

  /// How many bugs are found within powers of ten.
  private var totals: [String] {
    let found = measurements.compactMap(\.medianCases)
    let bounds = [10, 100, 1_000, 10_000, 100_000].filter { $0 <= max(limit, 10) }
    var lines = bounds.map { bound in
      let count = found.count { $0 <= bound }
      let share = measurements.isEmpty ? 0 : count * 100 / measurements.count
      return "found within \(String(repeating: " ", count: 7 - String(bound).count))\(bound) cases: "
        + "\(count) of \(measurements.count) (\(share) %)"
    }
    let missed = measurements.filter { $0.medianCases == nil }.map(\.bug.name)
    if !missed.isEmpty { lines.append("not found: \(missed.joined(separator: ", "))") }
    for measurement in measurements {
      guard let relation = measurement.bug.only, let isAlone = measurement.isFoundAlone, let alone = measurement.alone
      else { continue }
      let share = isAlone ? "by \(relation) alone" : "not by \(relation) alone"
      let others = alone.oracle.map { "\($0) in case \(alone.cases)" } ?? "nothing in \(alone.cases) cases"
      lines.append("\(measurement.bug.name): found \(share); without it by \(others)")
    }
    let bySuite = measurements.count { !$0.files.isEmpty }
    if runsScenarios { lines.append("noticed by at least one scenario file: \(bySuite) of \(measurements.count)") }
    return lines
  }

  private var legend: [String] {
    [
      "",
      "reached, triggered: the first case of base seed 1 that ran the planted place, that ran differently because of it",
      "cases, seconds: until the first failure, median over the base seeds; found by: the oracle that fired most often",
      "scenarios: how many scenario files fail; lines: timeline of the shrunk case; shrink s: seconds to shrink it",
    ]
  }

  /// Which scenario files notice which bug.
  var files: String {
    var lines = ["Scenario files that fail, by bug"]
    for measurement in measurements {
      lines.append("")
      lines.append("\(measurement.bug.name): \(measurement.bug.what)")
      if measurement.files.isEmpty { lines.append("  none") }
      for (file, oracle) in measurement.files { lines.append("  \(file)  (\(oracle))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The text without blanks at its end.
  fileprivate var trimmingTrailingBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
