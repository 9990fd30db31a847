import Reconciliation
import Simulation
import Trading

/// When an entry of one run is the same as one of another run, and how to say that it is not.
struct EntryComparison: Sendable {
  /// What the other run is: `the mirrored run`.
  let what: Message
  /// What of an event of this run has to be found in the other run, under its names; without figures.
  var outline: @Sendable (Event) -> Event = { $0.withoutFigures }
  /// The same of an event of the other run.
  var otherOutline: @Sendable (Event) -> Event = { $0.withoutFigures }
  /// Whether a figure of this run and one of the other are as they have to be.
  var agree: @Sendable (Decimal, Decimal) -> Bool = { $0 == $1 }

  /// Whether two events are the same.
  func isSame(_ here: Event, _ there: Event) -> Bool {
    outline(here) == otherOutline(there) && agree(here.quantity, there.quantity) && agree(here.price, there.price)
      && agree(here.filled, there.filled) && agree(here.leaves, there.leaves) && agree(here.fee, there.fee)
  }

  /// The breach that two entries in one place are, which are not the same; nil where a run has nothing more.
  func breach(_ here: TraceEntry?, _ there: TraceEntry?, _ names: Names, _ otherNames: Names) -> RelationBreach {
    var breach = RelationBreach(message: what)
    switch (here, there) {
    case (let here?, let there?) where here.event.kind == there.event.kind && here.instant != there.instant:
      breach.message =
        "\(what) has `\(about: here.event.kind.name)` at \(there.instant), where it ought to be at \(here.instant)"
      breach.property = "\(here.event.kind.name).instant"
    case (let here?, let there?) where here.event.kind == there.event.kind:
      let (field, mine, theirs) = difference(here.event, there.event, names, otherNames)
      breach.property = "\(here.event.kind.name).\(field)"
      breach.message =
        "\(what) has another `\(about: field)` in `\(about: here.event.kind.name)`: \(theirs), where it ought to be \(mine)"
    default:
      breach.message =
        "\(what) goes another way: \(about: there?.event.kind.name ?? "nothing") in the place of "
        + "\(about: here?.event.kind.name ?? "nothing")"
    }
    breach.notes = [
      "here     \(here.map { names.line(of: $0) } ?? "nothing more")",
      "there    \(there.map { otherNames.line(of: $0) } ?? "nothing more")",
    ]
    return breach
  }

  /// The first field that is not the same, and what it is in both.
  private func difference(
    _ here: Event, _ there: Event, _ names: Names, _ otherNames: Names
  ) -> (field: String, mine: String, theirs: String) {
    func text(_ value: Event.Value?, _ field: EventField, _ names: Names) -> String {
      value.map { names.text(of: $0, for: field) } ?? "nothing"
    }
    for field in here.kind.fields {
      let (mine, theirs) = (here[field], there[field])
      let isSame =
        switch (mine, theirs) {
        case (.decimal(let mine), .decimal(let theirs)): agree(mine, theirs)
        default: outline(here)[field] == otherOutline(there)[field]
        }
      if !isSame { return (field.name, text(mine, field, names), text(theirs, field, otherNames)) }
    }
    return ("slot", "\(outline(here))", "\(otherOutline(there))")
  }
}

extension Event {
  /// The event without its figures.
  var withoutFigures: Event {
    var event = self
    event.quantity = .zero
    event.price = .zero
    event.filled = .zero
    event.leaves = .zero
    event.fee = .zero
    return event
  }

  /// The event without what only counts: the numbers of records, discrepancies and tickets.
  var withoutNumbers: Event {
    var event = self
    event.sequence = 0
    event.discrepancy = Event.none
    if kind.fields.contains(.ticket) { event.number = 0 }
    return event
  }
}
