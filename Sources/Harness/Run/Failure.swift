public import ScenarioLanguage
public import Trading

/// One reason for which a case failed: facts and words, shown with the source line by `Reporting`.
public struct Failure: Hashable, Sendable {
  /// The kinds of failure.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A check of the state did not hold.
    case state
    /// A check did not become true in time.
    case deadline
    /// A check did not stay true.
    case unstable
    /// Something that must never happen did.
    case never
    /// A check of the log did not hold.
    case log
    /// The log differs from a golden block.
    case golden
    /// A fault, an event or a mark never came, so that the case tests nothing.
    case vacuous
    /// A line could not be carried out.
    case impossible
    /// A safety oracle fired.
    case safety
    /// A liveness oracle fired.
    case liveness
    /// The run used up its steps before its end.
    case inconclusive
    /// The tree names what it does not declare.
    case invalid
  }

  /// The kind of failure.
  public var kind: Kind
  /// The name of the oracle, for `safety` and `liveness`.
  public var oracle: String?
  /// What failed, in a few words: `not in time`.
  public var title: String
  /// The place in the file; generated if there is none.
  public var span: SourceSpan
  /// What stands beside the caret: the actual value.
  public var label: String
  /// The label without names and figures, where whoever speaks knows what in it is one: two failures of one cause have
  /// the same.
  public var cause: String?
  /// What of the state is wrong, where that is known by name: `orders.attempts`.
  public var property: String?
  /// Further lines, each `name value`: `at`, `differs`, `why`.
  public var notes: [String]
  /// When it was noticed.
  public var instant: Instant
  /// The number of the trace entry at which it was noticed, if there is one.
  public var entry: UInt32?

  /// Makes a failure.
  public init(
    _ kind: Kind, oracle: String? = nil, title: String, at span: SourceSpan = .generated, label: String,
    cause: String? = nil, property: String? = nil, notes: [String] = [], instant: Instant, entry: UInt32? = nil
  ) {
    self.kind = kind
    self.oracle = oracle
    self.title = title
    self.span = span
    self.label = label
    self.cause = cause
    self.property = property
    self.notes = notes
    self.instant = instant
    self.entry = entry
  }
}

extension Failure {
  /// Makes the failure of a check of the log.
  init(_ finding: LogFinding) {
    self.init(
      finding.isGolden ? .golden : .log, title: finding.title, at: finding.span, label: finding.label,
      notes: finding.notes, instant: finding.instant, entry: finding.entry)
  }
}
