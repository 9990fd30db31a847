import Trading

/// The name of an execution that another line makes.
package struct ExecutionReference: SlotValue, Hashable {
  /// The name.
  package var name: ExecutionName = ""

  package static var contents: ValueContents? { .name }
  package static var reading: Reading<ExecutionReference> {
    let made = Reading<ExecutionName>.made
    return Reading(made.placeholder, "the name of an execution that some line makes") { parser throws(LineGivenUp) in
      var reference = ExecutionReference()
      reference.name = try made.read(&parser)
      return reference
    }
  }

  package var text: String { name.text }
  package var mentions: [Mention] { [Mention(.execution, name.value)] }

  package mutating func rename(_ rename: (Mention) -> String) {
    name.located.value = rename(Mention(.execution, name.value))
  }

  /// The execution.
  func id(in scope: some PlanScope) throws(PlanError) -> ExecutionID {
    guard let index = scope.execution(name.value) else {
      throw PlanError(message: "there is no execution `\(name.value)`", span: name.located.span)
    }
    return ExecutionID(index: index)
  }
}
