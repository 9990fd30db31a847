import ScenarioLanguage
import Trading

/// What the broker takes for executions.
extension CaseGenerator {
  /// The fee of an execution, where the broker takes any: whole, less than a step of prices, or a rebate; nil if he takes
  /// none for it.
  ///
  /// No message is drawn that lies about a fee: nobody could see through such a lie.
  ///
  /// - Parameter subject: what the execution is numbered by, above 0.
  mutating func drawFee(_ subject: Int) -> Money? {
    guard chargesFees else { return nil }
    let thousandths = tape.pick(.fee, subject, [1000, 0, 350, -250, 5, 2125])
    return thousandths == 0 ? nil : Money(Decimal(billionths: Int64(thousandths) * 1_000_000))
  }
}
