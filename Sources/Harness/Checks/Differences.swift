import Reconciliation
import ScenarioLanguage
public import Simulation
import Trading

/// One thing on which engine and broker do not agree.
public struct Difference: Hashable, Sendable {
  /// What differs: `order A`, `position AAPL`, `cash USD`.
  public let subject: String
  /// The engine's side.
  public let local: String
  /// The broker's side.
  public let broker: String
}

extension World {
  /// Whether engine and broker agree in orders, positions and cash; of positions also in average price and profit.
  ///
  /// An order that the broker never had agrees if the engine knows that it ended without an execution.
  public var isConverged: Bool {
    firstDifference(collect: nil) == false
  }

  /// Whether each order of the engine stands as it does at the broker.
  var agreesOnOrders: Bool { isRunning && incarnation.books.orders.allSatisfy { agrees($0, slot(of: $0)) } }

  /// All differences between engine and broker.
  public func differences(names: Names) -> [Difference] {
    var found: [Difference] = []
    _ = firstDifference { subject, local, broker in
      found.append(Difference(subject: subject(names), local: local, broker: broker))
    }
    return found
  }

  /// Whether there is any difference; with a collector all of them are looked for.
  private func firstDifference(
    collect: ((_ subject: (Names) -> String, _ local: String, _ broker: String) -> Void)?
  ) -> Bool {
    guard isRunning else {
      collect?({ _ in "engine" }, "down", "up")
      return true
    }
    var differs = false
    for order in incarnation.books.orders {
      let slot = slot(of: order)
      if agrees(order, slot) { continue }
      differs = true
      guard let collect else { return true }
      let (here, there) = (OrderView(order), slot.map { OrderView(broker, slot: $0) })
      collect(
        { "order \($0.text(of: .order(order.id.index), for: .order))" },
        there.map { here.summary(beside: $0) } ?? here.summary, there?.summary(beside: here) ?? "no such order")
    }
    for (slot, report) in broker.orders.enumerated() {
      // What an order that is none of the engine's has left behind when it ended is in positions and balances.
      guard report.status.isWorking else { continue }
      let known = incarnation.books.order(report.order)
      let isKnown = known != nil
      // A second working order under one client order id is one too many, even if the first agrees.
      if let known, self.slot(of: known) == slot { continue }
      differs = true
      guard let collect else { return true }
      collect(
        { "order \($0.text(of: .order(report.order.index), for: .order))" }, isKnown ? "one order" : "no such order",
        "\(OrderView(broker, slot: slot).summary) (broker order \(SimulatedBroker.name(ofOrder: report.brokerOrder.index)))"
      )
    }
    for index in broker.positions.indices {
      let hasSameQuantity = incarnation.books.positions[index].quantity == broker.positions[index].quantity
      if hasSameQuantity, agreesInBasis(index) { continue }
      differs = true
      guard let collect else { return true }
      let instrument = InstrumentID(index: UInt32(index))
      let sides = [BookSide.local, .broker].map { side in
        let view = view(of: instrument, side)
        return (hasSameQuantity ? view?.summary : view?.quantity.description) ?? "down"
      }
      collect({ "position \($0.instruments[index])" }, sides[0], sides[1])
    }
    for index in broker.cash.indices where incarnation.books.cash[index] != broker.cash[index] {
      differs = true
      guard let collect else { return true }
      collect(
        { "cash \($0.currencies[index])" }, incarnation.books.cash[index].description, broker.cash[index].description)
    }
    return differs
  }

  /// The broker's order that an order of the engine is, by slot: the one whose number it has, if that is one under its
  /// client order id, and otherwise the one that the client order id means.
  func slot(of order: ManagedOrder) -> Int? {
    guard let named = order.brokerOrder.map({ Int($0.index) }), named < broker.orders.count,
      broker.orders[named].order == order.id
    else { return broker.slot(of: order.id) }
    return named
  }

  private func agrees(_ order: ManagedOrder, _ slot: Int?) -> Bool {
    guard let slot else { return order.status.isTerminal && order.filled.isZero }
    let report = broker.orders[slot]
    return order.status == report.status && order.filled == report.filled
      && (order.amendment == report.terms || !report.status.isWorking)
  }
}
