/// One planted bug: a small change of one source file, with what it is and what it breaks.
public struct BugDescription: Hashable, Sendable {
  /// How the original stands in the source, and so how a run-time choice is put around it.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// The original is an expression: `(chosen ? (replacement) : (original))`.
    case expression
    /// The original is one or more statements: `if chosen { replacement } else { original }`.
    case statement
  }

  /// The part of the engine that a bug is in.
  public enum Area: String, Hashable, Sendable, CaseIterable {
    case ledger, orders, journal, recovery, polling, positions, timers, detection, requests
  }

  /// What a case must contain for the bug to show.
  public enum Need: String, Hashable, Sendable, CaseIterable {
    /// The process has to end and start again.
    case restart
    /// Two messages have to arrive in one order and not the other.
    case messageOrder = "message-order"
    /// No rule is broken at any moment; something that should happen never does.
    case liveness
  }

  /// The number that chooses the bug at run time; above 0 and never given to another bug.
  public var id: Int
  /// The name: words joined by hyphens, the same as that of the file.
  public var name: String
  /// What the bug does, in one sentence.
  public var what: String
  /// Which of the eleven rules of the design (section 3) it breaks.
  public var rule: Int
  /// The part of the engine that it is in.
  public var area: Area
  /// What a case must contain for it to show; empty for nothing particular.
  public var needs: Set<Need>
  /// The source file, from the folder that holds `Sources`.
  public var file: String
  /// How the original stands in the source.
  public var form: Form
  /// The text of the source, without the indentation of its first line.
  public var original: String
  /// What takes its place.
  public var replacement: String
  /// The relation that alone finds it, if it was planted for one.
  public var only: String?
}

/// What is wrong with a description, in words that name it.
public struct BugError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file of the description, with the line where there is one: `double-fill.bug:7`.
  public let place: String
  /// What is wrong and what would be right.
  public let message: String

  /// Place and message in one line.
  public var description: String { "\(place): \(message)" }
}
