import Reconciliation
package import Trading

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

extension EngineStateWord: SlotValue {
  package static var reading: Reading<EngineStateWord> { .choice(.engineState, "STATE", "a state of the engine") }
  package var text: String { rawValue }
}
