import Reconciliation
import ScenarioLanguage
import Trading

/// Faults belong to something: drawn apart from it they would hardly ever meet it.
extension CaseGenerator {
  /// When a fault comes: two thirds of them shortly before or after another line, where they have something to bite.
  mutating func faultTime(_ index: Int) -> TimeSpan {
    guard !lines.isEmpty, tape.choose(.faultAnchor, index, below: 3) > 0 else { return time(.faultTime, index) }
    let anchor = lines[tape.choose(.faultAnchor, index + 1000, below: lines.count)].instant
    let offsets = [0, -1, 1, 25, 50, 75, 101, 200, 500, 1000, -100]
    return max(.zero, anchor + .milliseconds(tape.pick(.faultAnchor, index + 2000, offsets)))
  }
}
