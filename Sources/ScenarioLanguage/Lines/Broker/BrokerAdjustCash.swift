import Simulation
import Trading

/// A line such as `broker adjust cash USD -100.00 note "fee"`.
package struct BrokerAdjustCash: LineForm {
  /// The currency.
  package var currency: CurrencyName = ""
  /// What is added.
  package var amount = Money(.zero)
  /// What it was.
  package var note: QuotedText?

  package init() {}

  package static let words = ["broker", "adjust", "cash"]
  package static let syntax: [Slot<Self>] = [
    .value(\.currency), .value(\.amount), .optional("note", \.note, as: .quoted("a note")),
  ]
  package static let summary = "the broker adds to a balance without a trade, as for a fee"
  package static let example = "broker adjust cash USD -100.00 note \"fee\""
  package static var traits: LineTraits { .changesAccount }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(
      .broker(.adjustCash(try scope.currency(currency.located), amount: amount.value, note: scope.text(note?.value))))
  }
}
