public import Reconciliation

/// What an engine keeps and tells: by this it is known which oracles, relations and checks can judge it.
///
/// What an engine does not have is no fault of it. An oracle that needs it is off for that engine, with a reason that is
/// printed; it neither fails nor passes without having looked.
public struct EngineAbilities: Hashable, Sendable {
  /// The name of the engine, as texts print it.
  public var name: String
  /// The events that it logs, publishes or tells a person, with all fields that ``EventKind/fields`` lists for each.
  public var events: Set<EventKind>
  /// The kinds of record that it writes, one of ``Word/recordKinds`` each.
  public var records: Set<Word>
  /// What its statement holds, and what else it answers.
  public var figures: Set<Figure>
  /// The settings that it obeys, by name: `request-timeout`.
  ///
  /// A file that sets another one is skipped; of a generated case the setting is left out.
  public var settings: Set<String>
  /// Lines that it does not claim to withstand, by the words that they begin with: `operator`, `net falsify`.
  ///
  /// A file with such a line is skipped; of a generated case the line is left out.
  public var leavesOut: [String]
  /// The oracles and relations that do not apply to it, by name, each with the reason: what it does on purpose otherwise.
  ///
  /// They are off as those are for which it lacks something, and the reason is printed beside theirs.
  public var notJudgedBy: [String: String]
  /// Whether its journal is ours, so that clauses and the relations that read a store can judge it.
  public var hasOurJournal: Bool

  /// Something that an engine can be asked for.
  public enum Figure: String, Hashable, Sendable, CaseIterable {
    /// Orders: terms, status, quantity and value executed.
    case orders
    /// The executions counted.
    case executions
    /// Signed quantities of positions.
    case positions
    /// What open positions cost, and the profit realized.
    case costs
    /// Balances.
    case cash
    /// Open differences from the broker, and how many there ever were.
    case differences
    /// Tickets.
    case tickets
    /// What a person is told of, each as `risk.alert`.
    case alerts
    /// Reports of passes, its health, figures for a model.
    case passes
    /// Timers named ``Timer/request(_:)`` for all answers that are awaited.
    case requestTimers = "request-timers"
  }

  /// Makes the abilities of an engine with a journal of its own.
  ///
  /// - Parameters:
  ///   - name: the name that texts print.
  ///   - events: what it logs, publishes and tells.
  ///   - records: what it writes.
  ///   - figures: what it states.
  ///   - settings: the settings that it obeys, by name.
  ///   - leavesOut: lines that it does not claim to withstand, by the words that they begin with.
  ///   - notJudgedBy: the oracles and relations that do not apply to it, each with the reason.
  public init(
    _ name: String, events: Set<EventKind> = [], records: Set<Word> = [], figures: Set<Figure>,
    settings: Set<String> = [], leavesOut: [String] = [], notJudgedBy: [String: String] = [:]
  ) {
    self.name = name
    self.events = events
    self.records = records
    self.figures = figures
    self.settings = settings
    self.leavesOut = leavesOut
    self.notJudgedBy = notJudgedBy
    hasOurJournal = false
  }

  /// What the engine of TrueUp has: everything.
  public static let ours: EngineAbilities = {
    var abilities = EngineAbilities(
      "trueup", events: Set(EventKind.allCases.filter { $0.lane == .engine }), records: Set(Word.recordKinds),
      figures: Set(Figure.allCases))
    abilities.hasOurJournal = true
    return abilities
  }()

  /// Whether whatever can be asked for is there.
  public var areComplete: Bool { hasOurJournal }
}
