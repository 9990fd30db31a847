/// The table of a run with `--coverage`.
struct CoverageReport {
  /// What fuzzing reaches, by file, in order.
  let fuzz: [CoveredFile]
  /// What the scenario files reach, in the same order.
  let suite: [CoveredFile]
  let list: UnreachedList
  /// How the run was made, in a line.
  let conditions: String

  /// A share of places.
  private struct Share {
    var reached = 0
    var all = 0

    mutating func add(_ isReached: Bool) {
      all += 1
      if isReached { reached += 1 }
    }

    static func += (left: inout Share, right: Share) {
      left.reached += right.reached
      left.all += right.all
    }

    var text: String {
      let thousandths = all == 0 ? 1000 : reached * 1000 / all
      return "\(reached)/\(all) \(thousandths / 10).\(thousandths % 10) %"
    }
  }

  /// The shares of one file or of all.
  private struct Row {
    var regions = [Share(), Share(), Share()]
    var outcomes = [Share(), Share(), Share()]
    var listed = 0
    var open = 0

    static func += (left: inout Row, right: Row) {
      for index in 0..<3 {
        left.regions[index] += right.regions[index]
        left.outcomes[index] += right.outcomes[index]
      }
      left.listed += right.listed
      left.open += right.open
    }

    func cells(_ name: String) -> [String] {
      [name] + regions.map(\.text) + outcomes.map(\.text) + ["\(listed)", "\(open)"]
    }
  }

  private func row(_ fuzz: CoveredFile, _ suite: CoveredFile) -> Row {
    var row = Row()
    for (place, other) in zip(fuzz.places, suite.places) {
      let reached = [place.isReached, other.isReached, place.isReached || other.isReached]
      for index in 0..<3 {
        if place.key.kind == .region {
          row.regions[index].add(reached[index])
        } else {
          row.outcomes[index].add(reached[index])
        }
      }
    }
    let missing = fuzz.places.filter { !$0.isReached && !$0.isInner }
    row.listed = missing.count { list.reason(for: $0.key) != nil }
    row.open = missing.count - row.listed
    return row
  }

  /// The places that fuzzing does not reach and nobody has given a reason for.
  var open: [CoveragePlace] {
    fuzz.flatMap(\.places).filter { !$0.isReached && !$0.isInner && list.reason(for: $0.key) == nil }
  }

  /// A table with a row a file, and behind it the open places of some files.
  func text(listing isListed: (String) -> Bool) -> String {
    var total = Row()
    var rows = [
      ["file", "regions fuzz", "suite", "either", "outcomes fuzz", "suite", "either", "listed", "open"]
    ]
    for (file, other) in zip(fuzz, suite) {
      let row = row(file, other)
      total += row
      rows.append(row.cells(file.name.replacing("Sources/", with: "", maxReplacements: 1)))
    }
    rows.append(total.cells("all"))
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let table = rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
        .replacing(/\ +$/, with: "")
    }
    let places = open.filter { isListed($0.key.file) }.map { place in
      "\(place.key.file):\(place.line): \(place.key.kind.rawValue) "
        + (place.key.occurrence > 1 ? "number \(place.key.occurrence) " : "") + "`\(place.key.part)`"
    }
    return ([conditions, ""] + table + ["", "not reached by a fuzzed case, and not listed:"] + places)
      .joined(separator: "\n") + "\n"
  }
}
