public import Reconciliation
import Trading

/// An operator wants something.
private struct OperatorMove: WorldAct {
  let command: OperatorCommand

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard world.isRunning else { throw .containerDown }
    var event = Event(.operatorCommand)
    event.subject = command.word
    switch command {
    case .pass(let request):
      // What everybody means by a pass needs no word.
      if request != PassRequest() { event.origin = request.kind.word }
      event.source = request.isDetectOnly ? .review : nil
      if request.symbols.count == 1 { event.instrument = request.symbols[0].index }
    case .choose(let kind, let clock):
      event.origin = kind.word
      event.reason = clock.word
    case .halt, .resume, .query: break
    }
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
