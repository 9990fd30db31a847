import Reconciliation
import Trading

/// Checks what the lines of a case mean together.
struct Checker {
  /// What is wrong with the meaning of a case.
  static func diagnostics(_ scenario: Scenario, _ facts: Facts) -> [Diagnostic] {
    []
  }
}
