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
  /// Changes the amount that it is.
  mutating func map(_ change: AmountChange)
}

extension SlotValue {
  package var simpler: [Self] { [] }
  package var mentions: [Mention] { [] }
  package mutating func rename(_ name: (Mention) -> String) {}
  package mutating func map(_ change: AmountChange) {}
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

/// A change of all quantities and prices of a scenario; money stays.
package struct AmountChange {
  /// What becomes of a quantity.
  package let quantity: (Decimal) -> Decimal
  /// What becomes of a price.
  package let price: (Decimal) -> Decimal

  /// Makes a change.
  package init(quantity: @escaping (Decimal) -> Decimal, price: @escaping (Decimal) -> Decimal) {
    self.quantity = quantity
    self.price = price
  }
}
