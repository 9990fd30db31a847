import Reconciliation
import Simulation

/// A line such as `operator choose delta for poll`.
package struct OperatorChoose: LineForm {
  /// The kind.
  package var kind = PassKindName.full
  /// What brings the passes.
  package var clock = PassClockName.poll
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "choose"]
  package static let syntax: [Slot<Self>] = [.value(\.kind), .value("for", \.clock), .by(\.person)]
  package static let summary = "an operator chooses the kind of the passes that a clock, a start or the stream brings"
  package static let example = "operator choose delta for poll"
  package static let remarks =
    PassClock.allCases.map { clock in
      "Safe for `\(clock.word.text)`: \(clock.safeKinds.map(\.word.text).joined(separator: ", "))."
    } + [
      "The choice is journalled, stands in the place of the setting, and outlives a restart.",
      "Refused where the kind is not safe, where the broker does not promise what it needs, and while reconciliation "
        + "is off.",
    ]

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.operatorCommand(.choose(kind.kind, for: clock.clock), by: person.map { scope.person($0.value) }))
  }
}
