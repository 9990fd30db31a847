import Trading

/// What the setup says of orders that have executed.
extension Checker {
  /// Every execution of the setup has one price, whoever knows of it; a price behind `at` on one side holds for both.
  mutating func checkOpeningPrices() {
    var given: Set<String> = []
    for item in scenario.setup {
      guard let opening = item.value.form.opening, opening.filled != nil, opening.price != nil else { continue }
      given.insert(opening.order.name.value)
    }
    var first: [String: Located<OpeningOrder>] = [:]
    for item in scenario.setup {
      guard let opening = item.value.form.opening, let filled = opening.filled else { continue }
      let name = opening.order.name.value
      if given.contains(name) {
        guard opening.price != nil else { continue }
      } else if opening.executionPrice == nil, facts.instruments[opening.order.symbol.value]?.quote == nil {
        diagnostics.append(.setupFillWithoutPrice(opening, filled: filled, at: item.span))
      }
      if let other = first[name], other.value.executionPrice != opening.executionPrice {
        diagnostics.append(
          .setupFillsApart(
            opening, at: item.span, other: other.value, otherSpan: other.span, isGiven: given.contains(name)))
      }
      if first[name] == nil { first[name] = Located(opening, at: item.span) }
    }
  }
}
