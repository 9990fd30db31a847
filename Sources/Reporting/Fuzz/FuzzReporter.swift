public import Exploration
import Harness
import Reconciliation
public import ScenarioLanguage
import Specification
import Trading

/// What happens in a fuzzing run, for reporters.
public enum FuzzEvent: Sendable {
  /// The run starts.
  case started(FuzzCampaign)
  /// The counterexamples of earlier runs were run again.
  case replayed(ReplayTally)
  /// A new kind of failure was found and shrunk; the path is where its file was written.
  case found(FuzzFind)
  /// The run is over.
  case finished(FuzzSummary)
}

/// One kind of failure that was found.
public struct FuzzFind: Sendable {
  /// The campaign.
  public let campaign: FuzzCampaign
  /// The first case that showed it.
  public let first: FuzzCase
  /// The file of the counterexample.
  public let counterexample: Counterexample
  /// Where the file was written; nil if it was not.
  public let path: String?
  /// How many candidates the shrinker ran.
  public let shrinkRuns: Int
  /// How long the shrinking took.
  public let shrinkTime: Duration

  /// Makes a find.
  public init(
    campaign: FuzzCampaign, first: FuzzCase, counterexample: Counterexample, path: String?, shrinkRuns: Int,
    shrinkTime: Duration
  ) {
    self.campaign = campaign
    self.first = first
    self.counterexample = counterexample
    self.path = path
    self.shrinkRuns = shrinkRuns
    self.shrinkTime = shrinkTime
  }
}

/// What a fuzzing run came to.
public struct FuzzSummary: Sendable {
  /// What the cases add up to.
  public let tally: FuzzTally
  /// How long the run took.
  public let elapsed: Duration
  /// Whether it was ended from outside before it was complete.
  public let isPartial: Bool
  /// What the process ends with.
  public let exitCode: ExitCode
  /// Whether it is to say how often each clause and relation was put to the test.
  public let showsCounts: Bool

  /// Makes a summary.
  public init(
    tally: FuzzTally, elapsed: Duration, isPartial: Bool, exitCode: ExitCode, showsCounts: Bool = false
  ) {
    self.showsCounts = showsCounts
    self.tally = tally
    self.elapsed = elapsed
    self.isPartial = isPartial
    self.exitCode = exitCode
  }
}

/// Words of a fuzzing run for people.
public enum FuzzText {
  /// The lines of one event.
  public static func text(of event: FuzzEvent) -> StyledText {
    switch event {
    case .started(let campaign):
      let shard: StyledText = campaign.shardCount > 1 ? "   shard \(campaign.shard + 1)/\(campaign.shardCount)" : ""
      let mode: StyledText = campaign.mode.map { "   mode \($0.rawValue)" } ?? ""
      return "fuzz   seed 0x\(String(campaign.seed, radix: 16))   generator \(CaseGenerator.version)\(mode)\(shard)\n"
    case .replayed(let tally): return text(of: tally)
    case .found(let find): return text(of: find)
    case .finished(let summary): return text(of: summary)
    }
  }

  private static func text(of tally: ReplayTally) -> StyledText {
    var text: StyledText = "replay   \(Quantities.count(tally.cases, "case")) found before, "
    text += tally.failing.isEmpty ? "none fails\n" : "\(Quantities.grouped(tally.failing.count)) failing\n"
    for report in tally.failing {
      let what = report.result.failures.first.map { "\($0.title): \($0.label)" } ?? "it passes, and is expected to fail"
      text += "\nFIND again \(report.identifier): \(what)\n  = replay   \(NextCommand.run(report))\n"
    }
    return text
  }

  private static func text(of find: FuzzFind) -> StyledText {
    let failure = find.first.result.failures[0]
    var text: StyledText = "\nFIND \(failure.oracle ?? failure.kind.rawValue): \(failure.label)\n"
    text += "  = case     \(find.first.index), at \(failure.instant)\n"
    text += "  = replay   \(find.campaign.replayCommand(ofCase: find.first.index))\n"
    let lines = Quantities.count(find.counterexample.scenario.timeline.count, "line")
    text += "  = shrunk   to \(lines) in \(find.shrinkRuns) runs, \(Quantities.elapsed(find.shrinkTime))\n"
    if let path = find.path { text += "  = file     \(path)\n" }
    text +=
      "\n"
      + find.counterexample.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.isEmpty ? "" : "    \(line)" as StyledText
      }.joined(separator: "\n")
    return text
  }

  private static func text(of summary: FuzzSummary) -> StyledText {
    let tally = summary.tally
    let seconds = max(
      1e-9, Double(summary.elapsed.components.seconds) + Double(summary.elapsed.components.attoseconds) / 1e18)
    var text: StyledText = "\n \(Quantities.count(tally.cases, "case"))   "
    text += "\(Quantities.count(tally.finds.count, "find"))   \(Quantities.count(tally.failures, "failing case"))"
    if tally.inconclusive > 0 { text += "   \(Quantities.grouped(tally.inconclusive)) inconclusive" }
    text += summary.isPartial ? "   ended before the limit\n" : "\n"
    text += " \(Quantities.elapsed(summary.elapsed))   "
    text += "\(Quantities.grouped(Int(Double(tally.cases) / seconds))) cases/s   "
    text +=
      "\(Quantities.grouped(Int(Double(tally.steps) / seconds))) events/s   digest \(Quantities.digest(tally.digest))\n"
    return summary.showsCounts ? text + liveness(tally) + relations(tally) + clauses(tally) : text
  }

  /// In how many cases each clause was put to the test: one that never was is a finding about the generator.
  private static func clauses(_ tally: FuzzTally) -> StyledText {
    var text: StyledText = "\n clause                              cases it was put to the test in\n"
    for (index, clause) in Specification.pages.enumerated() {
      let count = index < tally.trials.count ? tally.trials[index] : 0
      let name = clause.name
      text += " \(name)\(String(repeating: " ", count: max(1, 36 - name.count)))\(Quantities.grouped(count))"
      text += count == 0 ? "   never\n" : "\n"
    }
    return text
  }

  /// In how many cases each oracle that speaks about the end could say something: a case whose faults never end, or
  /// whose broker hides the truth, is judged by none.
  private static func liveness(_ tally: FuzzTally) -> StyledText {
    var text: StyledText = "\n oracle of the end                   cases it was judged in\n"
    for oracle in OracleName.liveness {
      let (name, count) = (oracle.rawValue, tally.judged[oracle, default: 0])
      text += " \(name)\(String(repeating: " ", count: max(1, 36 - name.count)))\(Quantities.grouped(count))"
      text += count == 0 ? "   never\n" : "\n"
    }
    return text
  }

  /// In how many cases each relation was tried, and on how many copies.
  private static func relations(_ tally: FuzzTally) -> StyledText {
    var text: StyledText = "\n"
    let tried = zip(Relation.all, tally.relations.counts).filter { $1.cases > 0 }
    let width = tried.map { $0.0.name.count }.max() ?? 0
    for (relation, count) in tried {
      let cases = Quantities.count(count.cases, "case")
      let copies = Quantities.count(count.forks, "copy", plural: "copies")
      text += " \(relation.name)\(String(repeating: " ", count: width - relation.name.count))   \(cases), \(copies)\n"
    }
    return text
  }
}

/// A fuzzing run as JSON, one object a line.
public struct FuzzJSON {
  private let write: ([UInt8]) -> Void

  /// Makes a reporter; `write` takes whole lines.
  public init(write: @escaping ([UInt8]) -> Void) {
    self.write = write
  }

  /// Writes one event.
  public func receive(_ event: FuzzEvent) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("v", JSONReporter.version)
    switch event {
    case .started(let campaign):
      writer.field("type", "fuzz")
      writer.field("seed", "0x\(String(campaign.seed, radix: 16))")
      writer.field("generator", CaseGenerator.version)
      writer.field("shard", campaign.shard + 1)
      writer.field("shards", campaign.shardCount)
    case .replayed(let tally):
      writer.field("type", "replay")
      writer.field("cases", tally.cases)
      writer.field("failing", tally.failing.map(\.identifier))
    case .found(let find):
      let failure = find.first.result.failures[0]
      writer.field("type", "find")
      writer.field("case", find.first.index)
      writer.field("kind", failure.kind.rawValue)
      writer.field("oracle", failure.oracle ?? failure.kind.rawValue)
      writer.field("message", failure.label)
      writer.field("replay", find.campaign.replayCommand(ofCase: find.first.index))
      writer.field("lines", find.counterexample.scenario.timeline.count)
      writer.field("shrinkRuns", find.shrinkRuns)
      writer.field("file", find.path ?? "")
      writer.field("scenario", find.counterexample.text)
    case .finished(let summary):
      writer.field("type", "end")
      writer.field("cases", summary.tally.cases)
      writer.field("failing", summary.tally.failures)
      writer.field("finds", summary.tally.finds.count)
      writer.field("inconclusive", summary.tally.inconclusive)
      writer.field("events", summary.tally.steps)
      writer.key("relations")
      writer.beginObject()
      for (relation, count) in zip(Relation.all, summary.tally.relations.counts) {
        writer.key(relation.name)
        writer.beginObject()
        writer.field("cases", count.cases)
        writer.field("copies", count.forks)
        writer.field("exceptions", count.exceptions)
        writer.endObject()
      }
      writer.endObject()
      writer.field("digest", Quantities.digest(summary.tally.digest))
      writer.key("judged")
      writer.beginObject()
      for oracle in OracleName.liveness {
        writer.field(oracle.rawValue, summary.tally.judged[oracle, default: 0])
      }
      writer.endObject()
      writer.key("trials")
      writer.beginObject()
      for (index, clause) in Specification.pages.enumerated() {
        writer.field(clause.name, index < summary.tally.trials.count ? summary.tally.trials[index] : 0)
      }
      writer.endObject()
      writer.field("partial", summary.isPartial)
      writer.field("exit", Int(summary.exitCode.rawValue))
    }
    writer.endObject()
    writer.endLine()
    write(writer.bytes)
  }
}
