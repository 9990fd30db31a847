package import Trading

/// A kind of value that can stand in a line: it reads and prints itself, knows simpler values of itself, the names it
/// mentions and the amounts it holds.
///
/// Written once for each kind of value, never for a line.
package protocol SlotValue: Sendable {
  /// How it is read where a slot says nothing else.
  static var reading: Reading<Self> { get }
  /// How it stands in a file.
  var text: String { get }
  /// Simpler values, the best first.
  var simpler: [Self] { get }
  /// The names it mentions.
  var mentions: [Mention] { get }
  /// Gives other names to what it mentions.
  mutating func rename(_ name: (Mention) -> String)
  /// Changes the amounts and the side that it holds.
  mutating func map(_ change: AmountChange)
  /// What it can hold that means something to whoever compares one run with another; nil says nothing, which a test
  /// takes for a mistake in a value that stands in a line.
  static var contents: ValueContents? { get }
}

extension SlotValue {
  package var simpler: [Self] { [] }
  package var mentions: [Mention] { [] }
  package mutating func rename(_ name: (Mention) -> String) {}
  package mutating func map(_ change: AmountChange) {}
  package static var contents: ValueContents? { nil }
}

/// What a kind of value can hold; empty for what is the same in every run, such as a text or a time.
package struct ValueContents: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// A quantity above zero.
  package static let quantity = ValueContents(rawValue: 1)
  /// The quantity of a position, below zero if it is short.
  package static let position = ValueContents(rawValue: 2)
  /// A price.
  package static let price = ValueContents(rawValue: 4)
  /// An amount of money, which may be below zero.
  package static let money = ValueContents(rawValue: 8)
  /// A figure that a person gives: a position or a balance.
  package static let figure = ValueContents(rawValue: 16)
  /// Buy or sell.
  package static let side = ValueContents(rawValue: 32)
  /// A name of the file.
  package static let name = ValueContents(rawValue: 64)
  /// The number of a ticket, which depends on the order in which tickets are opened.
  package static let ticket = ValueContents(rawValue: 128)
  /// A step of prices or quantities, which stays as it is when they change.
  package static let step = ValueContents(rawValue: 256)
  /// Something to be checked, which no relation looks at.
  package static let check = ValueContents(rawValue: 512)
}

/// What a name stands for.
package enum NameKind: Hashable, Sendable {
  /// An order that the line places.
  case newOrder
  /// An order that another line places.
  case order
  /// An execution that the line makes.
  case newExecution
  /// An execution that another line makes.
  case execution
  /// An execution, or an order.
  case subject
  case symbol, currency, key, mark
}

/// A name that stands in a line.
package struct Mention: Hashable, Sendable {
  /// What it stands for.
  package let kind: NameKind
  /// The name.
  package let name: String

  /// Makes a mention.
  package init(_ kind: NameKind, _ name: String) {
    self.kind = kind
    self.name = name
  }
}

/// A change of the amounts and sides of a scenario.
package struct AmountChange {
  /// What becomes of a quantity.
  package let quantity: (Decimal) -> Decimal
  /// What becomes of a price.
  package let price: (Decimal) -> Decimal
  /// What becomes of the signed quantity of a position.
  package let position: (Decimal) -> Decimal
  /// What becomes of an amount of money.
  package let money: (Decimal) -> Decimal
  /// What becomes of a figure that a person gives.
  package let figure: (Decimal) -> Decimal
  /// What becomes of a side.
  package let side: (Side) -> Side

  /// Makes a change; what it does not name stays, but for a position, which is changed as a quantity.
  package init(
    quantity: @escaping (Decimal) -> Decimal = { $0 }, price: @escaping (Decimal) -> Decimal = { $0 },
    position: ((Decimal) -> Decimal)? = nil, money: @escaping (Decimal) -> Decimal = { $0 },
    figure: @escaping (Decimal) -> Decimal = { $0 }, side: @escaping (Side) -> Side = { $0 }
  ) {
    self.quantity = quantity
    self.price = price
    self.position = position ?? quantity
    self.money = money
    self.figure = figure
    self.side = side
  }
}
