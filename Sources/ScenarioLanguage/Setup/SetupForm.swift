package import Reconciliation
package import Trading

/// A line of the section `setup`: something that is so before the run.
package protocol SetupForm: Form {
  /// Whose state the line can give; empty for what belongs to nobody.
  static var parties: [Party] { get }
  /// Whose state it gives.
  var party: Party { get set }
  /// The order that the line brings, and how much of it is executed.
  var opening: OpeningOrder? { get }
  /// What one side has, for a comparison of both: a name of the thing and how much of it there is.
  var holding: (name: String, amount: Decimal)? { get }
  /// The quote that the line gives to an instrument.
  var market: (symbol: String, quote: Quote)? { get }
  /// Makes instruments and currencies known, before anything is compiled.
  func declare(in scope: inout some OpeningScope)
  /// Makes it so.
  func open(in scope: inout some OpeningScope, at span: SourceSpan) throws(PlanError)
}

extension SetupForm {
  package static var parties: [Party] { [] }
  package var party: Party {
    get { .both }
    set {}
  }
  package var opening: OpeningOrder? { nil }
  package var holding: (name: String, amount: Decimal)? { nil }
  package var market: (symbol: String, quote: Quote)? { nil }
  package func declare(in scope: inout some OpeningScope) {}

  /// Simpler lines of any form, the best first.
  package var plainer: [any SetupForm] { simpler.map { $0 as any SetupForm } }

  /// What the setup says is kept, but for what a form calls simpler.
  package var simpler: [Self] { [] }

  /// The first word of the line and the rest.
  package var columns: (key: String, rest: String) {
    let words = Self.parties.isEmpty ? Self.words : [party.spelling] + Self.words
    let rest = words.dropFirst().joined(separator: " ") + suffix
    return (words[0], words.count > 1 ? rest : String(rest.dropFirst()))
  }

  /// The line as a pattern.
  package static var grammar: String {
    let sides = parties.map(\.spelling).joined(separator: "|")
    return (parties.isEmpty ? "" : parties.count > 1 ? "(\(sides)) " : "\(sides) ") + lineGrammar
  }
}

/// What a line of the setup asks of the compiler of plans.
package protocol OpeningScope: PlanScope {
  /// Makes a currency known.
  mutating func declare(currency: String)
  /// Makes an instrument known.
  mutating func declare(instrument symbol: String)
  /// Gives an instrument other properties; nil keeps what holds for one that nothing is said of.
  mutating func declare(
    instrument symbol: String, tick: Decimal?, lot: Decimal?, multiplier: Decimal?, currency: String?)
  /// Makes a person known.
  mutating func declare(person name: String, _ role: OperatorRole)
  /// Sets a balance.
  mutating func open(cash amount: Decimal, in currency: CurrencyID, of party: Party)
  /// Sets a position.
  mutating func open(
    _ quantity: Decimal, at price: Decimal, in instrument: InstrumentID, of party: Party
  ) throws(DecimalError)
  /// Adds an order that the broker has accepted.
  mutating func open(_ opening: OpeningOrder, of party: Party, at span: SourceSpan) throws(PlanError)
  /// Sets the quote of an instrument.
  mutating func open(bid: Decimal, ask: Decimal, of instrument: InstrumentID)
  /// Sets the number of the last record.
  mutating func open(sequence: UInt64)
}
