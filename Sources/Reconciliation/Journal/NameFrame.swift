public import Trading

/// What a name on disk is the name of.
///
/// Journals hold the raw values.
public enum NameKind: UInt8, Hashable, Sendable, CaseIterable {
  /// A client order id.
  case order = 1
  /// The broker's name of an execution.
  case execution = 2
  /// The broker's name of an order.
  case brokerOrder = 3
  /// A symbol; it comes with the instrument's terms.
  case instrument = 4
  /// A currency code.
  case currency = 5
  /// The broker's words.
  case text = 6

  /// The words that messages use.
  public var text: String {
    switch self {
    case .order: "order"
    case .execution: "execution"
    case .brokerOrder: "broker order"
    case .instrument: "instrument"
    case .currency: "currency"
    case .text: "text"
    }
  }
}

/// A number of a journal that stands for a name.
///
/// Numbers are those of the process that wrote the journal; to another one only the names mean anything.
public struct NameKey: Hashable, Sendable {
  /// What is named.
  public var kind: NameKind
  /// The number.
  public var number: UInt32

  /// Makes a key.
  public init(_ kind: NameKind, _ number: UInt32) {
    self.kind = kind
    self.number = number
  }
}

/// What a frame of names says: a number, the name that it stands for, and of an instrument its terms.
public struct NameDefinition: Hashable, Sendable {
  /// What is named.
  public var key: NameKey
  /// The name.
  public var text: String
  /// The terms, of an instrument alone.
  public var terms: Instrument?

  init(_ kind: NameKind, _ number: UInt32, _ text: String, terms: Instrument? = nil) {
    key = NameKey(kind, number)
    self.text = text
    self.terms = terms
  }
}

/// Who knows the names behind the dense numbers of a process.
public protocol NameSource {
  /// The name behind a number; something printable even if it has none.
  func name(_ kind: NameKind, _ number: UInt32) -> String
}

extension ByteWriter {
  mutating func write(_ definition: NameDefinition) {
    write(definition.key.kind.rawValue)
    write(definition.key.number)
    write(definition.text)
    guard definition.key.kind == .instrument else { return }
    let terms = definition.terms ?? .unknown
    write(terms.tick)
    write(terms.lot)
    write(terms.multiplier)
    write(terms.currency.index)
  }
}

extension ByteReader {
  mutating func readDefinition() throws(Malformed) -> NameDefinition {
    let code: UInt8 = try read()
    guard let kind = NameKind(rawValue: code) else { throw Malformed(.name, code) }
    var definition = NameDefinition(kind, try read(), try readText())
    guard kind == .instrument else { return definition }
    definition.terms = Instrument(
      tick: try readDecimal(), lot: try readDecimal(), multiplier: try readDecimal(),
      currency: CurrencyID(index: try read()))
    return definition
  }
}

extension Instrument {
  /// What stands for the terms of an instrument of which only the number is known.
  static let unknown = Instrument(tick: .one, lot: .one, multiplier: .one, currency: CurrencyID(index: 0))
}
