import Exploration
import Harness
import Reconciliation
import Reporting
import ScenarioLanguage
import Simulation

extension Command {
  /// Prints a store.
  static let journal = Command(
    name: "journal", usage: "trueup journal DIR", summary: "print journal and books of a store",
    details: [
      "DIR holds `journal`, `checkpoint-1` and `checkpoint-2`, as `trueup trace FILE --store DIR` writes them. The store",
      "is read by itself: it holds the names of all that it counts. Each line: number, instant, what the engine was",
      "handling, record, fields; then the books after the last record. What has left the books comes first, from `archive`.",
      "With --settings the store is read as an engine with the instruments and currencies of that scenario would read it.",
      "Exit codes: 0 printed, 2 the scenario has errors, 3 the store cannot be used or read, 4 there is none.",
    ],
    flags: [.settings, .caseName], operands: .folders
  ) { arguments, terminal in
    guard let path = arguments.operands.first, arguments.operands.count == 1 else {
      throw UsageError.operands("journal takes one folder, not \(arguments.operands.count)", arguments.command)
    }
    let abilities = Tool.engine.abilities
    guard abilities.hasOurJournal else {
      throw UsageError(
        message: "journal reads the books and the journal of TrueUp, and \(abilities.name) has its own",
        advice: ["see what it wrote, and when: trueup trace FILE --lane store"])
    }
    let files = try StoreFolder(path: path).read()
    do {
      if let settings = arguments.value(.settings) {
        let identity = try identity(of: settings, arguments)
        _ = try Recovery(checkpoints: files.checkpoints, journal: files.journal, identity: identity)
      }
      let contents = try StoreContents(
        checkpoints: files.checkpoints, journal: files.journal, archive: files.archive)
      terminal.write(text(of: contents))
      return .success
    } catch let error as RecoveryError {
      throw Problem(path, error.description, exitCode: .toolError)
    }
  }

  /// The instruments and currencies of a scenario.
  private static func identity(of path: String, _ arguments: Arguments) throws -> ConfigurationIdentity {
    let file = ScenarioLoader.load(path)
    if let problem = file.problem { throw problem }
    guard !file.hasErrors,
      let plan = try? PlanCompiler.compile(file.theCase(arguments.value(.caseName), in: path).scenario)
    else {
      throw Problem(
        path, "the scenario has errors or several cases",
        advice: ["see the errors: trueup check \(path.shellQuoted)", "choose a case with --case"],
        exitCode: .invalidScenario)
    }
    return ConfigurationIdentity(plan.configuration.engine, naming: plan.names)
  }

  private static func text(of contents: StoreContents) -> StyledText {
    let recovery = contents.recovery
    let texts = JournalText(recovery.names)
    let first = contents.entries.first?.sequence ?? .max
    var lines = contents.archive.filter { $0.sequence < first }.map { texts.line(of: $0) }
    lines += contents.entries.map { texts.line(of: $0) }
    let start = recovery.checkpoint == 0 ? "no checkpoint" : "checkpoint \(recovery.checkpoint)"
    lines.append("")
    lines.append("books after record \(recovery.sequence) (\(start), \(recovery.replayedCount) replayed)")
    lines += texts.lines(of: recovery.ledger)
    if recovery.hadTornTail { lines.append("the journal ends in the middle of a frame, which a start cuts off") }
    if contents.isArchiveDamaged { lines.append("the archive cannot be read to its end; what is behind is not shown") }
    if contents.lostCount > 0 {
      lines.append(
        "of \(contents.lostCount) orders that have left the books the archive lacks the records; their ids are known, and a "
          + "start needs no more")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Flag {
  static let store = Flag(
    name: "--store", placeholder: "DIR", summary: "write the engine's disk at the end to DIR",
    values: .folders)
  static let settings = Flag(
    name: "--settings", placeholder: "FILE", summary: "read the store under the settings of that scenario",
    values: .scenarios)
}
