package import Trading

/// The name of a currency that the line introduces.
package struct NewCurrency: SlotValue {
  /// The name.
  package var name = Located("")

  /// Makes a name.
  package init(_ name: String = "") { self.name = Located(name) }

  package static var reading: Reading<NewCurrency> {
    Reading("CURRENCY", "the name of a currency, such as `USD`") { parser throws(LineGivenUp) in
      var currency = NewCurrency()
      currency.name = try parser.name("the name of a currency")
      parser.facts.currencyNames.append(currency.name)
      return currency
    }
  }
  package var text: String { name.value }
  package var mentions: [Mention] { [Mention(.currency, name.value)] }
  package mutating func rename(_ name: (Mention) -> String) {
    self.name.value = name(Mention(.currency, self.name.value))
  }
}

/// The signed quantity of a position: a multiple of the lot, which may be zero or below.
package struct HeldQuantity: SlotValue {
  /// The quantity.
  package var value = Decimal.zero

  /// Makes a quantity.
  package init(_ value: Decimal = .zero) { self.value = value }

  package static var reading: Reading<HeldQuantity> {
    Reading("QUANTITY", "a signed quantity: above zero long, below zero short") { parser throws(LineGivenUp) in
      let quantity = try parser.decimal("a quantity")
      parser.facts.positions.append(
        Facts.Amount(value: quantity.value, span: quantity.span, subject: parser.subject))
      return HeldQuantity(quantity.value)
    }
  }
  package var text: String { value.description }
  package mutating func map(_ change: AmountChange) { value = change.quantity(value) }
}

/// The average price of a position.
package struct AveragePrice: SlotValue {
  /// The price.
  package var value = Decimal.zero

  /// Makes a price.
  package init(_ value: Decimal = .zero) { self.value = value }

  package static var reading: Reading<AveragePrice> {
    Reading("PRICE", "an average price, which no tick binds; 0 where none is known") { parser throws(LineGivenUp) in
      let price = try parser.decimal("a price")
      if price.value.isNegative { parser.report(.negativeAverage(price)) }
      return AveragePrice(price.value)
    }
  }
  package var text: String { ScenarioPrinter.money(value) }
  package mutating func map(_ change: AmountChange) { value = change.price(value) }
}
