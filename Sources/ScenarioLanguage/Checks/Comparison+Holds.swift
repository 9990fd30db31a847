import Trading

extension Comparison {
  /// Compares two values that are ordered.
  package func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal, .rounded: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  /// Compares two values that are the same or not.
  func holds<Value: Equatable>(same left: Value, _ right: Value) -> Bool {
    self == .notEqual ? left != right : left == right
  }

  /// Compares decimals; `~` rounds the left one to the places of the right one first, half away from zero as
  /// people do.
  func holds(_ left: Decimal, _ right: Decimal, places: Int) -> Bool {
    guard self == .rounded else { return holds(left, right) }
    return (try? left.rounded(toPlaces: places, rounding: .halfAwayFromZero)) == right
  }
}
