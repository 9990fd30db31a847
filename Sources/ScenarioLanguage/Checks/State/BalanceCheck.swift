package import Simulation
import Trading

/// A line such as `balance USD = 84999.00`.
package struct BalanceCheck: CheckForm {
  package var party = Party.both
  /// The currency.
  package var currency: CurrencyName = ""
  /// How the balance is compared.
  package var comparison = Comparison.equal
  /// With what.
  package var amount = Money(.zero)

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.cash]
  package static let words = ["balance"]
  package static var hasSides: Bool { true }
  package static let syntax: [Slot<Self>] = [
    .value(\.currency), .value(\.comparison, as: .numeric), .value(\.amount),
  ]
  package static let summary = "the cash in a currency"
  package static let example = "balance USD = 84999.00"

  package func compile(in scope: some PlanScope) throws(PlanError) -> any StateCheck {
    Compiled(party: party, currency: try scope.currency(currency.located), comparison: comparison, amount: amount.value)
  }

  private struct Compiled: SidedCheck {
    let party: Party
    let currency: CurrencyID
    let comparison: Comparison
    let amount: Decimal

    func holds(of side: BookSide, in state: some StateView) -> Bool {
      state.balance(currency, side).map { comparison.holds($0, amount) } ?? false
    }

    func actual(of side: BookSide, in state: some StateView) -> String {
      "\(side) is \(state.balance(currency, side)?.description ?? "down")"
    }
  }
}
