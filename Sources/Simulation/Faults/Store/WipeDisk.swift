import Reconciliation

/// All that is on the disk is gone.
private struct WipeDisk: WorldAct {
  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard !world.isRunning else { throw .containerUp }
    world.disk.wipe()
    world.storeHasLied = true
    world.cause = world.record(Event(.storeWiped), cause: TraceEntry.noCause, line: line)
    return nil
  }
}

extension WorldAction {
  /// All that is on the disk is gone.
  public static var wipeStore: WorldAction { WorldAction(WipeDisk()) }
}
