extension CaseParser {
  /// Does what needs all lines of the case: names executions and checks the meaning.
  mutating func complete() {
    nameExecutions()
    for diagnostic in Checker.diagnostics(scenario, facts) { report(diagnostic) }
  }

  /// Gives fills without a name the next free name, E1 first, in the order of the lines.
  private mutating func nameExecutions() {
    var taken = Set(facts.executions.map(\.value))
    var number = 1
    for index in scenario.timeline.indices {
      guard
        case .broker(.fill(let order, let quantity, let isOverfill, let price, nil)) = scenario.timeline[index].action
      else { continue }
      while taken.contains("E\(number)") { number += 1 }
      let name = Located("E\(number)", at: scenario.timeline[index].span)
      taken.insert(name.value)
      facts.executions.append(name)
      scenario.timeline[index].action = .broker(
        .fill(order: order, quantity: quantity, isOverfill: isOverfill, price: price, execution: name))
    }
  }
}
