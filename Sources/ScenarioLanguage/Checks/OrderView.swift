package import Reconciliation
package import Simulation
package import Trading

/// One order as one side sees it: what a check can ask for.
package struct OrderView {
  /// Where it stands.
  package let status: OrderStatus
  let quantity: Decimal
  let filled: Decimal
  package let average: Decimal?
  let pricing: OrderPricing
  let key: UInt32
  /// What its executions cost in fees; summed only if a check asks for it.
  private let fees: () -> Decimal?

  /// - Parameter books: where its executions are; without them nothing is known of fees.
  package init(_ order: ManagedOrder, in books: Books? = nil) {
    status = order.status
    quantity = order.terms.quantity
    filled = order.filled
    average = order.averagePrice
    pricing = order.terms.pricing
    key = order.id.index
    fees = {
      books?.executions.sum { booked in
        booked.execution.order == order.id && booked.state == .live ? booked.execution.fee : nil
      }
    }
  }

  package init(_ broker: SimulatedBroker, slot: Int) {
    let report = broker.orders[slot]
    status = report.status
    quantity = report.terms.quantity
    filled = report.filled
    average = broker.averagePrice(ofSlot: slot)
    pricing = report.terms.pricing
    key = report.order.index
    fees = {
      let own = broker.executions.filter { $0.brokerOrder == report.brokerOrder }
      let revised = Set(own.compactMap(\.reference))
      return own.sum { revised.contains($0.id) ? nil : $0.fee }
    }
  }

  func satisfies(_ condition: OrderCondition) -> Bool {
    switch (condition.field, condition.value) {
    case (.status, .word(let word)): condition.comparison.holds(same: Word(status), word)
    case (.key, .key(let index)): condition.comparison.holds(same: key, index)
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
    case .fees: fees()
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
  package var summary: String {
    "\(Word(status).text) \(filled)/\(quantity)"
  }

  /// The order in a few words beside another that it ought to be like: with its prices, `open 0/10 stop 10.02`, where the
  /// words alone would not tell them apart.
  package func summary(beside other: OrderView) -> String {
    guard summary == other.summary, pricing != other.pricing else { return summary }
    let prices = [pricing.stop.map { "stop \($0)" }, pricing.limit.map { "limit \($0)" }].compactMap { $0 }
    return "\(summary) \(prices.isEmpty ? "at market" : prices.joined(separator: " "))"
  }
}

extension Sequence {
  /// The sum of what elements come to; nil once it leaves the range of a decimal.
  fileprivate func sum(_ amount: (Element) -> Decimal?) -> Decimal? {
    var sum = Decimal.zero
    for element in self {
      guard let next = try? sum + (amount(element) ?? .zero) else { return nil }
      sum = next
    }
    return sum
  }
}
