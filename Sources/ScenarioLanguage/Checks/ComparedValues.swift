import Reconciliation
package import Trading

/// The name of an order that some line places.
package struct OrderMention: SlotValue {
  /// The name.
  package var name = Located("")

  /// Makes a mention.
  package init(_ name: String = "") { self.name = Located(name) }

  package static var reading: Reading<OrderMention> {
    Reading("ORDER", "the name of an order of the file") { parser throws(LineGivenUp) in
      var mention = OrderMention()
      mention.name = try parser.mentionedOrder()
      return mention
    }
  }
  package var text: String { name.value }
  package var mentions: [Mention] { [Mention(.order, name.value)] }
  package mutating func rename(_ name: (Mention) -> String) {
    self.name.value = name(Mention(.order, self.name.value))
  }
}

/// The name of an instrument that the setup introduces.
package struct InstrumentMention: SlotValue {
  /// The name.
  package var name = Located("")

  /// Makes a mention.
  package init(_ name: String = "") { self.name = Located(name) }

  package static var reading: Reading<InstrumentMention> {
    Reading("SYMBOL", "the name of an instrument of the setup") { parser throws(LineGivenUp) in
      var mention = InstrumentMention()
      mention.name = try parser.usedSymbol()
      parser.subject = .symbol(mention.name.value)
      return mention
    }
  }
  package var text: String { name.value }
  package var mentions: [Mention] { [Mention(.symbol, name.value)] }
  package mutating func rename(_ name: (Mention) -> String) {
    self.name.value = name(Mention(.symbol, self.name.value))
  }
}

/// The name of a currency that the setup introduces.
package struct CurrencyMention: SlotValue {
  /// The name.
  package var name = Located("")

  /// Makes a mention.
  package init(_ name: String = "") { self.name = Located(name) }

  package static var reading: Reading<CurrencyMention> {
    Reading("CURRENCY", "the name of a currency of the setup") { parser throws(LineGivenUp) in
      var mention = CurrencyMention()
      mention.name = try parser.usedCurrency()
      return mention
    }
  }
  package var text: String { name.value }
  package var mentions: [Mention] { [Mention(.currency, name.value)] }
  package mutating func rename(_ name: (Mention) -> String) {
    self.name.value = name(Mention(.currency, self.name.value))
  }
}

extension Comparison: SlotValue {
  package static var reading: Reading<Comparison> { .numeric }
  package var text: String { rawValue }
}

extension Reading<Comparison> {
  /// A comparison of numbers.
  static var numeric: Reading {
    Reading("COMPARISON", "one of \(CaseParser.numeric.list)") { parser throws(LineGivenUp) in
      try parser.comparison(CaseParser.numeric)
    }
  }

  /// A comparison of words.
  static var equality: Reading {
    Reading("COMPARISON", "one of \(CaseParser.equality.list)") { parser throws(LineGivenUp) in
      try parser.comparison(CaseParser.equality)
    }
  }
}

extension [Comparison] {
  /// All of them for a page.
  var list: String { map { "`\($0.rawValue)`" }.joined(separator: " ") }
}

/// A number that is compared: not the quantity of an order, so that no lot binds it.
package struct Figure: SlotValue {
  /// The number.
  package var value = Decimal.zero

  package static var reading: Reading<Figure> {
    Reading("QUANTITY", "a quantity") { parser throws(LineGivenUp) in
      Figure(value: try parser.decimal("a quantity").value)
    }
  }
  package var text: String { value.description }
}

/// An amount of money, or a price that no tick binds.
package struct MoneyFigure: SlotValue {
  /// The amount.
  package var value = Decimal.zero

  package static var reading: Reading<MoneyFigure> { .money("AMOUNT", "an amount") }
  package var text: String { ScenarioPrinter.money(value) }
}

extension Reading<MoneyFigure> {
  /// Money, as messages and pages call it.
  static func money(_ placeholder: String, _ what: String) -> Reading {
    Reading(placeholder, what) { parser throws(LineGivenUp) in MoneyFigure(value: try parser.decimal(what).value) }
  }
}

/// A whole number of zero or more that is compared.
package struct Count<Number: FixedWidthInteger & Sendable>: SlotValue {
  /// The number.
  package var value: Number = 0

  package static var reading: Reading<Count> { .count("a number") }
  package var text: String { String(value) }
}

extension Reading {
  /// A whole number, as messages and pages call it.
  static func count<Number>(_ what: String) -> Reading where Value == Count<Number> {
    Reading("N", what) { parser throws(LineGivenUp) in Count(value: try parser.integer(what, in: 0...Number.max).value)
    }
  }
}

extension EngineStateWord: SlotValue {
  package static var reading: Reading<EngineStateWord> { .choice(.engineState, "STATE", "a state of the engine") }
  package var text: String { rawValue }
}
