public import Reconciliation
import Trading

/// An operator wants something.
private struct OperatorMove: WorldAct {
  let command: OperatorCommand

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard world.isRunning else { throw .containerDown }
    var event = Event(.operatorCommand)
    event.subject = command.word
    world.feed(.operatorCommand(command), cause: world.record(event, cause: TraceEntry.noCause, line: line))
    return nil
  }
}

extension WorldAction {
  /// An operator wants something.
  public static func operatorCommand(_ command: OperatorCommand) -> WorldAction {
    WorldAction(OperatorMove(command: command))
  }
}
