package import Simulation
import Trading

/// A line such as `position AAPL = 100 at 150.01`.
package struct PositionCheck: CheckForm {
  package var party = Party.both
  /// The instrument.
  package var symbol: SymbolName = ""
  /// How the quantity is compared.
  package var comparison = Comparison.equal
  /// With what.
  package var quantity = Figure()
  /// What the average price must be.
  package var price: Money?

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.positions]
  package static let words = ["position"]
  package static var hasSides: Bool { true }
  package static let syntax: [Slot<Self>] = [
    .value(\.symbol), .value(\.comparison, as: .numeric), .value(\.quantity),
    .optional("at", \.price, as: .money("PRICE", "a price")),
  ]
  package static let summary = "the signed quantity of a position, and its average price if the line says one"
  package static let example = "position AAPL = 100 at 150.01"

  package func compile(in scope: some PlanScope) throws(PlanError) -> any StateCheck {
    Compiled(
      party: party, instrument: try scope.instrument(symbol.located), comparison: comparison, quantity: quantity.value,
      price: price?.value)
  }

  private struct Compiled: SidedCheck {
    let party: Party
    let instrument: InstrumentID
    let comparison: Comparison
    let quantity: Decimal
    let price: Decimal?

    func holds(of side: BookSide, in state: some StateView) -> Bool {
      guard let position = state.position(instrument, side) else { return false }
      return comparison.holds(position.quantity, quantity) && (price == nil || position.average == price)
    }

    func actual(of side: BookSide, in state: some StateView) -> String {
      guard let position = state.position(instrument, side) else { return "\(side) is down" }
      let average = price == nil ? "" : " at \(position.average?.description ?? "no price")"
      return "\(side) is \(position.quantity)\(average)"
    }
  }
}
