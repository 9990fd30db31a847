package import Trading

/// A line such as `both cash USD 100000.00`.
package struct SetupCash: SetupForm {
  package var party = Party.both
  /// The currency.
  package var currency: CurrencyName = ""
  /// How much there is.
  package var amount = Money(.zero)

  package init() {}

  package static let words = ["cash"]
  package static let parties = [Party.both, .local, .broker]
  package static let syntax: [Slot<Self>] = [.value(\.currency, as: .introduced), .value(\.amount)]
  package static let summary = "the cash in a currency"
  package static let example = "both cash USD 100000.00"

  package var holding: (name: String, amount: Decimal)? { ("cash \(currency.value)", amount.value) }

  package func declare(in scope: inout some OpeningScope) { scope.declare(currency: currency.value) }

  package func open(in scope: inout some OpeningScope, at span: SourceSpan) throws(PlanError) {
    scope.open(cash: amount.value, in: try scope.currency(currency.located), of: party)
  }
}
