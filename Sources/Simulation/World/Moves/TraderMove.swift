public import Reconciliation
import Trading

/// The trader wants something.
private struct TraderMove: WorldAct {
  let command: TraderCommand

  @_specialize(where Engine == ReconciliationEngine)
  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard world.isRunning else {
      world.record(command.unheard, cause: TraceEntry.noCause, line: line)
      throw .containerDown
    }
    world.noteAsked(command)
    world.feed(.command(command), cause: world.record(command.event, cause: TraceEntry.noCause, line: line))
    return nil
  }
}

extension WorldAction {
  /// The trader wants something.
  public static func command(_ command: TraderCommand) -> WorldAction { WorldAction(TraderMove(command: command)) }
}

extension TraderCommand {
  /// The command as the trace has it.
  fileprivate var event: Event {
    var event: Event
    switch self {
    case .place(let order, let terms):
      event = Event(.traderPlace)
      event.order = order.index
      event.reason = Word(terms.side)
      event.quantity = terms.quantity
      event.instrument = terms.instrument.index
      event.price = terms.pricing.limit ?? terms.pricing.stop ?? .zero
    case .replace(let order, let quantity, let limit, let stop):
      event = Event(.traderReplace)
      event.order = order.index
      event.quantity = quantity ?? .zero
      event.price = limit ?? stop ?? .zero
    case .cancel(let order):
      event = Event(.traderCancel)
      event.order = order.index
    }
    return event
  }

  /// The command as the trace has it if nobody hears it.
  fileprivate var unheard: Event {
    var event = Event(.traderUnheard)
    event.order = self.event.order
    event.subject =
      switch self {
      case .place: .place
      case .replace: .replace
      case .cancel: .cancel
      }
    return event
  }
}
