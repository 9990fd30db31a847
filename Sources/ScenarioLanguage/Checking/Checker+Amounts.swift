import Trading

extension Checker {
  /// The instrument that decides about an amount; nil if it is unknown, which is reported elsewhere.
  private func instrument(_ subject: Facts.Subject) -> (symbol: String, facts: Facts.InstrumentFacts)? {
    let symbol: String
    switch subject {
    case .symbol(let name): symbol = name
    case .order(let name):
      guard let order = orders[name] else { return nil }
      symbol = order.symbol.value
    }
    return facts.instruments[symbol].map { (symbol, $0) }
  }

  /// Prices: above zero and on a tick.
  mutating func checkPrices() {
    for price in facts.prices {
      guard let (symbol, instrument) = instrument(price.subject) else { continue }
      let tick = instrument.tick ?? InstrumentDefaults.tick
      if price.value.isPositive, price.value.isMultiple(of: tick) { continue }
      diagnostics.append(
        .illegalPrice(price, of: symbol, tick: tick, given: instrument.tick == nil ? nil : instrument.line))
    }
  }

  /// Quantities: multiples of the lot, and above zero but for positions.
  mutating func checkQuantities() {
    for (quantities, mustBePositive) in [(facts.quantities, true), (facts.positions, false)] {
      for quantity in quantities {
        guard let (symbol, instrument) = instrument(quantity.subject) else {
          if mustBePositive, !quantity.value.isPositive {
            diagnostics.append(.quantityNotPositive(quantity))
          }
          continue
        }
        let lot = instrument.lot ?? InstrumentDefaults.lot
        if mustBePositive, !quantity.value.isPositive {
          diagnostics.append(.quantityNotPositive(quantity))
        } else if !quantity.value.isMultiple(of: lot) {
          diagnostics.append(
            .illegalQuantity(quantity, of: symbol, lot: lot, given: instrument.lot == nil ? nil : instrument.line))
        }
      }
    }
  }
}
