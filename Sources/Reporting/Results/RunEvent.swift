public import ScenarioLanguage

/// What happens in the course of a command, in the order in which reporters learn of it.
public enum RunEvent: Sendable {
  /// All files were parsed and the cases are chosen.
  case started(RunStart)
  /// Something could not be read or written, or nothing was found.
  case hindered(Problem)
  /// A file has diagnostics; with errors, its cases are not run.
  case diagnosed(SourceFile, [Diagnostic])
  /// A case was run or skipped.
  case ended(CaseReport)
  /// Two runs of one case differ.
  case diverged(Divergence)
  /// Nothing more will be run.
  case finished(RunSummary)
}

/// What is known before the first case runs.
public struct RunStart: Hashable, Sendable {
  /// The version of the tool.
  public var version: String
  /// How many files were parsed.
  public var files: Int
  /// How many cases were chosen.
  public var cases: Int

  /// Makes the start of a run.
  public init(version: String, files: Int, cases: Int) {
    self.version = version
    self.files = files
    self.cases = cases
  }
}

/// Two runs of one case that should be the same and are not.
public struct Divergence: Hashable, Sendable {
  /// The identity of the case.
  public var identifier: String
  /// What was compared, in one clause.
  public var message: String
  /// What differs, and where first.
  public var notes: [String]

  /// Makes a divergence.
  public init(_ identifier: String, _ message: String, notes: [String]) {
    self.identifier = identifier
    self.message = message
    self.notes = notes
  }
}

/// Something that consumes the events of a run and never touches the engine.
public protocol Reporter {
  /// Takes one event.
  mutating func receive(_ event: RunEvent)
}
