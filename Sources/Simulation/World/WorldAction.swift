import Reconciliation

/// What a line of a scenario does to a world, with all names as dense indices.
///
/// Each action is a value in a file of its own, with the static member that makes it; there is no list of them.
public struct WorldAction: Sendable {
  let act: any WorldAct

  init(_ act: some WorldAct) {
    self.act = act
  }

  /// Whether the engine can be stopped or killed by it.
  public var stopsEngine: Bool { act.stopsEngine }
}

/// Something that can be done to a world.
protocol WorldAct: Sendable {
  /// Whether the engine can be stopped or killed by it.
  var stopsEngine: Bool { get }

  /// Does it now.
  ///
  /// - Returns: The index of the fault that it puts into the world, if it is one.
  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int?
}

extension WorldAct {
  var stopsEngine: Bool { false }
}

extension World {
  /// Carries out a line of a scenario now.
  ///
  /// - Parameters:
  ///   - action: what the line does.
  ///   - line: its number in the file, for the trace.
  /// - Returns: The index of the fault that the line put into the world, if it is one.
  /// - Throws: ``Impossibility`` if the world is not in a state in which the line makes sense.
  @discardableResult
  public mutating func perform(_ action: WorldAction, line: UInt32) throws(Impossibility) -> Int? {
    try action.act.perform(on: &self, line: line)
  }

  /// Ends the faults of a line, as when its `until` mark is set.
  public mutating func endFaults(ofLine line: UInt32) {
    let wasCut = network.isCut(faults, at: now)
    faults.end(line: line)
    letGo()
    guard wasCut, !network.isCut(faults, at: now) else { return }
    scheduleReconnect(cause: record(Event(.netHealed), cause: TraceEntry.noCause, line: line))
  }
}
