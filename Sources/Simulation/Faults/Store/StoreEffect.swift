import Reconciliation
import Trading

/// What a store fault does, one field for each point at which the store is asked.
///
/// Each effect has a file of its own with the static member that makes it; there is no list of them.
public struct StoreEffect: Sendable {
  /// Why an append fails.
  var failure: Word?
  /// How much longer a sync takes.
  var syncDelay = TimeSpan.zero
  /// Whether a sync reports success and keeps nothing.
  var losesSync = false
  /// Whether the first half of what was written and not synced stays at a kill.
  var tearsWrites = false

  /// Whether a record becomes durable later than others do.
  var delaysRecords: Bool { failure != nil || syncDelay > .zero }
  /// Whether a sync is hit by it.
  var hitsSync: Bool { losesSync || syncDelay > .zero }
}

/// A store fault that is in force.
struct StoreRule: Sendable {
  var fault: Int
  var effect: StoreEffect
}

private struct HitStore: WorldAct {
  let effect: StoreEffect
  let extent: FaultExtent

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) -> Int? {
    let fault = world.faults.add(line: line, extent: extent, now: world.now)
    world.storeRules.append(StoreRule(fault: fault, effect: effect))
    return fault
  }
}

extension WorldAction {
  /// The store is hit by a fault.
  public static func store(_ effect: StoreEffect, _ extent: FaultExtent) -> WorldAction {
    WorldAction(HitStore(effect: effect, extent: extent))
  }
}
