public import Reconciliation
import Trading

/// An operator wants something.
private struct OperatorMove: WorldAct {
  let command: OperatorCommand
  let person: OperatorID?

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard world.isRunning else { throw .containerDown }
    var event = Event(.operatorCommand)
    event.subject = command.word
    event.number = Int64(command.ticket ?? 0)
    event.person = person?.index ?? Event.none
    switch command {
    case .pass(let request):
      // What everybody means by a pass needs no word.
      if request != PassRequest() { event.origin = request.kind.word }
      event.source = request.isDetectOnly ? .review : nil
      if request.symbols.count == 1 { event.instrument = request.symbols[0].index }
    case .choose(let kind, let clock):
      event.origin = kind.word
      event.reason = clock.word
    case .assign(_, let assignee): event.assignee = assignee.index
    case .prioritize(_, let level): event.state = level.word
    case .resolve(_, let decision, let note):
      event.reason = decision.word
      event.note = note
      if let figure = decision.figure { (event.quantity, event.count) = (figure, 1) }
    case .halt, .resume, .query, .acknowledge, .stop, .release: break
    }
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
