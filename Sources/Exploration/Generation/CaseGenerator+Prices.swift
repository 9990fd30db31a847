import Reconciliation
import ScenarioLanguage
import Trading

/// What a position has cost, what its market says and what somebody else has paid for it are three prices: a difference
/// is worth another amount by each of them.
extension CaseGenerator {
  /// A price that is mostly the middle and else so far from it that no tolerance has both.
  mutating func distantPrice(_ label: ChoiceLabel, _ subject: Int) -> Decimal {
    market.price(eighths: tape.pick(label, subject, [8, 8, 8, 9, 7, 12, 4, 16]))
  }

  /// Lets the market move in a third of the live cases, mostly around what else happens.
  mutating func makeMarketMoves() {
    guard swarm.mode == .live, tape.choose(.market, below: 3) == 1 else { return }
    for index in 0..<(1 + tape.choose(.market, 1, below: 3)) {
      let symbol = symbol(tape.choose(.market, 10 + index, below: swarm.instrumentCount))
      let middle = market.price(eighths: tape.pick(.market, 20 + index, [9, 7, 12, 4, 16, 8]))
      let line = MarketLine {
        $0.symbol = SymbolName(symbol)
        $0.quote = Quote(bid: middle, ask: middle)
      }
      add(line, at: faultTime(96_000 + index))
    }
  }
}
