public import Trading

/// What one reconciliation pass did, or is to do.
public struct PassReport: Hashable, Sendable {
  /// How a pass stands or has ended.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// It waits for the one that runs.
    case pending
    /// It waits for answers.
    case running
    /// Every answer came and could be compared, and no ticket is open.
    case completed
    /// Part of an answer could not be compared.
    case partial
    /// An answer is missing.
    case failed
    /// Every answer was compared, and a ticket waits for a person.
    case intervention

    /// What the status says.
    public var summary: String {
      switch self {
      case .pending: "it waits for the one that runs"
      case .running: "it waits for answers"
      case .completed: "all answers were compared, and no ticket is open"
      case .partial: "part of an answer could not be compared"
      case .failed: "an answer is missing"
      case .intervention: "all answers were compared, and a ticket waits for a person"
      }
    }
  }

  /// Something that a pass said about one of its queries.
  public struct Remark: Hashable, Sendable {
    /// Which query: orders, executions or account.
    public var query: Word
    /// What was wrong.
    public var reason: Word

    /// Makes a remark.
    public init(_ query: Word, _ reason: Word) {
      self.query = query
      self.reason = reason
    }
  }

  /// The number, from 1 on since the engine has started.
  public var number: UInt32
  /// Why it runs.
  public var trigger: Word
  /// Its kind.
  public var kind: PassKind
  /// Whether it tells of what it finds and changes nothing.
  public var isLook: Bool
  /// How it stands or has ended.
  public var status = Status.running
  /// When it began to ask; nil while it waits.
  public var started: Instant?
  /// When it ended.
  public var ended: Instant?
  /// How many orders were told.
  public var orders = 0
  /// How many executions were told.
  public var executions = 0
  /// How many positions were compared.
  public var positions = 0
  /// How many discrepancies were opened while it ran.
  public var found = 0
  /// How many discrepancies were closed while it ran.
  public var resolved = 0
  /// How many figures were taken over from the broker.
  public var corrections = 0
  /// The answers that could not be compared in whole.
  public var warnings: PassRemarks = []
  /// The answers that did not come.
  public var errors: PassRemarks = []

  /// Makes a report of a pass that has not begun.
  public init(number: UInt32, trigger: Word, kind: PassKind, isLook: Bool) {
    self.number = number
    self.trigger = trigger
    self.kind = kind
    self.isLook = isLook
  }

  /// How long it took; nil while it runs.
  public var duration: TimeSpan? {
    guard let started, let ended else { return nil }
    return ended - started
  }

  /// How many orders, executions and positions it has looked at.
  public var compared: Int { orders + executions + positions }

  /// How many of them a second, rounded down; nil while it runs, or if no time has passed.
  public var throughput: Int? {
    guard let duration, duration.nanoseconds > 0 else { return nil }
    let (product, isTooLarge) = compared.multipliedReportingOverflow(by: 1_000_000_000)
    return isTooLarge ? nil : product / Int(duration.nanoseconds)
  }
}
