package import Reconciliation
package import Simulation
package import Trading

/// What a form asks of the compiler of plans: the indices behind names.
package protocol PlanScope {
  /// The index of an order.
  func order(_ name: Located<String>) throws(PlanError) -> ClientOrderID
  /// The order at the broker that a name means, also where several have one client order id.
  func named(_ name: Located<String>) throws(PlanError) -> NamedOrder
  /// The index of an instrument.
  func instrument(_ name: Located<String>) throws(PlanError) -> InstrumentID
  /// The index of a currency.
  func currency(_ name: Located<String>) throws(PlanError) -> CurrencyID
  /// The index of a client order id; nil if no order has it.
  func key(_ name: String) -> UInt32?
  /// The place of a mark among all marks.
  func mark(_ name: Located<String>) throws(PlanError) -> Int
  /// What a name means as the value of an event's field; nil if it means nothing there.
  func value(named name: String, of field: EventField) -> Event.Value?
  /// The index of an execution that some line makes; nil if none does.
  func execution(_ name: String) -> UInt32?
  /// The index of an execution, a new one if there is none of that name.
  mutating func executionIndex(_ name: String) -> UInt32
  /// The name of an execution that the file does not name.
  var nextExecutionName: String { get }
  /// The index of a free text; none for nil.
  mutating func text(_ text: String?) -> UInt32
  /// A person by name.
  mutating func person(_ name: String) -> OperatorID
  /// The terms of an order.
  func terms(_ order: NewOrder) throws(PlanError) -> OrderTerms
  /// Makes an order known.
  mutating func declare(_ order: NewOrder)
  /// Makes an order known that somebody places at the broker beside the engine.
  mutating func declareByHand(_ order: NewOrder)
  /// The price between a bid and an ask.
  func middle(_ bid: Decimal, _ ask: Decimal) -> Decimal
  /// Makes known that an order works at the broker that is none of the engine's.
  mutating func noteForeignOrder()
  /// Makes known that the engine may run under other settings later.
  mutating func note(_ changes: SettingChanges)
  /// Keeps the past of the broker's account.
  mutating func keepBrokerHistory()
}

/// Why a tree cannot be run: something that the parser would have refused in a file.
public struct PlanError: Error, Hashable, Sendable {
  /// What is wrong.
  public let message: String
  /// Where it stands.
  public let span: SourceSpan

  /// Makes an error.
  package init(message: String, span: SourceSpan) {
    self.message = message
    self.span = span
  }
}
