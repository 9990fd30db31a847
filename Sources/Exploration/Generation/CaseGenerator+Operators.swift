import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// Lets an operator ask for passes, halts, and the state of orders at any moment.
  mutating func makeOperatorCommands() {
    guard tape.choose(.operatorCommand, below: 4) == 1 else { return }
    for index in 0..<(1 + tape.choose(.operatorCommand, 1, below: 4)) {
      let instant = faultTime(50_000 + index)
      switch tape.choose(.operatorKind, index, below: 6) {
      case 0, 1: add(OperatorReconcile(), at: instant, mayMiss: true)
      case 2, 3:
        add(OperatorHalt(), at: instant, mayMiss: true)
        // One in eight is left halted.
        let gaps: [Int?] = [1000, 100, 0, 5000, 2, 20_000, 51, nil]
        guard let gap = tape.pick(.operatorGap, index, gaps) else { break }
        add(OperatorResume(), at: instant + .milliseconds(gap), mayMiss: true)
      case 4: add(OperatorResume(), at: instant, mayMiss: true)
      default:
        let order = tape.choose(.operatorOrder, index, below: swarm.orderCount)
        let asked = max(instant, placeTimes[order])
        add(OperatorQuery { $0.order = OrderName(Located("A\(order + 1)")) }, at: asked, mayMiss: true)
      }
    }
  }
}
