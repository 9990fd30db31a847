package import Trading

/// A line such as `both order Z buy 10 AAPL limit 150.00 accepted`.
package struct SetupOrder: SetupForm {
  package var party = Party.both
  /// The order.
  package var order = OpeningOrder(.blank)

  package init() {}

  package static let words = ["order"]
  package static let parties = [Party.both, .local, .broker]
  package static let syntax: [Slot<Self>] = [.value(\.order)]
  package static let summary = "an order that the broker works already, untouched or executed in part"
  package static let example = "both order Z buy 10 AAPL limit 150.00 filled 4"
  package static let remarks = [
    "What is filled was paid at the price behind `at`. Without one: at the limit, else at the stop, else in the middle of"
      + " the instrument's market.",
    "It is part of position and cash of the setup already.",
    "`local` and `broker` lines with one name are the two views of one order: what the one has beyond the other is an"
      + " execution of its own, at the same price. They may rest at different prices; `at` on one line then says for"
      + " both what the executions have cost.",
  ]

  package var opening: OpeningOrder? { order }
  package var holding: (name: String, amount: Decimal)? { ("order \(order.order.name.value)", .one) }

  package func declare(in scope: inout some OpeningScope) { scope.declare(instrument: order.order.symbol.value) }

  package func open(in scope: inout some OpeningScope, at span: SourceSpan) throws(PlanError) {
    try scope.open(order, of: party, at: span)
  }
}

/// An order of the setup, and how much of it is executed.
package struct OpeningOrder: SlotValue {
  /// The order.
  package var order: NewOrder
  /// What is executed; nil for an order that is only accepted.
  package var filled: Decimal?
  /// At what price, where the line says so.
  package var price: Price?

  /// Makes an order of the setup.
  package init(_ order: NewOrder, filled: Decimal? = nil, at price: Price? = nil) {
    self.order = order
    self.filled = filled
    self.price = price
  }

  /// The price of what is executed; nil if only a market tells.
  package var executionPrice: Decimal? { price?.value ?? order.pricing.limit ?? order.pricing.stop }

  package static var contents: ValueContents? { [.side, .quantity, .price, .name] }
  package static var reading: Reading<OpeningOrder> {
    Reading(
      "ORDER (buy|sell) QUANTITY SYMBOL PRICING [tif WORD] [key KEY [again]] [accepted | filled QUANTITY [at PRICE]]",
      "an order as `trader place` writes it, and how far it has come"
    ) { parser throws(LineGivenUp) in
      var opening = OpeningOrder(try parser.newOrder())
      let party = Party.allCases.first { $0.spelling == parser.tokens[0].text }
      if let party, parser.facts.otherPartyHas(opening.order.name.value, party) {
        // The same order as the other side sees it, not a second one.
        parser.facts.orders.removeLast()
        parser.facts.keys.removeLast()
      }
      if parser.skip("filled") {
        let filled = try parser.decimal("a quantity")
        parser.note(quantity: filled, of: .symbol(opening.order.symbol.value))
        opening.filled = filled.value
        if parser.skip("at") {
          opening.price = Price(try parser.price("a price", of: .symbol(opening.order.symbol.value)).value)
        }
      } else {
        _ = parser.skip("accepted")
      }
      return opening
    }
  }

  package var text: String {
    ScenarioPrinter.text(order) + (filled.map { " filled \($0)" } ?? " accepted")
      + (price.map { " at \($0.text)" } ?? "")
  }

  package var mentions: [Mention] {
    [Mention(.newOrder, order.name.value), Mention(.symbol, order.symbol.value)]
      + (order.key.map { [Mention(.key, $0.value)] } ?? [])
  }

  package mutating func rename(_ name: (Mention) -> String) {
    order.name.value = name(Mention(.newOrder, order.name.value))
    order.symbol.value = name(Mention(.symbol, order.symbol.value))
    if let key = order.key { order.key?.value = name(Mention(.key, key.value)) }
  }

  package mutating func map(_ change: AmountChange) {
    order.map(change)
    filled = filled.map(change.quantity)
    price?.map(change)
  }
}

extension NewOrder {
  /// An order before one is read.
  static let blank = NewOrder(
    name: Located(""), side: .buy, quantity: Located(.zero), symbol: Located(""), pricing: .market)
}
