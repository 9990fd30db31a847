package import Reconciliation
package import Simulation
package import Trading

/// What a message says that is not so: one of the lies, or a field with a value.
package enum FalseContents: SlotValue, Hashable {
  case lie(MessageLie)
  case quantity(Decimal)
  case price(Decimal)
  case fee(Decimal)
  case average(Decimal)
  case side(Side)
  case status(Word)
  case symbol(SymbolName)
  case key(OrderName)

  /// The fields that a message can be wrong about.
  enum Field: String, CaseIterable, Sendable {
    case qty, price, fee, average, side, status, symbol, key
  }

  package static var contents: ValueContents? { [.side, .quantity, .price, .money, .name] }
  package static var reading: Reading<FalseContents> {
    let words = MessageLie.allCases.map(\.rawValue) + Field.allCases.map(\.rawValue)
    return Reading("LIE | FIELD=VALUE", "what the messages say that is not so", words: words) {
      parser throws(LineGivenUp) in
      let taken = try parser.word(.lie, of: words)
      if let lie = MessageLie(rawValue: taken.value) { return .lie(lie) }
      guard let field = Field(rawValue: taken.value) else { throw LineGivenUp() }
      _ = try parser.comparison([.equal])
      return try parser.contents(of: field)
    }
  }

  package var text: String {
    switch self {
    case .lie(let lie): lie.rawValue
    case .quantity(let quantity): "qty=\(quantity)"
    case .price(let price): "price=\(price.text(minimumPlaces: 2))"
    case .fee(let fee): "fee=\(fee.text(minimumPlaces: 2))"
    case .average(let price): "average=\(price.text(minimumPlaces: 2))"
    case .side(let side): "side=\(side)"
    case .status(let status): "status=\(status.text)"
    case .symbol(let symbol): "symbol=\(symbol.text)"
    case .key(let order): "key=\(order.text)"
    }
  }

  package var mentions: [Mention] {
    switch self {
    case .symbol(let symbol): symbol.mentions
    case .key(let order): order.mentions
    case .lie, .quantity, .price, .fee, .average, .side, .status: []
    }
  }

  package mutating func rename(_ name: (Mention) -> String) {
    switch self {
    case .symbol(var symbol):
      symbol.rename(name)
      self = .symbol(symbol)
    case .key(var order):
      order.rename(name)
      self = .key(order)
    case .lie, .quantity, .price, .fee, .average, .side, .status: break
    }
  }

  package mutating func map(_ change: AmountChange) {
    switch self {
    case .quantity(let quantity): self = .quantity(change.quantity(quantity))
    case .price(let price): self = .price(change.price(price))
    case .fee(let fee): self = .fee(change.money(fee))
    case .average(let price): self = .average(change.price(price))
    case .side(let side): self = .side(change.side(side))
    case .lie, .status, .symbol, .key: break
    }
  }

  /// What it does to messages.
  func effect(in scope: some PlanScope) throws(PlanError) -> NetworkEffect {
    switch self {
    case .lie(let lie): .falsify(lie)
    case .quantity(let quantity): .falsify(.quantity(quantity))
    case .price(let price): .falsify(.price(price))
    case .fee(let fee): .falsify(.fee(fee))
    case .average(let price): .falsify(.average(price))
    case .side(let side): .falsify(.side(side))
    case .status(let word):
      .falsify(.status(OrderStatus.allCases.first { Word($0) == word } ?? .open))
    case .symbol(let symbol): .falsify(.instrument(try scope.instrument(symbol.located)))
    case .key(let order): .falsify(.order(try scope.order(order.located)))
    }
  }
}

extension CaseParser {
  /// The value that a field has in a message; any number, since the message is wrong.
  fileprivate mutating func contents(of field: FalseContents.Field) throws(LineGivenUp) -> FalseContents {
    switch field {
    case .qty: .quantity(try decimal("a quantity").value)
    case .price: .price(try decimal("a price").value)
    case .fee: .fee(try decimal("an amount").value)
    case .average: .average(try decimal("a price").value)
    case .side: .side(try Side.reading.read(&self))
    case .status: .status(try choice(.orderStatus, of: Word.brokerStatuses).value)
    case .symbol: .symbol(try SymbolName.reading.read(&self))
    case .key: .key(try OrderName.reading.read(&self))
    }
  }
}

extension Word {
  /// What a broker can say of an order.
  fileprivate static let brokerStatuses: [Word] = [.open, .partial, .filled, .cancelled, .rejected, .expired]
}
