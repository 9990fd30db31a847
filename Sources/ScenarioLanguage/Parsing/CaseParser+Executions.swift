extension CaseParser {
  /// Does what needs all lines of the case: names executions and checks the meaning.
  mutating func complete() {
    nameExecutions()
    for diagnostic in Checker.diagnostics(scenario, facts) { report(diagnostic) }
  }

  /// Gives fills without a name the next free name, E1 first, in the order of the lines.
  private mutating func nameExecutions() {
    var names = ExecutionNames(taken: Set(facts.executions.map(\.value)))
    for index in scenario.timeline.indices {
      let span = scenario.timeline[index].span
      if let name = scenario.timeline[index].form.nameExecution(&names, at: span) { facts.executions.append(name) }
    }
  }
}
