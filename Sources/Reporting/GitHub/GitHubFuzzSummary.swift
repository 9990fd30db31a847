import Exploration
import Harness
import ScenarioLanguage

/// Writes a fuzzing run as the summary of a step on GitHub: figures, a table of what was found, and each file below.
public struct GitHubFuzzSummary {
  private let paths: SourcePaths
  private let write: ([UInt8]) -> Void
  private let room: Int
  private var seed = ""
  private var rows: [String] = []
  private var files: [String] = []
  private var replayed = ""

  /// Makes a reporter.
  ///
  /// - Parameters:
  ///   - paths: how paths of files are written.
  ///   - room: how many bytes may be written.
  ///   - write: takes the text, once the run is over.
  public init(paths: SourcePaths, room: Int = GitHubSummary.limit, write: @escaping ([UInt8]) -> Void) {
    self.paths = paths
    self.room = room
    self.write = write
  }

  /// Takes one event; the summary is written with the last one.
  public mutating func receive(_ event: FuzzEvent) {
    switch event {
    case .started(let campaign): seed = "0x\(String(campaign.seed, radix: 16))"
    case .replayed(let tally):
      replayed =
        "\(Quantities.count(tally.cases, "case")) found before, \(Quantities.grouped(tally.failing.count)) failing; "
      for report in tally.failing {
        let what =
          report.result.failures.first.map { "\($0.title): \($0.label)" } ?? "it passes, and is expected to fail"
        add("again", report.identifier, what, NextCommand.run(report))
      }
    case .found(let find):
      let failure = find.first.result.failures[0]
      add(
        failure.oracle ?? failure.kind.rawValue, find.path.map(paths.path) ?? "case \(find.first.index)", failure.label,
        find.campaign.replayCommand(ofCase: find.first.index))
      files.append(
        "<details><summary>\(Markdown.text(find.counterexample.fileName))</summary>\n\n"
          + "\(Markdown.code(StyledText(lines: find.counterexample.text).description))\n</details>\n")
    case .finished(let summary): finish(summary)
    }
  }

  private mutating func add(_ oracle: String, _ place: String, _ what: String, _ command: String) {
    rows.append("| \([oracle, place, what, command].map { Markdown.text($0) }.joined(separator: " | ")) |")
  }

  private func finish(_ summary: FuzzSummary) {
    let tally = summary.tally
    let verdict =
      rows.isEmpty ? "nothing found in \(Quantities.count(tally.cases, "case"))" : Quantities.count(rows.count, "find")
    var blocks = [
      """
      ## TrueUp fuzz: \(verdict)

      \(replayed)\(Quantities.count(tally.cases, "case")), \(Quantities.grouped(tally.failures)) failing, \
      \(Quantities.grouped(tally.inconclusive)) inconclusive\(summary.isPartial ? ", ended before the limit" : ""); \
      seed `\(seed)`, digest `\(Quantities.digest(tally.digest))`

      """
    ]
    if !rows.isEmpty { blocks.append("| oracle | find | what | replay |\n|---|---|---|---|") }
    blocks += rows
    blocks += files.isEmpty ? [] : [""] + files
    var bytes: [UInt8] = []
    for (index, block) in blocks.enumerated() {
      let ending = "\nShortened: \(Quantities.grouped(blocks.count - index)) more parts are in the log of the step.\n"
      guard bytes.count + block.utf8.count + 200 < room else {
        if bytes.count + ending.utf8.count < room { bytes += ending.utf8 }
        break
      }
      bytes += "\(block)\n".utf8
    }
    write(bytes)
  }
}
