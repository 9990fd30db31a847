/// The newest checkpoint is damaged.
private struct CorruptCheckpoint: WorldAct {
  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard world.disk.corruptCheckpoint() else { throw .nothingOnDisk }
    world.storeHasLied = true
    return nil
  }
}

/// The journal is damaged.
private struct CorruptJournal: WorldAct {
  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard world.disk.corruptJournal() else { throw .nothingOnDisk }
    world.storeHasLied = true
    return nil
  }
}

extension WorldAction {
  /// The newest checkpoint is damaged.
  public static var corruptCheckpoint: WorldAction { WorldAction(CorruptCheckpoint()) }

  /// The journal is damaged.
  public static var corruptJournal: WorldAction { WorldAction(CorruptJournal()) }
}
