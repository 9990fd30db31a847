public import Reconciliation
import Trading

/// An operator wants something.
private struct OperatorMove: WorldAct {
  let command: OperatorCommand
  let person: OperatorID?

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard world.isRunning else { throw .containerDown }
    var event = Event(.operatorCommand)
    event.person = person?.index ?? Event.none
    command.describe(in: &event)
    world.feed(.operatorCommand(command, by: person), cause: world.record(event, cause: TraceEntry.noCause, line: line))
    return nil
  }
}

extension WorldAction {
  /// An operator wants something.
  public static func operatorCommand(_ command: OperatorCommand, by person: OperatorID? = nil) -> WorldAction {
    WorldAction(OperatorMove(command: command, person: person))
  }
}
