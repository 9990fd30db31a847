import Reconciliation
import Trading

/// `event-of-record`: an event says what its record says, field for field, whenever it is published.
struct EventOfRecord: Clause {
  static let page = ClausePage(
    "event-of-record", .events, .projection,
    "a published event has the kind and the fields that its record and the state after it give, also when it is "
      + "published again",
    source: "design, section 3, rule 5; `trueup list events`")
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects]
  static let beginnings: ClauseInputs = [.start]
  static let effects: ClauseEffects = [.publish]

  /// By record number less the first one seen: what its event must say; nil for a record without an event.
  private var expected: [UInt64: ExpectedEvent] = [:]
  /// What the very first start has recovered: of the records before it nothing else is known.
  private var recovered: [Event] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started(let recovery, _) = scene.turn.input else { return }
    if scene.hearsay.starts == 1 { recovered = recovery.events }
    // What was not durable is no more, and its numbers are given again.
    expected = expected.filter { $0.key <= recovery.sequence }
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    expected[entry.sequence] = ExpectedEvent(entry, scene.model)
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .publish(let event) = effect else { return }
    scene.tried()
    guard let expected = expected[event.sequence] else {
      guard !recovered.contains(event) else { return }
      return scene.breach(
        "\(event.kind.name) was published with record \(event.sequence), which calls for no event",
        cause: event.kind.name)
    }
    if let difference = expected.difference(from: event) {
      scene.breach(
        "\(event.kind.name) of record \(event.sequence) says \(difference)",
        cause: "\(event.kind.name) \(expected.differingField(from: event)?.name ?? "kind")")
    }
  }
}

/// What the event of a record must say.
struct ExpectedEvent: Sendable {
  var kind: EventKind
  var fields: [EventField: Event.Value] = [:]
  /// Figures that the specification computes itself.
  var figures: [EventField: Fraction] = [:]

  init(kind: EventKind) { self.kind = kind }

  /// The field that differs first, in the order of the catalogue.
  func differingField(from event: Event) -> EventField? {
    guard event.kind == kind else { return nil }
    return EventField.allCases.first { field in
      if let figure = figures[field] {
        guard case .decimal(let value) = event[field] else { return true }
        return Fraction(value) != figure
      }
      return fields[field] != event[field]
    }
  }

  /// What differs, in words; nil if nothing does.
  func difference(from event: Event) -> String? {
    guard event.kind == kind else { return "that it is \(event.kind.name), and the record calls for \(kind.name)" }
    guard let field = differingField(from: event) else { return nil }
    let due = figures[field].map(\.description) ?? fields[field].map(ExpectedEvent.text) ?? "nothing"
    return "\(field.name)=\(event[field].map(ExpectedEvent.text) ?? "nothing"), and \(due) is due"
  }

  private static func text(_ value: Event.Value) -> String {
    switch value {
    case .order(let index), .execution(let index), .instrument(let index), .currency(let index), .text(let index):
      "#\(index)"
    case .discrepancy(let number): "D\(number)"
    case .decimal(let decimal): decimal.description
    case .integer(let number): String(number)
    case .duration(let span): span.description
    case .word(let word): word.text
    }
  }
}
