import Reconciliation
import Trading

/// What was asked of one order.
struct TraderWish: Sendable {
  /// The terms under which it was placed, each time.
  var placed: [OrderTerms] = []
  /// What somebody has asked to change of them; what the broker has by itself changed is nobody's to hold against it.
  var quantities: Set<Decimal> = []
  var prices: Set<Decimal> = []
  var isCancelAsked = false
  var isReplaceAsked = false
  /// What was asked and not sent since.
  var isPlaceOpen = false
  var isCancelOpen = false
  var openReplace: Change?

  /// What is to be changed; nil leaves a value as it is.
  struct Change: Sendable {
    var quantity: Decimal?
    var limit: Decimal?
    var stop: Decimal?
  }
}

extension TraderWish.Change {
  /// Whether terms have all that was asked to change.
  func isMet(by quantity: Decimal, _ pricing: OrderPricing) -> Bool {
    self.quantity.map { $0 == quantity } ?? true && limit.map { $0 == pricing.limit } ?? true
      && stop.map { $0 == pricing.stop } ?? true
  }
}

extension OrderTerms {
  /// Whether other terms are these, with a quantity and prices of those that were asked for.
  func isSame(as other: OrderTerms, within quantities: Set<Decimal>, _ prices: Set<Decimal>) -> Bool {
    guard instrument == other.instrument, side == other.side, timeInForce == other.timeInForce,
      quantities.contains(other.quantity), pricing.isSameKind(as: other.pricing)
    else { return false }
    return [other.pricing.limit, other.pricing.stop].allSatisfy { $0.map(prices.contains) ?? true }
  }
}

extension OrderPricing {
  /// Whether both have a limit or neither, and a stop or neither.
  fileprivate func isSameKind(as other: OrderPricing) -> Bool {
    (limit == nil) == (other.limit == nil) && (stop == nil) == (other.stop == nil)
  }
}
