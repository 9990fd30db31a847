import Reconciliation
import Trading

/// `execution-counted`: an execution is recorded when it is told for the first time, and never else.
struct ExecutionCounted: Clause {
  static let page = ClausePage(
    "execution-counted", .executions, .justification,
    "an execution that is told for the first time, for a known order and believable, is recorded once, with its source "
      + "and whether a figure taken over holds it already, and with it what the stream has told of it before; under `inferred-fills` what the broker has counted and no "
      + "channel tells is recorded after as many proofs as it takes, or when a person has accepted it, once, at the price "
      + "that makes the broker's average right, and taken back by as much as is told afterwards",
    source: "design, section 3, rule 3; edge cases 11, 22 to 56", settings: [.inferredFills])
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endsWhenDue = true
  static let records: ClauseRecords = [.execution]

  private var walk = DueWalk(.executions)

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .execution = entry.record else { return }
    walk.meet(.record(entry.record), &scene)
  }

  mutating func end(_ scene: inout Scene) { walk.end(&scene) }
}

/// `fill-told`: the log says of an execution report what became of it.
struct FillTold: Clause {
  static let page = ClausePage(
    "fill-told", .executions, .projection,
    "the log says of each execution report of the stream that it came, and of each report whether it was counted, was "
      + "counted before, or was put aside and why",
    source: "design, section 3, rule 9; `trueup list events`")
  static let hooks: ClauseHooks = [.effects, .end]
  static let endsWhenDue = true
  static let lines: [EventKind] = [.fillReceived, .fillApplied, .fillDuplicate, .fillQuarantined]

  private var walk = DueWalk(.fills)

  init(_ configuration: EngineConfiguration) {}

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect, let line = FillLine(event) else { return }
    walk.meet(.fill(line), &scene)
  }

  mutating func end(_ scene: inout Scene) { walk.end(&scene) }
}
