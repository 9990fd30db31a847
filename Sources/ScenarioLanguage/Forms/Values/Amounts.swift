package import Trading

/// A quantity of an instrument.
package struct Quantity: SlotValue, Hashable {
  /// The quantity.
  package var value: Decimal
  /// Where it stands.
  package var span: SourceSpan

  package init(_ value: Decimal, at span: SourceSpan = .generated) {
    self.value = value
    self.span = span
  }

  /// A multiple of the lot above zero.
  package static var contents: ValueContents? { .quantity }
  package static var reading: Reading<Quantity> {
    Reading("QUANTITY", "a multiple of the instrument's lot, above zero") { parser throws(LineGivenUp) in
      let quantity = try parser.decimal("a quantity")
      parser.note(quantity: quantity, of: parser.subject)
      return Quantity(quantity.value, at: quantity.span)
    }
  }

  package var text: String { value.description }
  package var simpler: [Quantity] { value.rounder.map { Quantity($0) } }
  package mutating func map(_ change: AmountChange) { value = change.quantity(value) }
}

/// The quantity of a position: above zero long, below zero short.
package struct SignedQuantity: SlotValue, Hashable {
  /// The quantity.
  package var value: Decimal

  package init(_ value: Decimal) { self.value = value }

  package static var contents: ValueContents? { .position }
  /// A multiple of the lot, which may be zero or below.
  package static var reading: Reading<SignedQuantity> {
    Reading("QUANTITY", "a signed multiple of the instrument's lot: above zero long, below zero short") {
      parser throws(LineGivenUp) in
      let quantity = try parser.decimal("a quantity")
      parser.facts.positions.append(
        Facts.Amount(value: quantity.value, span: quantity.span, subject: parser.subject))
      return SignedQuantity(quantity.value)
    }
  }

  package var text: String { value.description }
  package var simpler: [SignedQuantity] { value.rounder.map { SignedQuantity($0) } }
  package mutating func map(_ change: AmountChange) { value = change.position(value) }
}

/// How much of an order is executed.
package struct FillQuantity: SlotValue, Hashable {
  /// The quantity; nil for all that is left.
  package var quantity: Quantity?
  /// Whether the broker may execute more than is left.
  package var isOverfill = false

  package init(_ quantity: Quantity? = nil) { self.quantity = quantity }

  package static var contents: ValueContents? { .quantity }
  package static var reading: Reading<FillQuantity> {
    Reading("QUANTITY [overfill] | rest", "how much is executed; `overfill` lets it be more than is left") {
      parser throws(LineGivenUp) in
      if parser.skip("rest") { return FillQuantity() }
      let value = try parser.decimal("a quantity or `rest`")
      parser.note(quantity: value, of: parser.subject)
      var fill = FillQuantity(Quantity(value.value, at: value.span))
      fill.isOverfill = parser.skip("overfill")
      return fill
    }
  }

  package var text: String {
    guard let quantity else { return "rest" }
    return isOverfill ? "\(quantity.text) overfill" : quantity.text
  }

  package var simpler: [FillQuantity] {
    guard let quantity else { return [] }
    var one = self
    one.quantity = Quantity(.one)
    return [FillQuantity()] + (quantity.value == .one ? [] : [one])
  }

  package mutating func map(_ change: AmountChange) { quantity?.map(change) }
}

/// A price of an instrument.
package struct Price: SlotValue, Hashable {
  /// The price.
  package var value: Decimal

  package init(_ value: Decimal) { self.value = value }

  package static var contents: ValueContents? { .price }
  package static var reading: Reading<Price> { .price("a price") }
  package var text: String { value.text(minimumPlaces: 2) }
  package mutating func map(_ change: AmountChange) { value = change.price(value) }
}

extension Reading<Price> {
  /// A multiple of the tick above zero.
  static func price(_ what: String) -> Reading {
    Reading("PRICE", "\(what), a multiple of the instrument's tick") { parser throws(LineGivenUp) in
      Price(try parser.price(what, of: parser.subject).value)
    }
  }

  /// The average price of a position, which no tick binds.
  static var average: Reading {
    Reading("PRICE", "an average price, which no tick binds; 0 where none is known") { parser throws(LineGivenUp) in
      let price = try parser.decimal("a price")
      if price.value.isNegative { parser.report(.negativeAverage(price)) }
      return Price(price.value)
    }
  }
}

/// An amount of money.
package struct Money: SlotValue, Hashable {
  /// The amount.
  package var value: Decimal

  package init(_ value: Decimal) { self.value = value }

  package static var contents: ValueContents? { .money }
  package static var reading: Reading<Money> { .money("AMOUNT", "an amount") }

  package var text: String { value.text(minimumPlaces: 2) }
  package var simpler: [Money] { value.rounder.map { Money($0) } }
  package mutating func map(_ change: AmountChange) { value = change.money(value) }
}

extension Decimal {
  /// Round figures that are nearer to zero, of the same sign.
  fileprivate var rounder: [Decimal] {
    let round = [1, 2, 3, 10, 100].map { Decimal($0) }
    return isNegative ? round.map { -$0 }.filter { $0 > self } : round.filter { $0 < self }
  }
}

/// A bid and an ask.
package struct Quote: SlotValue, Hashable {
  package var bid: Decimal
  package var ask: Decimal

  package init(bid: Decimal, ask: Decimal) {
    self.bid = bid
    self.ask = ask
  }

  package static var contents: ValueContents? { .price }
  package static var reading: Reading<Quote> {
    Reading("BID ASK", "the two prices, each a multiple of the instrument's tick") { parser throws(LineGivenUp) in
      guard case .symbol(let symbol) = parser.subject else { throw LineGivenUp() }
      let (bid, ask) = try parser.quote(Located(symbol))
      return Quote(bid: bid, ask: ask)
    }
  }

  package var text: String { "\(bid.text(minimumPlaces: 2)) \(ask.text(minimumPlaces: 2))" }

  package mutating func map(_ change: AmountChange) {
    bid = change.price(bid)
    ask = change.price(ask)
  }
}

extension Reading<Money> {
  /// An amount, as messages and pages call it.
  static func money(_ placeholder: String, _ what: String) -> Reading {
    Reading(placeholder, what) { parser throws(LineGivenUp) in Money(try parser.decimal(what).value) }
  }
}

extension SlotValue where Self: FixedWidthInteger {
  package static var contents: ValueContents? { [] }
  package static var reading: Reading<Self> { .count("a whole number") }
  package var text: String { String(self) }
  package var simpler: [Int] { [1, 0, 2, 3, 10].filter { $0 < self } }
}

extension Int: SlotValue {}
extension UInt64: SlotValue {}

extension Reading where Value: FixedWidthInteger {
  /// A whole number, as messages and pages call it; of zero or more if nothing else is said.
  static func count(_ what: String, in range: ClosedRange<Value> = 0...Value.max) -> Reading {
    Reading("N", what) { parser throws(LineGivenUp) in
      let number = try parser.integer(what, in: range)
      if number.value == 0 { try parser.checkComparison(withZeroAt: number.span) }
      return number.value
    }
  }
}
