public import Reconciliation
public import Trading

/// The container is killed, at once or at an effect boundary (of an order, of an execution), and started again.
private struct CrashContainer: WorldAct {
  let point: Word?
  let order: UInt32?
  let execution: UInt32?
  let down: TimeSpan

  var stopsEngine: Bool { true }

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    if let point {
      let fault = world.faults.add(line: line, extent: .next(1), now: world.now)
      world.crashes.append(
        ArmedCrash(fault: fault, point: point, order: order, execution: execution, down: down))
      return fault
    }
    guard world.isRunning else { throw .containerDown }
    let fault = world.faults.add(line: line, extent: .next(1), now: world.now)
    world.faults.fire(fault, at: world.now)
    world.cause = TraceEntry.noCause
    world.kill(Event(.containerKilled), down: down, line: line)
    return fault
  }
}

extension WorldAction {
  /// The container is killed, at once or at an effect boundary (of an order, of an execution), and started again.
  public static func crash(point: Word?, order: UInt32?, execution: UInt32?, down: TimeSpan) -> WorldAction {
    WorldAction(CrashContainer(point: point, order: order, execution: execution, down: down))
  }
}
