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

  /// What the events of the records say that call for one, ascending by record.
  private var expected: [ExpectedEvent] = []
  /// What the very first start has recovered: of the records before it nothing else is known.
  private var recovered: [Event] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started(let recovery, _) = scene.turn.input else { return }
    if scene.hearsay.starts == 1 { recovered = recovery.events }
    // What was not durable is no more, and its numbers are given again.
    while let last = expected.last, last.event.sequence > recovery.sequence { expected.removeLast() }
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    if let event = ExpectedEvent(entry, scene.model) { expected.append(event) }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .publish(let event) = effect else { return }
    scene.tried()
    guard let place = place(of: event.sequence) else {
      guard !recovered.contains(event) else { return }
      return scene.breach(
        "\(event.kind.name) was published with record \(event.sequence), which calls for no event",
        cause: event.kind.name)
    }
    guard expected[place].event != event, let difference = expected[place].difference(from: event) else { return }
    scene.breach(
      "\(event.kind.name) of record \(event.sequence) says \(difference)",
      cause: "\(event.kind.name) \(expected[place].differingField(from: event)?.name ?? "kind")")
  }

  private func place(of sequence: UInt64) -> Int? {
    var (low, high) = (0, expected.count)
    while low < high {
      let middle = (low + high) / 2
      if expected[middle].event.sequence < sequence { low = middle + 1 } else { high = middle }
    }
    return low < expected.count && expected[low].event.sequence == sequence ? low : nil
  }
}

/// What the event of a record must say.
struct ExpectedEvent: Sendable {
  /// The event; what its kind does not have is not looked at.
  var event: Event
  /// The figures that the specification computes itself, where they may be no decimals.
  private(set) var filled: Fraction?
  private(set) var leaves: Fraction?

  init(kind: EventKind) { event = Event(kind) }

  mutating func set(filled figure: Fraction) {
    filled = figure
    event.filled = figure.figure ?? .zero
  }

  mutating func set(leaves figure: Fraction) {
    leaves = figure
    event.leaves = figure.figure ?? .zero
  }

  /// The field that differs first, in the order of the catalogue.
  func differingField(from other: Event) -> EventField? {
    guard other.kind == event.kind else { return nil }
    return EventField.allCases.first { field in
      if let figure = figure(of: field) {
        guard case .decimal(let value) = other[field] else { return true }
        return Fraction(value) != figure
      }
      return event[field] != other[field]
    }
  }

  private func figure(of field: EventField) -> Fraction? {
    switch field {
    case .filled: filled
    case .leaves: leaves
    default: nil
    }
  }

  /// What differs, in words; nil if nothing does.
  func difference(from other: Event) -> String? {
    guard other.kind == event.kind else {
      return "that it is \(other.kind.name), and the record calls for \(event.kind.name)"
    }
    guard let field = differingField(from: other) else { return nil }
    let due = figure(of: field).map(\.description) ?? event[field].map(ExpectedEvent.text) ?? "nothing"
    return "\(field.name)=\(other[field].map(ExpectedEvent.text) ?? "nothing"), and \(due) is due"
  }

  private static func text(_ value: Event.Value) -> String {
    switch value {
    case .order(let index), .execution(let index), .instrument(let index), .currency(let index), .text(let index):
      "#\(index)"
    case .discrepancy(let number): "D\(number)"
    case .ticket(let number): "T\(number)"
    case .decimal(let decimal): decimal.description
    case .integer(let number): String(number)
    case .duration(let span): span.description
    case .word(let word): word.text
    }
  }
}
