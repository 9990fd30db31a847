/// What a name of the user's stands for, and how a line takes it.
package protocol NameRole: Sendable {
  /// What it stands for.
  static var kind: NameKind { get }
  /// How a pattern shows it, such as `ORDER`.
  static var placeholder: String { get }
  /// What it means, for a page.
  static var meaning: String { get }
  /// Takes it off a line, and notes for the checker what it refers to.
  static func take(_ parser: inout CaseParser) throws(LineGivenUp) -> Located<String>
}

/// A name of the user's that stands in a line.
package struct Name<Role: NameRole>: SlotValue, Hashable, ExpressibleByStringLiteral {
  /// The name and where it stands.
  package var located: Located<String>

  /// Makes a name.
  package init(_ located: Located<String>) { self.located = located }
  package init(stringLiteral value: String) { located = Located(value) }

  package static var contents: ValueContents? { .name }
  package static var reading: Reading<Name> {
    Reading(Role.placeholder, Role.meaning) { parser throws(LineGivenUp) in Name(try Role.take(&parser)) }
  }

  /// The name.
  package var value: String { located.value }
  package var text: String { located.value }
  package var mentions: [Mention] { isName ? [Mention(Role.kind, located.value)] : [] }
  /// Whether it is no word of the language in its place.
  private var isName: Bool { value != "none" }

  package mutating func rename(_ name: (Mention) -> String) {
    guard isName else { return }
    located.value = name(Mention(Role.kind, located.value))
  }
}

/// The name of an order that another line places.
package typealias OrderName = Name<OrderRole>
/// The name of an execution that the line makes.
package typealias ExecutionName = Name<ExecutionRole>
/// The name of an execution or an order.
package typealias SubjectName = Name<SubjectRole>
/// The name of an instrument; prices and quantities behind it are its own.
package typealias SymbolName = Name<SymbolRole>
/// The name of a currency.
package typealias CurrencyName = Name<CurrencyRole>

/// An order that any line may place.
package enum OrderRole: NameRole {
  package static let kind = NameKind.order
  package static let placeholder = "ORDER"
  package static let meaning = "the name of an order, wherever it is placed"

  package static func take(_ parser: inout CaseParser) throws(LineGivenUp) -> Located<String> {
    try parser.mentionedOrder()
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

/// A new execution.
package enum ExecutionRole: NameRole {
  package static let kind = NameKind.newExecution
  package static let placeholder = "EXEC"
  package static let meaning = "a new name for the execution; without it E1, E2, ..."

  package static func take(_ parser: inout CaseParser) throws(LineGivenUp) -> Located<String> {
    let name = try parser.name("the name of the execution")
    parser.facts.executions.append(name)
    parser.facts.executionSubjects[name.value] = parser.subject
    return name
  }
}

extension Reading<ExecutionName> {
  /// An execution that some line makes.
  static var made: Reading {
    Reading("EXEC", "the name of an execution that some line makes") { parser throws(LineGivenUp) in
      let name = try parser.name("the name of an execution")
      parser.facts.executionUses.append(name)
      // Prices and quantities behind it are those of its instrument, if a line above makes it.
      parser.subject = parser.facts.executionSubjects[name.value] ?? .symbol("")
      return ExecutionName(name)
    }
  }
}

extension ExecutionName {
  /// Whether the broker gives the execution no id.
  package var isNone: Bool { value == "none" }
}

extension Reading<ExecutionName> {
  /// A new name, or none.
  static var madeOrNone: Reading {
    let usual = ExecutionName.reading
    return Reading("EXEC", "a new name for the execution, or `none`; without it E1, E2, ...", words: ["none"]) {
      parser throws(LineGivenUp) in
      guard let token = parser.current, token.kind == .word, token.text == "none" else {
        return try usual.read(&parser)
      }
      parser.advance()
      return ExecutionName(Located("none", at: token.span))
    }
  }
}

/// An order, or an execution.
package enum SubjectRole: NameRole {
  package static let kind = NameKind.subject
  package static let placeholder = "SUBJECT"
  package static let meaning = "the name of an order or an execution"

  package static func take(_ parser: inout CaseParser) throws(LineGivenUp) -> Located<String> {
    let name = try parser.name(meaning)
    parser.facts.subjectUses.append(name)
    return name
  }
}

/// An instrument that the setup introduces.
package enum SymbolRole: NameRole {
  package static let kind = NameKind.symbol
  package static let placeholder = "SYMBOL"
  package static let meaning = "the name of an instrument that the setup introduces"

  package static func take(_ parser: inout CaseParser) throws(LineGivenUp) -> Located<String> {
    let symbol = try parser.usedSymbol()
    parser.subject = .symbol(symbol.value)
    return symbol
  }
}

extension Reading<SymbolName> {
  /// An instrument that gets its quote.
  static var quoted: Reading {
    Reading("SYMBOL", "the name of an instrument, such as `AAPL`") { parser throws(LineGivenUp) in
      let symbol = try parser.name("the name of an instrument")
      try parser.introduce(instrument: symbol, by: "market", \.quote)
      parser.subject = .symbol(symbol.value)
      return SymbolName(symbol)
    }
  }
}

/// A currency that some line introduces.
package enum CurrencyRole: NameRole {
  package static let kind = NameKind.currency
  package static let placeholder = "CURRENCY"
  package static let meaning = "the name of a currency that some line introduces"

  package static func take(_ parser: inout CaseParser) throws(LineGivenUp) -> Located<String> {
    try parser.usedCurrency()
  }
}

extension Reading<CurrencyName> {
  /// A currency that the line introduces.
  static var introduced: Reading {
    Reading("CURRENCY", "the name of a currency, such as `USD`") { parser throws(LineGivenUp) in
      CurrencyName(try parser.newCurrency())
    }
  }
}

/// The mark that a line sets.
package struct MarkName: SlotValue {
  /// The name without the `@`.
  package var located: Located<String>

  package init(_ located: Located<String>) { self.located = located }

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<MarkName> {
    Reading("@MARK", "a new name for the instant at which the line is carried out") { parser throws(LineGivenUp) in
      MarkName(try parser.setMark())
    }
  }

  package var text: String { "@\(located.value)" }
}
