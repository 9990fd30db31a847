/// A name of the user's that stands in a line.
package protocol NameValue: SlotValue, Hashable, ExpressibleByStringLiteral {
  /// What it stands for.
  static var kind: NameKind { get }
  /// The name and where it stands.
  var located: Located<String> { get set }
  /// Makes a name.
  init(_ located: Located<String>)
}

extension NameValue {
  package init(stringLiteral value: String) { self.init(Located(value)) }

  /// The name.
  package var value: String { located.value }
  package var text: String { located.value }
  package var mentions: [Mention] { [Mention(Self.kind, located.value)] }

  package mutating func rename(_ name: (Mention) -> String) {
    located.value = name(Mention(Self.kind, located.value))
  }
}

/// The name of an order that another line places.
package struct OrderName: NameValue {
  package static let kind = NameKind.order
  package var located: Located<String>

  package init(_ located: Located<String>) { self.located = located }

  /// An order that any line may place.
  package static var reading: Reading<OrderName> {
    Reading("ORDER", "the name of an order, wherever it is placed") { parser throws(LineGivenUp) in
      OrderName(try parser.mentionedOrder())
    }
  }
}

extension Reading<OrderName> {
  /// An order that a line above must have placed; prices and quantities behind it are those of its instrument.
  static var placed: Reading {
    Reading("ORDER", "the name of an order that a line above places") { parser throws(LineGivenUp) in
      let order = try parser.commandedOrder()
      parser.subject = .order(order.value)
      return OrderName(order)
    }
  }
}

/// The name of an execution that the line makes.
package struct ExecutionName: NameValue {
  package static let kind = NameKind.newExecution
  package var located: Located<String>

  package init(_ located: Located<String>) { self.located = located }

  package static var reading: Reading<ExecutionName> {
    Reading("EXEC", "a new name for the execution; without it E1, E2, ...") { parser throws(LineGivenUp) in
      let name = try parser.name("the name of the execution")
      parser.facts.executions.append(name)
      return ExecutionName(name)
    }
  }
}

/// The name of an execution or an order.
package struct SubjectName: NameValue {
  package static let kind = NameKind.subject
  package var located: Located<String>

  package init(_ located: Located<String>) { self.located = located }

  package static var reading: Reading<SubjectName> {
    Reading("SUBJECT", "the name of an order or an execution") { parser throws(LineGivenUp) in
      let name = try parser.name("the name of an order or an execution")
      parser.facts.subjectUses.append(name)
      return SubjectName(name)
    }
  }
}

/// The name of an instrument; prices and quantities behind it are its own.
package struct SymbolName: NameValue {
  package static let kind = NameKind.symbol
  package var located: Located<String>

  package init(_ located: Located<String>) { self.located = located }

  package static var reading: Reading<SymbolName> {
    Reading("SYMBOL", "the name of an instrument that the setup introduces") { parser throws(LineGivenUp) in
      let symbol = try parser.usedSymbol()
      parser.subject = .symbol(symbol.value)
      return SymbolName(symbol)
    }
  }
}

/// The name of a currency.
package struct CurrencyName: NameValue {
  package static let kind = NameKind.currency
  package var located: Located<String>

  package init(_ located: Located<String>) { self.located = located }

  package static var reading: Reading<CurrencyName> {
    Reading("CURRENCY", "the name of a currency that some line introduces") { parser throws(LineGivenUp) in
      CurrencyName(try parser.usedCurrency())
    }
  }
}

/// The mark that a line sets.
package struct MarkName: SlotValue {
  /// The name without the `@`.
  package var located: Located<String>

  package init(_ located: Located<String>) { self.located = located }

  package static var reading: Reading<MarkName> {
    Reading("@MARK", "a new name for the instant at which the line is carried out") { parser throws(LineGivenUp) in
      MarkName(try parser.setMark())
    }
  }

  package var text: String { "@\(located.value)" }
}
