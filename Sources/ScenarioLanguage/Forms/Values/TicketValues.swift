package import Reconciliation
import Trading

/// The number of a ticket, as files name it.
package struct TicketName: SlotValue, Hashable {
  /// The number: 1 for `T1`.
  package var number: UInt32

  /// Makes the name of a ticket.
  package init(_ number: UInt32) { self.number = number }

  package static var contents: ValueContents? { .ticket }
  package static var reading: Reading<TicketName> {
    Reading("TICKET", "a ticket: T1, T2, ... in the order in which they are opened") { parser throws(LineGivenUp) in
      let name = try parser.name("a ticket such as `T1`")
      guard name.value.first == "T", name.value.dropFirst().first != "0", name.value.utf8.count <= 10,
        let number = UInt32(name.value.dropFirst())
      else { try parser.fail(.ticketName(name.value, at: name.span)) }
      return TicketName(number)
    }
  }

  package var text: String { "T\(number)" }
}

/// The name of a person who works with the engine.
package struct PersonName: SlotValue, Hashable {
  /// The name.
  package var value: String

  /// Makes a name.
  package init(_ value: String) { self.value = value }

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<PersonName> {
    Reading("PERSON", "the name of a person whom the setup declares") { parser throws(LineGivenUp) in
      let name = try parser.name("the name of a person")
      guard parser.facts.persons.contains(name.value) else {
        try parser.fail(
          .wrong(
            name.value, needed: "a person whom the setup declares (`operator \(name.value) is operator`)",
            at: name.span))
      }
      return PersonName(name.value)
    }
  }

  package var text: String { value }
}

extension Reading<PersonName> {
  /// A person whom the line declares.
  static var declared: Reading {
    Reading("PERSON", "a new name for a person") { parser throws(LineGivenUp) in
      let name = try parser.name("the name of a person")
      parser.facts.persons.insert(name.value)
      return PersonName(name.value)
    }
  }
}

/// What a person may do, as files name it.
package enum RoleName: String, SlotValue, CaseIterable, Hashable {
  case viewer, `operator`, supervisor

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<RoleName> { .choice(.role, "ROLE", "what the person may do") }
  package var text: String { rawValue }

  /// The role.
  package var role: OperatorRole {
    switch self {
    case .viewer: .viewer
    case .operator: .operator
    case .supervisor: .supervisor
    }
  }
}

/// A level, as files name it.
package enum LevelName: String, SlotValue, CaseIterable, Hashable {
  case informational, warning, critical, emergency

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<LevelName> { .choice(.level, "LEVEL", "how urgent a ticket is") }
  package var text: String { rawValue }

  /// The level.
  package var level: Level {
    switch self {
    case .informational: .informational
    case .warning: .warning
    case .critical: .critical
    case .emergency: .emergency
    }
  }
}

/// What a person decides, as files write it.
package struct DecisionValue: SlotValue, Hashable {
  /// The decision.
  package var decision: TicketDecision

  /// Makes a decision.
  package init(_ decision: TicketDecision) { self.decision = decision }

  private enum Choice: String, CaseIterable {
    case acceptBroker = "accept-broker"
    case acceptLocal = "accept-local"
    case figure, adopt, cancel, discard, ignore
  }

  package static var contents: ValueContents? { .figure }
  package static var reading: Reading<DecisionValue> {
    Reading(
      "accept-broker | accept-local | figure NUMBER | adopt | cancel | discard | ignore", "what a person decides",
      words: Choice.allCases.map(\.rawValue)
    ) { parser throws(LineGivenUp) in
      switch try parser.choice(.decision, Choice.self).value {
      case .acceptBroker: DecisionValue(.acceptBroker)
      case .acceptLocal: DecisionValue(.acceptLocal)
      case .figure: DecisionValue(.figure(try parser.decimal("the figure").value))
      case .adopt: DecisionValue(.adopt)
      case .cancel: DecisionValue(.cancel)
      case .discard: DecisionValue(.discard)
      case .ignore: DecisionValue(.ignore)
      }
    }
  }

  package var text: String {
    decision.word.text + (decision.figure.map { " \($0)" } ?? "")
  }

  package var simpler: [DecisionValue] { decision == .ignore ? [] : [DecisionValue(.ignore)] }
  package mutating func map(_ change: AmountChange) {
    if let figure = decision.figure { decision = .figure(change.figure(figure)) }
  }
}

/// How far a ticket is, as files name it.
package enum TicketStatusName: String, CaseIterable, Hashable, Sendable {
  case open, acknowledged, decided, resolved
}

extension Slot {
  /// The person who does it; anybody without it.
  static func by(_ path: any WritableKeyPath<Owner, PersonName?> & Sendable) -> Slot { .optional("by", path) }
}
