import Reconciliation
import Trading

/// Nothing passes between engine and broker.
private struct CutNetwork: WorldAct {
  let extent: FaultExtent

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) -> Int? {
    let fault = world.faults.add(line: line, extent: extent, now: world.now)
    world.cut(fault, line: line)
    return fault
  }
}

/// All network faults end.
private struct HealNetwork: WorldAct {
  func perform<Engine>(on world: inout World<Engine>, line: UInt32) -> Int? {
    world.heal(line: line)
    return nil
  }
}

extension WorldAction {
  /// Nothing passes between engine and broker.
  public static func cut(_ extent: FaultExtent) -> WorldAction { WorldAction(CutNetwork(extent: extent)) }

  /// All network faults end.
  public static var heal: WorldAction { WorldAction(HealNetwork()) }
}

extension World {
  /// Nothing passes any more; the connection of the stream is reset on both sides at once.
  mutating func cut(_ fault: Int, line: UInt32) {
    let entry = record(Event(.netCut), cause: TraceEntry.noCause, line: line)
    network.cuts.append(fault)
    if let ends = faults.faults[fault].ends { queue.schedule(.faultWakes(fault: fault), at: ends) }
    // Breaking the stream is an effect even if no message is on its way.
    faults.fire(fault, at: now)
    feed(.streamLost, cause: entry)
  }

  /// All network faults end; the stream is up again after one latency.
  mutating func heal(line: UInt32) {
    let entry = record(Event(.netHealed), cause: TraceEntry.noCause, line: line)
    for rule in network.rules { faults.end(rule.fault) }
    letGo()
    network.rules.removeAll()
    let wasCut = network.isCut(faults, at: now)
    for fault in network.cuts { faults.end(fault) }
    network.cuts.removeAll()
    if wasCut { scheduleReconnect(cause: entry) }
  }

  /// A fault is woken up, since it must not end unnoticed or has something to let go.
  mutating func wake(_ fault: Int) {
    if let ends = faults.faults[fault].ends, ends <= now { faults.end(fault) }
    letGo()
    guard !network.isCut(faults, at: now), network.cuts.contains(fault) else { return }
    network.cuts.removeAll { $0 == fault }
    scheduleReconnect(cause: record(Event(.netHealed), cause: TraceEntry.noCause, line: faults.faults[fault].line))
  }

  mutating func scheduleReconnect(cause: UInt32) {
    queue.schedule(
      .reconnect(generation: generation, cause: cause), at: now + configuration.latency)
  }

  mutating func reconnect(_ generation: UInt32, cause: UInt32) {
    guard generation == self.generation, isRunning, !network.isCut(faults, at: now) else { return }
    feed(.streamConnected, cause: cause)
  }
}
