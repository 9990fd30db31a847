public import Trading

/// The container is stopped in good order and started again.
private struct RestartContainer: WorldAct {
  let down: TimeSpan

  var stopsEngine: Bool { true }

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard world.isRunning else { throw .containerDown }
    world.stop(down: down, line: line)
    return nil
  }
}

extension WorldAction {
  /// The container is stopped in good order and started again.
  public static func restart(down: TimeSpan) -> WorldAction { WorldAction(RestartContainer(down: down)) }
}
