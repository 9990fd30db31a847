import Trading

extension Decimal {
  /// The largest decimal there is.
  static let largest = try? Decimal(units: .max)
}
