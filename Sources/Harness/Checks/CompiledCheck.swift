import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// A check with all names as dense indices.
enum CompiledCheck: Sendable {
  case converged
  case diverged
  case order(Party, ClientOrderID, [OrderCondition])
  case orderCount(Party, [OrderCondition], Comparison, Int)
  case position(Party, InstrumentID, Comparison, Decimal, price: Decimal?)
  case balance(Party, CurrencyID, Comparison, Decimal)
  case engine(Comparison, EngineStateWord)
  case discrepancies(onlyOpen: Bool, Comparison, Int)
  case alerts(Comparison, Int)
  case checkpoint(Comparison, UInt64)
}

/// One condition on a field of an order.
struct OrderCondition: Sendable {
  enum Value: Sendable {
    case decimal(Decimal, places: Int)
    case word(Word)
    /// The index of a client order id; nil if no order has it.
    case key(UInt32?)
  }

  var field: OrderField
  var comparison: Comparison
  var value: Value
}

extension Comparison {
  /// Compares two values that are ordered.
  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal, .rounded: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  /// Compares decimals; `~` rounds the left one to the places of the right one first, half away from zero as
  /// people do.
  func holds(_ left: Decimal, _ right: Decimal, places: Int) -> Bool {
    guard self == .rounded else { return holds(left, right) }
    return (try? left.rounded(toPlaces: places, rounding: .halfAwayFromZero)) == right
  }
}
