package import Trading

extension Side: SlotValue {
  package static var contents: ValueContents? { .side }
  package static var reading: Reading<Side> {
    Reading("buy|sell", "the direction") { parser throws(LineGivenUp) in try parser.side() }
  }

  package var text: String { spelling }
  package mutating func map(_ change: AmountChange) { self = change.side(self) }
}

extension NewOrder: SlotValue {
  package static var contents: ValueContents? { [.side, .quantity, .price, .name] }
  package static var reading: Reading<NewOrder> {
    Reading(
      "ORDER buy|sell QUANTITY SYMBOL PRICING [tif TIF] [key KEY [again]]",
      "a new name, then `market`, `limit PRICE`, `stop PRICE` or `stop-limit STOP LIMIT`; `day`, `gtc`, `ioc` or `fok`"
        + "; the client order id, the name itself if the line does not say, with `again` if another order has it too"
    ) { parser throws(LineGivenUp) in
      try parser.newOrder()
    }
  }

  package var text: String { ScenarioPrinter.text(self) }

  package var mentions: [Mention] { [Mention(.newOrder, name.value), Mention(.symbol, symbol.value)] }

  package mutating func rename(_ name: (Mention) -> String) {
    self.name.value = name(Mention(.newOrder, self.name.value))
    symbol.value = name(Mention(.symbol, symbol.value))
  }

  package mutating func map(_ change: AmountChange) {
    side.map(change)
    quantity.value = change.quantity(quantity.value)
    pricing =
      switch pricing {
      case .market: .market
      case .limit(let limit): .limit(change.price(limit))
      case .stop(let stop): .stop(change.price(stop))
      case .stopLimit(let stop, let limit): .stopLimit(stop: change.price(stop), limit: change.price(limit))
      }
  }
}

/// A text in quotes.
package struct QuotedText: SlotValue, Hashable {
  /// The text.
  package var value: String

  package init(_ value: String) { self.value = value }

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<QuotedText> { .quoted("a text") }
  package var text: String { Quoting.quoted(value) }
}

extension Reading<QuotedText> {
  /// A text that says something.
  static func quoted(_ what: String) -> Reading {
    Reading("TEXT", "\(what) in quotes") { parser throws(LineGivenUp) in
      QuotedText(try parser.string(what).value)
    }
  }
}

extension Reading<QuotedText> {
  /// Why something is as it is; never empty.
  static var reason: Reading {
    Reading("TEXT", "the reason in quotes") { parser throws(LineGivenUp) in
      QuotedText(try parser.reason("the reason").value)
    }
  }
}

extension Slot {
  /// A text that may stand there.
  static func optionalText(
    _ path: any WritableKeyPath<Owner, QuotedText?> & Sendable, as reading: Reading<QuotedText>
  ) -> Slot {
    Slot(
      read: { owner, parser throws(LineGivenUp) in
        if parser.current?.kind == .string { owner[keyPath: path] = try reading.read(&parser) }
      },
      write: { owner, text in if let value = owner[keyPath: path] { text += " \(value.text)" } },
      simpler: { owner in owner[keyPath: path] == nil ? [] : [path.setting(nil, in: owner)] }, visit: { _, _ in },
      grammar: reading.placeholder, isOptional: true, words: [], fields: [reading.field])
  }
}
