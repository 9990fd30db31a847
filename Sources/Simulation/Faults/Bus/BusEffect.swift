import Reconciliation
import Trading

/// What a fault of the event bus does to what is put there.
///
/// Each effect has a file of its own with the static member that makes it; there is no list of them.
public struct BusEffect: Sendable {
  /// Why an event is not confirmed.
  let failure: Word
  /// Whether it goes out all the same.
  let takes: Bool
}

/// A fault of the bus that is in force.
struct BusRule: Sendable {
  var fault: Int
  var effect: BusEffect
}

private struct HitBus: WorldAct {
  let effect: BusEffect
  let extent: FaultExtent

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) -> Int? {
    let fault = world.faults.add(line: line, extent: extent, now: world.now)
    world.bus.rules.append(BusRule(fault: fault, effect: effect))
    return fault
  }
}

extension WorldAction {
  /// The bus is hit by a fault.
  public static func bus(_ effect: BusEffect, _ extent: FaultExtent) -> WorldAction {
    WorldAction(HitBus(effect: effect, extent: extent))
  }
}
