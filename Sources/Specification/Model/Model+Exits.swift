import Reconciliation
import Trading

extension Model {
  /// Whether the order at a place lowers what is at risk if it is sent, with all that was asked for.
  func isExit(_ slot: Int) -> Bool {
    let order = orders[slot]
    return isExit(order.terms, leaves: Fraction(order.largestQuantity) - order.filled, at: slot)
  }

  /// Whether so much of terms takes away nothing but what is there for certain: by the records and by the account, however
  /// much executes of the other orders on that side which are stops as well, or are none either, or are before a person;
  /// one without a place comes behind all orders.
  ///
  /// Nothing is certain as long as a person has not decided about an order on that side that is somebody else's, or about a
  /// report of one there that does not count.
  func isExit(_ terms: OrderTerms, leaves: Fraction, at slot: Int?) -> Bool {
    let number = terms.instrument.index
    guard Int(number) < instruments.count else { return false }
    var undecided: Set<UInt32> = []
    for ticket in tickets where ticket.decision == nil {
      guard ticket.order != Event.none || ticket.execution != Event.none else { continue }
      let ours = order(ClientOrderID(index: ticket.order))
      guard ticket.instrument == number || ours?.terms.instrument.index == number else { continue }
      var sides: [Side?] = []
      switch discrepancies.first(where: { $0.id == ticket.discrepancy })?.report {
      case .execution(let execution)?: sides = [execution.side]
      case .order(let report)?: sides = [report.side]
      case nil: if ours == nil || ticket.kind == .unknownOrder { sides = [nil] }
      }
      if ticket.execution != Event.none, ticket.kind != .unknownOrder, let ours { sides.append(ours.terms.side) }
      if sides.contains(where: { $0 == nil || $0 == terms.side }) { return false }
      undecided.insert(ticket.order)
    }
    let held = instruments[Int(number)].position.quantity
    var figures = [held]
    for one in discrepancies where one.isOfHoldings && one.instrument == number {
      let told = tickets.first { $0.discrepancy == one.id }
      figures.append(held + Fraction(told?.broker ?? one.broker) - Fraction(told?.local ?? one.local))
    }
    var taken = leaves
    for (place, other) in orders.enumerated() where place != slot && !other.status.isTerminal {
      guard other.terms.instrument.index == number, other.terms.side == terms.side else { continue }
      if other.status == .pending, let slot, place > slot { continue }
      switch (other.terms.pricing, terms.pricing) {
      case (.stop, .stop), (.stop, .stopLimit), (.stopLimit, .stop), (.stopLimit, .stopLimit): break
      case (.stop, _), (.stopLimit, _), (_, .stop), (_, .stopLimit):
        if !undecided.contains(other.id.index) { continue }
      default: break
      }
      let rest = Fraction(other.largestQuantity) - other.filled
      if rest.isPositive { taken = taken + rest }
    }
    return figures.allSatisfy { figure in
      let there = terms.side == .sell ? figure : -figure
      return there.isPositive && !(there - taken).isNegative
    }
  }
}

extension Discrepancy {
  /// Whether it is about the quantity that the account has of an instrument.
  fileprivate var isOfHoldings: Bool {
    order == Event.none && execution == Event.none && (kind == .quantityMismatch || kind == .missingPosition)
  }
}
