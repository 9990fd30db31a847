public import Reconciliation

/// One obligation of the engine: whenever something then exactly something else, and not without it.
///
/// A clause is written from the documents and reads only what went into the engine and what came out of it. It has
/// state of its own, counts how often it was put to the test, and says where it was broken.
protocol Clause: Sendable {
  /// What there is to say about it.
  static var page: ClausePage { get }
  /// When it looks.
  static var hooks: ClauseHooks { get }
  /// In which turns it looks at the beginning.
  static var beginnings: ClauseInputs { get }
  /// In which turns it looks at the end, beside those that have shown it a record or an effect.
  static var endings: ClauseInputs { get }
  /// Whether it looks at the end of a turn whose reports call for something.
  static var endsWhenDue: Bool { get }
  /// Whether it looks at the end of a turn that leaves something open about an order.
  static var endsWhenUnsettled: Bool { get }
  /// Which records it looks at.
  static var records: ClauseRecords { get }
  /// Which effects it looks at.
  static var effects: ClauseEffects { get }
  /// Which lines of the log it looks at, beside those effects.
  static var lines: [EventKind] { get }
  /// Makes the clause for an engine of these settings.
  init(_ configuration: EngineConfiguration)
  /// The next start is one under these settings.
  mutating func change(_ configuration: EngineConfiguration)
  /// A turn begins: model and hearsay are as before it, but for what a start takes them back to.
  mutating func begin(_ scene: inout Scene)
  /// A record is about to change the model.
  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene)
  /// A record has changed the model.
  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene)
  /// The engine wants something done that is not a new record.
  mutating func take(_ effect: EngineEffect, _ scene: inout Scene)
  /// A turn is over that has shown the clause something, or is one of those it names: model and hearsay are as after it.
  mutating func end(_ scene: inout Scene)
}

extension Clause {
  static var beginnings: ClauseInputs { [] }
  static var endings: ClauseInputs { [] }
  static var endsWhenDue: Bool { false }
  static var endsWhenUnsettled: Bool { false }
  static var records: ClauseRecords { .all }
  static var effects: ClauseEffects { [] }
  static var lines: [EventKind] { [] }

  mutating func change(_ configuration: EngineConfiguration) {}
  mutating func begin(_ scene: inout Scene) {}
  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {}
  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {}
  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {}
  mutating func end(_ scene: inout Scene) {}
}

/// When a clause looks; what it does not name is not called, since calls are what a specification costs.
struct ClauseHooks: OptionSet, Sendable {
  let rawValue: UInt8
  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The hook `begin`.
  static let begin = ClauseHooks(rawValue: 1)
  /// The hook `willRecord`.
  static let willRecord = ClauseHooks(rawValue: 2)
  /// The hook `didRecord`.
  static let didRecord = ClauseHooks(rawValue: 4)
  /// The hook `take`.
  static let effects = ClauseHooks(rawValue: 8)
  /// The hook `end`.
  static let end = ClauseHooks(rawValue: 16)
}

/// What there is to say about a clause.
public struct ClausePage: Sendable {
  /// The name, as `invariant NAME off` writes it.
  public let name: String
  /// What it is about.
  public let subject: ClauseSubject
  /// What sort of obligation it is.
  public let sort: ClauseSort
  /// One sentence that says what must be so.
  public let sentence: String
  /// The document and section, rule or setting that says so.
  public let source: String
  /// The settings whose meaning it holds.
  public let settings: [EngineSetting]

  /// Makes a page.
  public init(
    _ name: String, _ subject: ClauseSubject, _ sort: ClauseSort, _ sentence: String, source: String,
    settings: [EngineSetting] = []
  ) {
    self.name = name
    self.subject = subject
    self.sort = sort
    self.sentence = sentence
    self.source = source
    self.settings = settings
  }
}

/// What a clause can be about; each has its folder.
public enum ClauseSubject: String, Hashable, Sendable, CaseIterable {
  case commands, placing, lookUps = "look-ups", intents, statuses, executions, positions, cash, passes, drift
  case discrepancies, alerts, conditions, stream, durability, restarts, timing, events
}

/// The sorts of obligation: between them every output has somebody who asks for it and somebody who forbids it.
public enum ClauseSort: String, Hashable, Sendable, CaseIterable {
  /// This record, if and only if what is known calls for it.
  case justification
  /// This event with these fields, if and only if this record.
  case projection
  /// This request, with these terms, in this window, as often as this.
  case action
  /// This alert, once, about this, and no other.
  case telling
}
