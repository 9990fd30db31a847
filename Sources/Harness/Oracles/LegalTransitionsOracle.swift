import Reconciliation
import Simulation
import Trading

/// `legal-transitions`: an order's status moves along legal edges only, and "filled" needs the executions.
///
/// The edges are written down here a second time, from the design (section 3, rule 1) and the rule table of the
/// order reconciliation document, and not taken from the engine: a wrong edge there must not be excused here.
struct LegalTransitionsOracle: Sendable {
  /// By index of a client order id.
  private var statuses: [OrderStatus?] = []

  mutating func noteStart<Engine: SimulatedEngine>(_ world: inout World<Engine>) {
    statuses.removeAll(keepingCapacity: true)
    guard world.isRunning else { return }
    for order in world.incarnation.books.orders { set(order.status, of: order.id.index) }
  }

  private mutating func set(_ status: OrderStatus, of order: UInt32) {
    let index = Int(order)
    if statuses.count <= index { statuses += Array(repeating: nil, count: index + 1 - statuses.count) }
    statuses[index] = status
  }

  mutating func observe<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    let index = entry.event.order
    guard index != Event.none, world.isRunning,
      let order = world.incarnation.books.order(ClientOrderID(index: index))
    else { return nil }
    let previous = Int(index) < statuses.count ? statuses[Int(index)] : nil
    set(order.status, of: index)
    if order.status == .filled, order.filled < order.terms.quantity {
      return Violation(
        oracle: .legalTransitions,
        message: "order \(names.text(of: .order(index), for: .order)) counts as filled "
          + "with \(order.filled) of \(order.terms.quantity) executed",
        instant: entry.instant, entry: number)
    }
    // An engine cannot remember what its disk has forgotten.
    guard let previous, previous != order.status, !world.storeHasLied,
      !Self.isLegal(previous, order.status, hasLeaves: order.filled < order.terms.quantity),
      // What the broker has taken back of an order makes it work again, or be as if nothing had been executed of it.
      !order.status.isWorking
        || !world.broker.executions.contains(where: { $0.reference != nil && $0.order == order.id })
          // So does what was inferred of it and is taken back.
          && !world.incarnation.books.executions.contains(where: { booked in
            booked.execution.isInferred && booked.execution.reference != nil && booked.execution.order == order.id
          })
    else { return nil }
    return Violation(
      oracle: .legalTransitions,
      message: "order \(names.text(of: .order(index), for: .order)) went from \(about: Word(previous).text) "
        + "to \(about: Word(order.status).text)",
      instant: entry.instant, entry: number)
  }

  /// Whether an order may have gone from one status to another since it was last looked at.
  ///
  /// - Parameter hasLeaves: whether more is on order than was executed: that what was executed in full had more on order
  ///   can come out afterwards (reference, edge case 73), and the end of the rest with it.
  static func isLegal(_ from: OrderStatus, _ to: OrderStatus, hasLeaves: Bool) -> Bool {
    switch from {
    case .pending: return to != .expired && to != .open && to != .partial && to != .filled
    case .submitted: return to != .pending
    case .unknown: return to != .pending
    case .open: return to == .partial || to.isTerminal
    case .partial: return to.isTerminal
    case .filled: return hasLeaves && (to == .partial || to.isTerminal)
    case .cancelled: return to == .filled || to == .open || to == .partial
    case .expired: return to == .filled
    case .rejected: return to != .pending && to != .submitted && to != .unknown
    }
  }
}
