package import Trading

/// A line such as `instrument BTC/USD tick 0.1 lot 0.0001 multiplier 1 currency USD`.
package struct SetupInstrument: SetupForm {
  /// The instrument and its properties.
  package var instrument = InstrumentTerms()

  package init() {}

  package static let words = ["instrument"]
  package static let syntax: [Slot<Self>] = [.value(\.instrument)]
  package static let summary = "the properties of an instrument"
  package static let example = "instrument BTC/USD tick 0.1 lot 0.0001 multiplier 1 currency USD"
  package static let remarks = [
    "Without the line: tick \(InstrumentDefaults.tick), lot \(InstrumentDefaults.lot), multiplier 1, currency "
      + "\(InstrumentDefaults.currency)."
  ]

  package func declare(in scope: inout some OpeningScope) {
    scope.declare(
      instrument: instrument.symbol.value, tick: instrument.tick, lot: instrument.lot,
      multiplier: instrument.multiplier, currency: instrument.currency?.value)
  }

  package func open(in scope: inout some OpeningScope, at span: SourceSpan) {}
}

/// An instrument with its properties; nil for what the line does not say.
package struct InstrumentTerms: SlotValue {
  /// The name.
  package var symbol = Located("")
  /// The price step.
  package var tick: Decimal?
  /// The quantity step.
  package var lot: Decimal?
  /// What one unit is worth for a price of one.
  package var multiplier: Decimal?
  /// The currency of prices.
  package var currency: Located<String>?

  /// The properties of an instrument.
  private enum Property: String, CaseIterable {
    case tick, lot, multiplier, currency
  }

  package static var contents: ValueContents? { [.name, .step] }
  package static var reading: Reading<InstrumentTerms> {
    Reading(
      "SYMBOL [tick STEP] [lot STEP] [multiplier NUMBER] [currency CURRENCY]",
      "an instrument; any property in any order",
      words: Property.allCases.map(\.rawValue)
    ) { parser throws(LineGivenUp) in
      var terms = InstrumentTerms()
      terms.symbol = try parser.name("the name of an instrument")
      let name = terms.symbol.value
      try parser.introduce(instrument: terms.symbol, by: "instrument", \.line)
      try terms.readProperties(&parser)
      parser.facts.instruments[name]?.tick = terms.tick
      parser.facts.instruments[name]?.lot = terms.lot
      parser.facts.instruments[name]?.currency = terms.currency?.value
      return terms
    }
  }

  private mutating func readProperties(_ parser: inout CaseParser) throws(LineGivenUp) {
    var said: [Property: SourceSpan] = [:]
    repeat {
      let property = try parser.choice(.instrumentWord, Property.self)
      if let first = said.updateValue(property.span, forKey: property.value) {
        try parser.fail(.saidTwice(property.value.rawValue, at: property.span, first: first))
      }
      switch property.value {
      case .tick: tick = try Self.step(&parser)
      case .lot: lot = try Self.step(&parser)
      case .multiplier: multiplier = try Self.step(&parser)
      case .currency: currency = try parser.newCurrency()
      }
    } while parser.current != nil
  }

  private static func step(_ parser: inout CaseParser) throws(LineGivenUp) -> Decimal {
    let step = try parser.decimal("a number above zero")
    if !step.value.isPositive {
      try parser.fail(.number(step.value.description, because: "write a number above zero", at: step.span))
    }
    return step.value
  }

  package var text: String {
    let parts = [
      tick.map { "\(Property.tick) \($0)" }, lot.map { "\(Property.lot) \($0)" },
      multiplier.map { "\(Property.multiplier) \($0)" }, currency.map { "\(Property.currency) \($0.value)" },
    ]
    return ([symbol.value] + parts.compactMap { $0 }).joined(separator: " ")
  }

  package var mentions: [Mention] {
    [Mention(.symbol, symbol.value)] + (currency.map { [Mention(.currency, $0.value)] } ?? [])
  }

  package mutating func rename(_ name: (Mention) -> String) {
    symbol.value = name(Mention(.symbol, symbol.value))
    if let currency { self.currency?.value = name(Mention(.currency, currency.value)) }
  }
}
