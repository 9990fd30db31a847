import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// One order as one side sees it: what a check can ask for.
struct OrderView {
  var status: OrderStatus
  var quantity: Decimal
  var filled: Decimal
  var average: Decimal?
  var pricing: OrderPricing
  var key: UInt32

  init(_ order: ManagedOrder) {
    status = order.status
    quantity = order.terms.quantity
    filled = order.filled
    average = order.averagePrice
    pricing = order.terms.pricing
    key = order.id.index
  }

  init(_ broker: SimulatedBroker, slot: Int) {
    let report = broker.orders[slot]
    status = report.status
    quantity = report.terms.quantity
    filled = report.filled
    average = broker.averagePrice(ofSlot: slot)
    pricing = report.terms.pricing
    key = report.order.index
  }

  func satisfies(_ condition: OrderCondition) -> Bool {
    switch (condition.field, condition.value) {
    case (.status, .word(let word)): condition.comparison == .notEqual ? Word(status) != word : Word(status) == word
    case (.key, .key(let index)): condition.comparison == .notEqual ? key != index : key == index
    case (_, .decimal(let value, let places)):
      decimal(condition.field).map { condition.comparison.holds($0, value, places: places) } ?? false
    default: false
    }
  }

  private func decimal(_ field: OrderField) -> Decimal? {
    switch field {
    case .qty: quantity
    case .filled: filled
    case .leaves: filled < quantity ? try? quantity - filled : .zero
    case .avg: average
    case .limit: pricing.limit
    case .stop: pricing.stop
    case .status, .key: nil
    }
  }

  /// The value of a field as a message shows it.
  func text(of field: OrderField, names: Names) -> String {
    switch field {
    case .status: Word(status).text
    case .key: Int(key) < names.keys.count ? names.keys[Int(key)] : "none"
    default: decimal(field)?.description ?? "none"
    }
  }

  /// The order in a few words: `partial 40/100`.
  var summary: String {
    "\(Word(status).text) \(filled)/\(quantity)"
  }
}
