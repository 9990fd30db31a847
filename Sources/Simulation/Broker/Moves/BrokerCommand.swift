import Reconciliation
public import Trading

/// What a scenario tells the broker to do.
///
/// Each command is a value in a file of its own, with the static member that makes it; there is no list of them.
public struct BrokerCommand: Sendable {
  let move: any BrokerMove

  init(_ move: some BrokerMove) {
    self.move = move
  }
}

/// Something that the broker can be told to do.
protocol BrokerMove: Sendable {
  /// Does it; a move that is impossible changes nothing.
  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility)
}

/// Why a line of a scenario could not be carried out.
public enum Impossibility: Error, Hashable, Sendable {
  /// The broker has no such order: it never arrived.
  case noSuchOrder
  /// The order does not work any more.
  case notWorking(OrderStatus)
  /// The order has less left than the line executes.
  case moreThanLeft(Decimal)
  /// The order would have no more than it has executed.
  case notAboveFilled(Decimal)
  /// The order has no such price.
  case hasNoSuchPrice
  /// The engine's container does not run.
  case containerDown
  /// The engine's container runs.
  case containerUp
  /// There is nothing on disk to damage.
  case nothingOnDisk
  /// The broker has made no such execution.
  case noSuchExecution
  /// The broker has taken the execution back, or amended it by another one.
  case executionRevised
  /// A figure left the range of a decimal.
  case overflow
}

extension SimulatedBroker {
  /// Carries out a scripted command.
  mutating func carryOut(
    _ command: BrokerCommand, at now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    try command.move.carryOut(at: &self, now: now, into: &outputs)
    remember(at: now)
  }
}

private struct BrokerAct: WorldAct {
  let command: BrokerCommand

  @_specialize(where Engine == ReconciliationEngine)
  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    var outputs: [BrokerOutput] = []
    try world.broker.carryOut(command, at: world.now, into: &outputs)
    world.cause = TraceEntry.noCause
    world.forwardScripted(&outputs, line: line)
    return nil
  }
}

extension WorldAction {
  /// The broker does something.
  public static func broker(_ command: BrokerCommand) -> WorldAction { WorldAction(BrokerAct(command: command)) }
}

extension World {
  /// Sends what a scripted command came to; its first event has no cause but the line.
  fileprivate mutating func forwardScripted(_ outputs: inout [BrokerOutput], line: UInt32) {
    if case .event(let event)? = outputs.first {
      cause = record(event, cause: TraceEntry.noCause, line: line)
      outputs.removeFirst()
    }
    forward(&outputs)
  }
}
